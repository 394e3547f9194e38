"""The entity that the spaCy package gives to every name of content/things (foods, medicines ...)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

THING = "thing"


def named_in(entities: Iterable[dict[str, Any]]) -> list[str]:
    """The words of a message that name a thing, in order."""
    return [str(entity["value"]) for entity in entities if entity.get("entity") == THING]
