"""The workspace as the gateway mounts it: its stores, its background work, and what happens while it has no database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from bot.content.library import Library
from bot.content.model import Script
from bot.review.database import Database, DatabaseError
from bot.review.entries import Entry, entries_of, record_revisions
from bot.review.feedback import take_over
from bot.review.reviewers import Reviewers
from bot.review.scripts import read_scripts
from bot.review.sign_ins import SignIns
from bot.review.sign_offs import SignOffs
from bot.review.sittings import Sittings
from bot.review.trying import ExplainingBackend, Tester
from bot.review.usage import UsageCounter
from bot.review.verdicts import Verdicts
from bot.web.conversations import ConversationIds
from bot.web.feedback import FeedbackStore

logger = logging.getLogger(__name__)

# Seconds between two times that counts and votes go into the database; a crash loses what was counted since.
EVERY = 10.0


def draft_folder() -> Path | None:
    """The content folder that is being written (KEEPWELL_DRAFT_CONTENT), for testing before families see it."""
    given = os.environ.get("KEEPWELL_DRAFT_CONTENT")
    return Path(given) if given else None


@dataclass(frozen=True)
class Desk:
    """All stores on one database."""

    database: Database
    reviewers: Reviewers
    sign_ins: SignIns
    verdicts: Verdicts
    sittings: Sittings
    sign_offs: SignOffs

    @classmethod
    def on(cls, database: Database) -> Desk:
        """The stores."""
        return cls(
            database,
            Reviewers(database),
            SignIns(database),
            Verdicts(database),
            Sittings(database),
            SignOffs(database),
        )


@dataclass
class Workspace:
    """What its pages share. Families never wait for it: a database that is down closes /review and nothing else."""

    library: Library
    backend: ExplainingBackend
    ids: ConversationIds
    feedback: FeedbackStore
    counter: UsageCounter
    database_url: str | None = None
    draft: Path | None = None

    def __post_init__(self) -> None:
        self._desk: Desk | None = None
        self._opening = threading.Lock()

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """What is reviewed."""
        return entries_of(self.library)

    @cached_property
    def scripts(self) -> dict[str, Script]:
        """The test scripts."""
        return read_scripts()

    @cached_property
    def tester(self) -> Tester:
        """Asks the assistant."""
        return Tester(self.library, self.backend, self.draft)

    def desk(self) -> Desk:
        """The stores; opens the database the first time. Raises DatabaseError."""
        with self._opening:
            if self._desk is None:
                database = Database.ready(self.database_url)
                record_revisions(database, self.entries)
                self._desk = Desk.on(database)
        return self._desk

    def refresh(self) -> None:
        """Bring counts and votes into the database. Raises DatabaseError."""
        database = self.desk().database
        self.counter.flush(database)
        take_over(self.feedback, database)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep counts and votes coming in until the gateway stops."""
        task = asyncio.create_task(self._refresh_often())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await run_in_threadpool(self._refresh_or_warn)
            if self._desk is not None:
                self._desk.database.close()

    async def _refresh_often(self) -> None:
        while True:
            await run_in_threadpool(self._refresh_or_warn)
            await asyncio.sleep(EVERY)

    def _refresh_or_warn(self) -> None:
        try:
            self.refresh()
        except DatabaseError as error:
            logger.warning("The review workspace is closed: %s", error)
        except Exception:  # noqa: BLE001 (counts are never worth an end of the gateway's background work)
            logger.warning("Counts and votes did not reach the review database", exc_info=True)
