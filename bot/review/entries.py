"""What is reviewed: every governed entry of content/, by key ("topics/vitamin_d"), with the history of its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.content.governance import UPKEEP_FIELDS, is_signed_off, review_by, words_digest
from bot.content.library import Library
from bot.content.model import Governed
from bot.review.database import Database, now
from bot.review.tables import Revision

WEEKS = "weeks"
# What an editor sees of a difference: not the ways of asking, which no family reads.
_UNREAD = frozenset({"examples", "answers", "names", "marks", "id", "patterns"})


@dataclass(frozen=True)
class Entry:
    """One content file."""

    key: str
    title: str
    content: Governed

    @property
    def kind(self) -> str:
        """topics, urgent, things or weeks."""
        return self.key.split("/")[0]

    @property
    def id(self) -> str:
        """The id within its kind."""
        return self.key.split("/")[-1]

    @cached_property
    def digest(self) -> str:
        """Of the words (bot/content/governance.py)."""
        return words_digest(self.content)

    @property
    def published(self) -> bool:
        """Whether the file holds a sign-off of exactly these words: what families see."""
        return is_signed_off(self.content)

    @property
    def review_by(self) -> date:
        """When it has to be read again."""
        return review_by(self.content)

    @cached_property
    def words(self) -> dict[str, Any]:
        """All that the digest is of, as plain data."""
        return {name: value for name, value in msgspec.to_builtins(self.content).items() if name not in UPKEEP_FIELDS}


def entries_of(library: Library) -> dict[str, Entry]:
    """Every entry by key: cards first, then topics, tables of named things, and the list of weeks."""
    entries = [
        *(Entry(f"urgent/{id}", card.title, card) for id, card in library.urgent.items()),
        *(Entry(f"topics/{id}", topic.title, topic) for id, topic in library.topics.items()),
        *(Entry(f"things/{id}", f"{library.topics[id].title}: by name", table) for id, table in library.things.items()),
        Entry(WEEKS, "Week by week", library.weeks),
    ]
    return {entry.key: entry for entry in entries}


def key_of(messages: list[dict[str, Any]]) -> str | None:
    """The entry that a reply rests on: its first card, answer or list of weeks; None when it is none of these."""
    for message in messages:
        if message["type"] == "urgent" and message["id"]:
            return f"urgent/{message['id']}"
        if message["type"] == "answer":
            return f"topics/{message['topic']}"
        if message["type"] == "week":
            return WEEKS
    return None


def record_revisions(database: Database, entries: dict[str, Entry]) -> int:
    """Keep the words of every entry that differs from its last revision; returns how many did."""
    with database.reading() as session:
        newest: dict[str, tuple[int, str]] = {
            entry: (number, digest)
            for entry, number, digest in session.execute(
                sa.select(Revision.entry, Revision.number, Revision.digest).order_by(Revision.number)
            )
        }
    changed = [entry for entry in entries.values() if newest.get(entry.key, (0, ""))[1] != entry.digest]
    try:
        with database.writing() as session:
            session.add_all(
                Revision(
                    entry=entry.key,
                    number=newest.get(entry.key, (0, ""))[0] + 1,
                    digest=entry.digest,
                    words=entry.words,
                    seen_at=now(),
                )
                for entry in changed
            )
    except IntegrityError:  # another gateway that started at the same moment did it
        return 0
    return len(changed)


def lines_of(words: Any) -> list[str]:  # noqa: ANN401 (plain data)
    """The texts that a family reads, in order, for comparing two revisions.

    >>> lines_of({"title": "Vitamin D", "parts": [{"id": "how", "text": "One.\\n\\nTwo."}]})
    ['Vitamin D', 'One.', 'Two.']
    """
    if isinstance(words, str):
        return [line for line in words.split("\n") if line.strip()]
    if isinstance(words, dict):
        return [line for name, value in words.items() if name not in _UNREAD for line in lines_of(value)]
    if isinstance(words, list):
        return [line for value in words for line in lines_of(value)]
    return []
