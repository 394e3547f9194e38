"""Not understood: first "did you mean", then how to reach a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import show_follow_up
from actions.context import is_follow_up
from actions.turn import Turn, begin, show

TIMES_BEFORE_A_PERSON = 2


class ActionClarify(Action):
    """Offers the three likeliest topics; when lost twice in a row, a person."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_clarify"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """A message that is about the topic in play is a follow-up instead."""
        turn = begin(dispatcher, tracker)
        if is_follow_up(turn):
            return show_follow_up(dispatcher, turn)
        return clarify(dispatcher, tracker, turn, wording="did_you_mean")


def clarify(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, wording: str) -> list[dict[str, Any]]:
    """Show suggestions or, from the second time in a row, the way to a person."""
    times = int(tracker.get_slot("times_lost") or 0) + 1
    if (tracker.active_loop or {}).get("name"):
        # a form asks its question again by itself
        show(dispatcher, turn, type="text", wording="not_an_answer", number=turn.number)
        return []
    if times >= TIMES_BEFORE_A_PERSON:
        show(dispatcher, turn, type="contact", wording="lost", suggestions=turn.suggestions)
    else:
        show(dispatcher, turn, type="clarify", wording=wording, suggestions=turn.suggestions)
    return [SlotSet("times_lost", float(times)), SlotSet("offered", turn.suggestions)]
