"""Why a reply came: what the message was taken for, how surely, what came second, and which danger signs were seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from msgspec import Struct

from bot.content.library import Library
from bot.nlu.intents import FALLBACK, FOLLOW_UP_PREFIX, OUT_OF_SCOPE
from bot.red_flags import RedFlagNet

# From this confidence on, the words for how sure it was.
SURENESS = ((0.8, "very"), (0.6, "fairly"), (0.4, "little"), (0.0, "unsure"))


class Understanding(Protocol):
    """A backend that can also say what it took the last message of a conversation for."""

    async def understood(self, conversation: str) -> dict[str, Any]:
        """Rasa's parse of it ({} when there is none). Raises BackendError."""


class Guess(Struct, frozen=True):
    """One meaning that a message may have. `kind`: topic, urgent, follow_up, unclear, out_of_scope or talk."""

    intent: str
    kind: str
    title: str
    confidence: float

    @property
    def sureness(self) -> str:
        """very, fairly, little or unsure."""
        return next(word for least, word in SURENESS if self.confidence >= least)


class Danger(Struct, frozen=True):
    """A danger sign that the patterns found, with the reason that stands in their file."""

    group: str
    title: str
    level: str
    sure: bool
    pattern: str
    reason: str
    words: str


class Explanation(Struct, frozen=True):
    """All of it. `by_meaning` are groups whose card came because of the whole message's meaning, not of a pattern."""

    guess: Guess | None
    runner_up: Guess | None
    dangers: list[Danger]
    by_meaning: list[str]
    # danger words were there, but only denied or asked about
    denied: list[str]
    # buttons need no understanding
    pressed: bool


class Explainer:
    """Makes explanations from the parse of Rasa and from the deterministic net."""

    def __init__(self, library: Library, net: RedFlagNet) -> None:
        self._library = library
        self._net = net
        self._patterns = {(pattern.group, pattern.id): pattern for pattern in net.patterns}

    def explain(self, text: str, parse: dict[str, Any], messages: Sequence[dict[str, Any]]) -> Explanation:
        """The explanation of a reply. `parse` is {} when Rasa did not answer."""
        reading = self._net.read(text)
        dangers = [
            Danger(
                group=finding.group,
                title=self._library.urgent[finding.group].title,
                level=finding.level,
                sure=finding.sure,
                pattern=finding.pattern,
                reason=self._patterns[finding.group, finding.pattern].reason,
                words=finding.clause,
            )
            for finding in reading.findings
        ]
        found = {danger.group for danger in dangers}
        shown = [message["id"] for message in messages if message["type"] == "urgent" and message["id"]]
        intent = parse.get("intent") or {}
        guess = self._guess(intent["name"], intent["confidence"]) if intent.get("name") else None
        others = [other for other in parse.get("intent_ranking") or [] if guess and other["name"] != guess.intent]
        return Explanation(
            guess=guess,
            runner_up=self._guess(others[0]["name"], others[0]["confidence"]) if others else None,
            dangers=dangers,
            by_meaning=[self._library.urgent[group].title for group in shown if group not in found],
            denied=sorted(self._library.urgent[group].title for group in reading.denied),
            pressed=bool(parse.get("choice")),
        )

    def _guess(self, intent: str, confidence: float) -> Guess:
        kind, title = "talk", intent.replace("_", " ")
        if intent in self._library.topics:
            kind, title = "topic", self._library.topics[intent].title
        elif intent in self._library.urgent:
            kind, title = "urgent", self._library.urgent[intent].title
        elif intent == FALLBACK:
            kind = "unclear"
        elif intent == OUT_OF_SCOPE:
            kind = "out_of_scope"
        elif intent.startswith(FOLLOW_UP_PREFIX):
            kind, title = "follow_up", intent.removeprefix(FOLLOW_UP_PREFIX).replace("_", " ")
        return Guess(intent, kind, title, round(float(confidence), 4))
