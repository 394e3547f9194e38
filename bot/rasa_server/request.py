"""What the gateway asks of Rasa: the one allow-listed call."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

TOKEN_HEADER = "X-Keepwell-Token"  # noqa: S105 (a header name)


@dataclass(frozen=True)
class UserTurn:
    """One message of a family's conversation on its way to Rasa.

    `choice` is a button press ({"topic": ..., "part": ...}), which needs no understanding.
    `topic` is the topic the page shows, so that an elided question can be about it.
    `weeks`, of a link she followed, goes with a choice and is remembered as if she had told it.
    `signs` is what the deterministic net made of the whole original text (bot/signs.py).
    """

    conversation: str
    text: str
    topic: str | None = None
    choice: dict[str, str | None] | None = None
    signs: dict[str, Any] | None = None
    weeks: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The body of the call."""
        return asdict(self)


def defuse(text: str) -> str:
    """The text without a leading slash: Rasa would take `/intent{...}` or `/restart` for a command."""
    return text.lstrip("/ \t\n")
