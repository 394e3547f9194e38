"""The steps of a turn. Each does one thing to the context; one that sets `finished` ends the journey."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from bot.content.library import Library
from bot.messages import Composer, summarise
from bot.rasa_server.request import UserTurn
from bot.red_flags import RedFlagNet
from bot.signs import Signs
from bot.text.normalise import clean
from bot.turn.context import Backend, BackendError, TurnContext

logger = logging.getLogger(__name__)

# A turn's summary (bot/messages/summary.py), its unit and the language of the page.
Count = Callable[[dict[str, Any], "str | None", str], None]

# What the classifier reads of a long message: its beginning and its end. Danger signs are looked for in all of it.
HEAD, TAIL = 1500, 500
MOST_CARDS = 2
# What a link with weeks and no topic opens on.
WEEKS_TOPIC = "week_by_week"


class Step(Protocol):
    """One station of the journey."""

    async def run(self, turn: TurnContext) -> None:
        """Do this step's work on the turn."""


class LookForRedFlags:
    """Runs the deterministic net on the original text, before anything is shortened or sent on."""

    def __init__(self, net: RedFlagNet) -> None:
        self._net = net

    async def run(self, turn: TurnContext) -> None:
        """Fill in the danger signs found."""
        turn.signs = Signs.of(self._net.read(turn.text))


class TakeInput:
    """Removes invisible characters, recognises button presses, shortens what is too long for the classifier."""

    def __init__(self, library: Library, composer: Composer) -> None:
        self._library = library
        self._composer = composer

    async def run(self, turn: TurnContext) -> None:
        """Fill in the text for Rasa, or answer an empty message."""
        text = clean(turn.text)
        if turn.topic not in self._library.topics:
            turn.topic = WEEKS_TOPIC if turn.weeks is not None and not text else None
        turn.choice = self._choice(text, turn)
        if not text and turn.choice is None:
            turn.messages = [self._composer.notice("empty")]
            turn.finished = True
            return
        if len(text) > HEAD + TAIL:
            turn.messages.append(self._composer.notice("too_long"))
            text = f"{text[:HEAD]}\n{text[-TAIL:]}"
        turn.shortened = text

    def _choice(self, text: str, turn: TurnContext) -> dict[str, str | None] | None:
        """The topic and part that were chosen by a button or link; words of her own are understood instead."""
        if turn.topic is None:
            return None
        topic = self._library.topics[turn.topic]
        part = topic.part(turn.part or "")
        label = part.button if part else topic.title
        if text and text.lower() != label.lower():
            return None
        return {"topic": topic.id, "part": part.id if part else None}


class ObeySwitch:
    """Reads the off switch: while it is off nothing is asked of Rasa, and danger signs still get their cards."""

    def __init__(self, closed: Callable[[], str | None]) -> None:
        self._closed = closed

    async def run(self, turn: TurnContext) -> None:
        """Fill in the message of whoever switched off."""
        turn.closed = self._closed()


class AskRasa:
    """Has Rasa understand the message; when it cannot, the journey goes on without it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def run(self, turn: TurnContext) -> None:
        """Fill in what to show."""
        if turn.closed is not None:
            turn.backend_failed = True
            return
        text = turn.shortened or turn.text
        user_turn = UserTurn(turn.conversation, text, turn.topic, turn.choice, turn.signs.as_metadata())
        if turn.choice is not None and turn.weeks is not None:
            user_turn = replace(user_turn, weeks=turn.weeks)
        try:
            turn.directions = await self._backend.send(user_turn)
        except BackendError as error:
            logger.warning("Rasa did not answer: %s", error)
        turn.backend_failed = not turn.directions


class KeepSigns:
    """When Rasa is down, slow or broken, the deterministic net's cards come all the same.

    With Rasa, both nets are weighed together there (TurnDecider).
    """

    async def run(self, turn: TurnContext) -> None:
        """Show the signs found, at most two; conditional unless the net is sure. Only when Rasa did not answer."""
        if not turn.backend_failed or turn.choice is not None:
            return
        cards: list[dict[str, Any]] = [
            {"type": "urgent", "id": sign.group, "level": sign.level, "pattern": sign.pattern,
             "conditional": not sign.sure}
            for sign in turn.signs.found[:MOST_CARDS]
        ]  # fmt: skip
        turn.directions = cards


class AnswerChoice:
    """A button or a link needs no understanding: when Rasa does not answer, its words come all the same."""

    async def run(self, turn: TurnContext) -> None:
        """Show the answer that was chosen. Not while Keep Well is switched off."""
        if not turn.backend_failed or turn.choice is None or turn.closed is not None:
            return
        topic, part = turn.choice["topic"], turn.choice["part"]
        if topic == WEEKS_TOPIC and turn.weeks is not None:
            turn.directions = [{"type": "week", "topic": topic, "week": turn.weeks}]
        else:
            turn.directions = [{"type": "answer", "topic": topic, "part": part, "week": turn.weeks}]


class Compose:
    """Words what is to be shown from curated content."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer

    async def run(self, turn: TurnContext) -> None:
        """Fill in the messages; danger signs stand first, and nobody is left without who to call."""
        messages = self._composer.compose(turn.directions, turn.unit)
        if turn.closed is not None:
            messages.append(self._composer.error("switched_off", turn.unit, turn.closed))
        elif turn.backend_failed and turn.choice is None:
            messages.append(self._composer.error("rasa_down", turn.unit))
        urgent = [message for message in messages if message["type"] == "urgent"]
        rest = [message for message in messages if message["type"] != "urgent"]
        turn.messages = [*urgent, *([] if urgent else turn.messages), *rest]


class Log:
    """Writes what the turn was, never its words, and counts it."""

    def __init__(self, count: Count) -> None:
        self._count = count

    async def run(self, turn: TurnContext) -> None:
        """One line without free text."""
        summary = summarise(turn.messages)
        self._count(summary, turn.unit, turn.language)
        logger.info(
            "turn kind=%s topic=%s urgent=%s characters=%d rasa=%s",
            summary["kind"],
            summary["topic"],
            ",".join(summary["urgent"]),
            len(turn.text),
            "off" if turn.closed is not None else "down" if turn.backend_failed else "up",
        )
