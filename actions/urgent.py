"""Danger signs: who to call, before anything else."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.turn import read_turn, show


class ActionUrgentAdvice(Action):
    """Shows the card of each danger sign told and leaves any form at once."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_urgent_advice"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the cards; a question in the same message is offered as a button behind them."""
        turn = read_turn(tracker)
        groups = turn.urgent or [turn.intent]
        told = list(tracker.get_slot("urgent_told") or [])
        for group in groups:
            show(dispatcher, turn, type="urgent", id=group, again=group in told)
        if turn.topics:
            show(dispatcher, turn, type="later", topics=turn.topics)
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("urgent_told", list(dict.fromkeys([*told, *groups]))),
            SlotSet("times_lost", 0.0),
        ]
