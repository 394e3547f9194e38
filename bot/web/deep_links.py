"""What an address like /?topic=vitamin_d&weeks=28 asks for; what nobody could mean is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.library import Library

# The weeks that the chat believes when they are typed (bot/nlu/weeks.py, which the gateway does not load).
FIRST_WEEK, LAST_WEEK = 3, 43


@dataclass(frozen=True)
class DeepLink:
    """What the chat opens on. `weeks` are completed weeks of pregnancy."""

    topic: str | None = None
    part: str | None = None
    weeks: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the chat opens with nothing said."""
        return self.topic is None and self.weeks is None


def read_deep_link(query: Mapping[str, str], library: Library) -> DeepLink:
    """The known topic, part and weeks of an address."""
    topic = library.topics.get(query.get("topic", ""))
    part = topic.part(query.get("part", "")) if topic else None
    return DeepLink(topic.id if topic else None, part.id if part else None, _weeks(query.get("weeks", "")))


def _weeks(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return None
    return int(text) if FIRST_WEEK <= int(text) <= LAST_WEEK else None
