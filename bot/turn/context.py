"""What the steps of a turn share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.rasa_server.request import UserTurn
from bot.signs import Signs


class Backend(Protocol):
    """Rasa, over HTTP or in this process."""

    async def send(self, turn: UserTurn) -> list[dict[str, Any]]:
        """What to show for this turn. Raises BackendError when Rasa cannot say."""


class BackendError(RuntimeError):
    """Rasa or its actions are down, slow or broken."""


@dataclass
class TurnContext:
    """One message on its way. Steps fill in what they find out."""

    text: str
    conversation: str
    topic: str | None = None
    part: str | None = None
    unit: str | None = None
    weeks: int | None = None
    language: str = "en"
    # set by the steps
    signs: Signs = field(default_factory=Signs)
    shortened: str = ""
    choice: dict[str, str | None] | None = None
    directions: list[dict[str, Any]] = field(default_factory=list)
    # the message of whoever switched Keep Well off; None when it is on
    closed: str | None = None
    backend_failed: bool = False
    messages: list[dict[str, Any]] = field(default_factory=list)
    finished: bool = False
