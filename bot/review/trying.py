"""Asks the assistant as a family would, and keeps the question, the reply and why it came."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec
from starlette.concurrency import run_in_threadpool

from bot.content.library import Library, read_library
from bot.content.yaml_file import ContentFileError
from bot.red_flags import load_net
from bot.review.database import Database, now
from bot.review.entries import Entry, entries_of, key_of
from bot.review.explain import Explainer, Understanding
from bot.review.tables import Try
from bot.turn import TurnPipeline
from bot.turn.context import Backend, BackendError

RUNNING, DRAFT = "running", "draft"
MOST_CHARACTERS = 20_000


class ExplainingBackend(Backend, Understanding, Protocol):
    """Rasa, which answers and says why."""


@dataclass(frozen=True)
class Question:
    """What a tester sends. `topic` and `part` come with the press of a button."""

    text: str
    conversation: str
    topic: str | None = None
    part: str | None = None
    unit: str | None = None
    words: str = RUNNING
    session_id: int | None = None
    task: str | None = None


@dataclass(frozen=True)
class _Words:
    """One content set, ready to answer from."""

    pipeline: TurnPipeline
    explainer: Explainer
    entries: dict[str, Entry]


class Tester:
    """Plays a tester's question through the whole assistant. Counts no usage, and answers while families get none."""

    def __init__(self, library: Library, backend: ExplainingBackend, draft: Path | None = None) -> None:
        self._backend = backend
        self._running = self._words(library)
        self._draft = _Draft(draft) if draft else None
        self._drafted: tuple[Library, _Words] | None = None

    @property
    def has_draft(self) -> bool:
        """Whether there is a draft content set to ask."""
        return self._draft is not None

    async def ask(self, database: Database, reviewer_id: int, question: Question) -> int:
        """Ask, keep, and return the id of the Try. Raises ContentFileError when the draft cannot be read."""
        words = await run_in_threadpool(self._of, question.words)
        text = question.text[:MOST_CHARACTERS]
        # beside Rasa's own conversations: running and draft words must not share a topic in play
        conversation = f"{question.words}-{question.conversation}"
        messages = await words.pipeline.run(
            text, conversation, topic=question.topic, part=question.part, unit=question.unit
        )
        try:
            parse = await self._backend.understood(conversation)
        except BackendError:
            parse = {}
        explanation = words.explainer.explain(text, parse, messages)
        key = key_of(messages)
        tried = Try(
            session_id=question.session_id,
            task=question.task,
            reviewer_id=reviewer_id,
            at=now(),
            conversation=question.conversation,
            text=text,
            words=question.words,
            entry=key,
            digest=words.entries[key].digest if key else None,
            shown=messages,
            explanation=msgspec.to_builtins(explanation),
        )
        return await run_in_threadpool(_keep, database, tried)

    def _of(self, words: str) -> _Words:
        if words != DRAFT or self._draft is None:
            return self._running
        library = self._draft.library()
        if self._drafted is None or self._drafted[0] is not library:
            self._drafted = (library, self._words(library))
        return self._drafted[1]

    def _words(self, library: Library) -> _Words:
        net = load_net()
        return _Words(TurnPipeline(library, self._backend), Explainer(library, net), entries_of(library))


class _Draft:
    """A content folder that is being edited: read again whenever a file of it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._read: tuple[frozenset[tuple[Path, int]], Library] | None = None

    def library(self) -> Library:
        """The content as it stands now. Raises ContentFileError."""
        if not self._folder.is_dir():
            raise ContentFileError(f"{self._folder} is no folder. Set KEEPWELL_DRAFT_CONTENT to a content folder.")
        stamps = frozenset((path, path.stat().st_mtime_ns) for path in self._folder.rglob("*.yml"))
        with self._lock:
            if self._read is None or self._read[0] != stamps:
                self._read = (stamps, read_library(self._folder))
            return self._read[1]


def _keep(database: Database, tried: Try) -> int:
    with database.writing() as session:
        session.add(tried)
        session.flush()
        return int(tried.id)
