"""The entity that the spaCy package gives to every name of content/things (foods, medicines ...)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.text.normalise import normalise

THING = "thing"
# What may stand around the thing in a message that asks after it and says nothing else: "can i eat brie when pregnant".
_ASKING = frozenset(
    ["can", "could", "may", "i", "we", "you", "eat", "drink", "have", "use", "take", "is", "are", "it", "ok", "okay", "safe", "allowed", "in", "on", "with", "when", "while", "during", "for", "the", "a", "an", "any", "some", "and", "or", "pregnant", "pregnancy", "breastfeeding", "please"]
)  # fmt: skip


def only_asks_after(text: str, entities: Iterable[dict[str, Any]]) -> bool:
    """Whether the message is nothing but a question after things: their names and words of asking.

    >>> only_asks_after("can i eat brie", [{"entity": "thing", "value": "brie"}])
    True
    """
    words = re.findall(r"\w+", normalise(text))
    things = {word for name in named_in(entities) for word in re.findall(r"\w+", normalise(name))}
    return bool(things) and all(word in things or word in _ASKING for word in words)


def named_in(entities: Iterable[dict[str, Any]]) -> list[str]:
    """The words of a message that name a thing, in order."""
    return [str(entity["value"]) for entity in entities if entity.get("entity") == THING]
