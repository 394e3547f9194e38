"""The journey of a message, readable from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.content.library import Library
from bot.messages import Composer
from bot.red_flags import load_net
from bot.turn.context import Backend, TurnContext
from bot.turn.steps import (
    AnswerChoice,
    AskRasa,
    Compose,
    Count,
    KeepSigns,
    Log,
    LookForRedFlags,
    ObeySwitch,
    Step,
    TakeInput,
)


class TurnPipeline:
    """Turns a message into the messages that the page shows.

    `closed` gives the off switch's message, or None. `count` gets each turn's summary, unit and language, never its words.
    """

    def __init__(
        self,
        library: Library,
        backend: Backend,
        closed: Callable[[], str | None] = lambda: None,
        count: Count = lambda *_: None,
    ) -> None:
        composer = Composer(library)
        self.composer = composer
        self._steps: list[Step] = [
            LookForRedFlags(load_net()),
            TakeInput(library, composer),
            ObeySwitch(closed),
            AskRasa(backend),
            KeepSigns(),
            AnswerChoice(),
            Compose(composer),
            Log(count),
        ]

    async def run(
        self,
        text: str,
        conversation: str,
        topic: str | None = None,
        part: str | None = None,
        unit: str | None = None,
        weeks: int | None = None,
        language: str = "en",
    ) -> list[dict[str, Any]]:
        """The messages for one turn, most important first. `weeks` is of a link, and counts without a text."""
        turn = TurnContext(text, conversation, topic, part, unit, weeks, language)
        for step in self._steps:
            await step.run(turn)
            if turn.finished:
                break
        return turn.messages
