"""What the endpoints share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.content.library import Library
from bot.messages import Composer
from bot.turn import TurnPipeline
from bot.web.conversations import ConversationIds
from bot.web.switch import Switch


@dataclass(frozen=True)
class Services:
    """The content, a message's way through the assistant, the ids of conversations, the off switch."""

    library: Library
    pipeline: TurnPipeline
    ids: ConversationIds
    switch: Switch

    @property
    def composer(self) -> Composer:
        """What words messages."""
        return self.pipeline.composer

    def contacts(self, unit: str | None = None) -> list[dict[str, Any]]:
        """Who to call when all else fails."""
        return self.composer.error("rasa_down", unit)["contacts"]
