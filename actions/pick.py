"""Answers the topic chosen from those offered: "the second one", "2"."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import answered, show_answer
from actions.clarify import clarify
from actions.turn import begin
from bot.text.normalise import normalise
from bot.text.numbers import only_number

ORDINALS = {
    "first": 1, "1st": 1, "top": 1, "1": 1,
    "second": 2, "2nd": 2, "middle": 2, "two": 2, "2": 2,
    "third": 3, "3rd": 3, "three": 3, "3": 3,
}  # fmt: skip
LAST = frozenset({"last", "bottom", "final"})
# "the second one", "the blue one": by itself "one" is no number
_NUMBER_ONE = re.compile(r"^one$|\b(?:number|option|choice|no|pick|choose) one\b")


class ActionPick(Action):
    """Shows the answer of the topic picked; when nothing was offered, asks what is meant."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_pick"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the answer."""
        turn = begin(dispatcher, tracker)
        place = place_in(turn.text, len(turn.offered))
        if place is None:
            return clarify(dispatcher, tracker, turn, wording="which_topic")
        topic = turn.offered[place - 1]
        show_answer(dispatcher, turn, topic, lead=True)
        return answered(topic, None)


def place_in(text: str, length: int) -> int | None:
    """Which of so many choices the words name, from 1, or None.

    >>> place_in("the second one please", 3), place_in("last", 3), place_in("4", 3)
    (2, 3, None)
    """
    words = _NUMBER_ONE.sub("first", normalise(text)).replace(",", " ").replace(".", " ").split()
    place = only_number(text)
    if place is None:
        # "the second one" names two, and the first says which
        place = next((length if word in LAST else ORDINALS[word] for word in words if word in {*ORDINALS, *LAST}), None)
    return place if place is not None and 1 <= place <= length else None
