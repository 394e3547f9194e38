"""The journey of a message, readable from top to bottom."""

from __future__ import annotations

from typing import Any

from bot.content.library import Library
from bot.messages import Composer
from bot.red_flags import load_net
from bot.turn.context import Backend, TurnContext
from bot.turn.steps import AskRasa, Compose, KeepSigns, Log, LookForRedFlags, Step, TakeInput


class TurnPipeline:
    """Turns a message into the messages that the page shows."""

    def __init__(self, library: Library, backend: Backend) -> None:
        composer = Composer(library)
        self.composer = composer
        self._steps: list[Step] = [
            LookForRedFlags(load_net()),
            TakeInput(library, composer),
            AskRasa(backend),
            KeepSigns(),
            Compose(composer),
            Log(),
        ]

    async def run(
        self,
        text: str,
        conversation: str,
        topic: str | None = None,
        part: str | None = None,
        unit: str | None = None,
    ) -> list[dict[str, Any]]:
        """The messages for one turn, most important first."""
        turn = TurnContext(text=text, conversation=conversation, topic=topic, part=part, unit=unit)
        for step in self._steps:
            await step.run(turn)
            if turn.finished:
                break
        return turn.messages
