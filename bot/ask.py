"""Plays messages through the whole assistant in this process (the contract of `keepwell ask`)."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TextIO

from bot.content import load_library
from bot.messages import summarise
from bot.rasa_server.request import UserTurn
from bot.rasa_server.train import train_if_needed
from bot.red_flags import load_net
from bot.signs import Signs
from bot.turn import TurnPipeline

if TYPE_CHECKING:
    from rasa.shared.nlu.training_data.message import Message


class AskError(ValueError):
    """A line of the file is not a message; says which and what to write."""


class Assistant:
    """The trained model, policies and actions behind the same pipeline as the gateway's."""

    def __init__(self, say: Callable[[str], None]) -> None:
        from bot.rasa_server.without_tensorflow import install

        install()
        from bot.rasa_server.agent import RasaInProcess
        from bot.rasa_server.logging import quiet_rasa

        quiet_rasa()
        model = train_if_needed(say)
        self.backend = RasaInProcess(model)
        self._pipeline = TurnPipeline(load_library(), self.backend)
        self._conversations = 0

    def read(self, text: str) -> Message:
        """The message as the NLU components leave it, the red flags found in it included; nothing is answered."""
        signs = Signs.of(load_net().read(text))
        return self.backend.read(UserTurn("read", text, signs=signs.as_metadata()))

    async def play(self, turns: Iterable[str]) -> list[dict[str, Any]]:
        """One fresh conversation; a summary with user, reply and ms for each turn."""
        self._conversations += 1
        played = []
        for text in turns:
            started = time.perf_counter()
            messages = await self._pipeline.run(text, f"ask-{self._conversations}")
            milliseconds = (time.perf_counter() - started) * 1000
            played.append({"user": text, **summarise(messages), "reply": messages, "ms": round(milliseconds, 2)})
        return played


def turns_of(line: str, number: int) -> list[str]:
    """The user's messages in one line of the file. Raises AskError."""
    try:
        entry = json.loads(line)
        turns = [entry["text"]] if "text" in entry else [turn["user"] for turn in entry["turns"]]
    except (ValueError, KeyError, TypeError) as error:
        raise AskError(
            f'Line {number} is not a message. Write {{"text": "..."}} or {{"turns": [{{"user": "..."}}]}}.'
        ) from error
    if not all(isinstance(text, str) for text in turns):
        raise AskError(f"Line {number}: the messages must be text in quotes.")
    return turns


def ask_file(file: Iterable[str], output: TextIO, say: Callable[[str], None]) -> None:
    """Play every line and write one JSON line each, in order."""
    conversations = [turns_of(line, number) for number, line in enumerate(file, 1) if line.strip()]
    assistant = Assistant(say)

    async def play_all() -> None:
        for turns in conversations:
            output.write(json.dumps({"turns": await assistant.play(turns)}, ensure_ascii=False) + "\n")
            output.flush()

    asyncio.run(play_all())


def ask_one(text: str, say: Callable[[str], None]) -> str:
    """The answer to one question as plain text for a person to read."""
    logging.disable(logging.WARNING)
    turn = asyncio.run(Assistant(say).play([text]))[0]
    return "\n\n".join(message["text"] for message in turn["reply"])
