"""What families say of answers: kept in one SQLite file until the review workspace takes it over."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.library import Library

VOTES = ("up", "down")
MOST_CHARACTERS = 2000
_TABLE = """
create table if not exists feedback (
  id text primary key,
  topic text not null,
  part text,
  vote text not null,
  reason_code text,
  day text not null,
  message text
)
"""


class FeedbackError(ValueError):
    """What was sent is no feedback on an answer of ours."""


@dataclass(frozen=True)
class Feedback:
    """One vote. `message` is what the person typed, only if they ticked that it may be kept."""

    id: str
    topic: str
    part: str | None
    vote: str
    reason_code: str | None
    day: date
    message: str | None


class FeedbackStore:
    """Adds votes, adds a reason to a vote, and gives all to whoever reviews them."""

    def __init__(self, path: Path, library: Library, reasons: tuple[str, ...]) -> None:
        self._path = path
        self._library = library
        self._reasons = reasons

    def vote(self, topic: object, part: object, vote: object, day: date | None = None) -> str:
        """Keep a vote on an answer; returns its id. Raises FeedbackError."""
        known = self._library.topics.get(topic) if isinstance(topic, str) else None
        if known is None or vote not in VOTES:
            raise FeedbackError("topic or vote")
        part_id = part if isinstance(part, str) and known.part(part) else None
        record = (secrets.token_urlsafe(12), known.id, part_id, vote, None, (day or date.today()).isoformat(), None)
        with self._open() as database:
            database.execute("insert into feedback values (?, ?, ?, ?, ?, ?, ?)", record)
        return record[0]

    def reason(self, id: object, reason: object, message: object = None, *, may_share: bool = False) -> None:
        """Add why to a vote, once. The message is kept only with `may_share`. Raises FeedbackError."""
        reason_code = reason if reason in self._reasons else None
        shared = message.strip()[:MOST_CHARACTERS] if may_share and isinstance(message, str) else None
        if not isinstance(id, str) or (reason and reason_code is None):
            raise FeedbackError("id or reason")
        with self._open() as database:
            change = database.execute(
                "update feedback set reason_code = ?, message = ? where id = ? and reason_code is null and message is null",
                (reason_code, shared or None, id),
            )
            if change.rowcount == 0:
                raise FeedbackError("id")

    def all(self) -> list[Feedback]:
        """Every vote, oldest first."""
        with self._open() as database:
            rows = database.execute("select * from feedback order by rowid").fetchall()
        return [
            Feedback(id, topic, part, vote, reason, date.fromisoformat(day), message)
            for id, topic, part, vote, reason, day, message in rows
        ]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._path.exists():
            self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path, timeout=2)) as database, database:
            database.execute(_TABLE)
            yield database
