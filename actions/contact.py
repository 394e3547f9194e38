"""How to reach a person: the family's own unit when it is known, the national way when not."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.turn import read_turn, show


class ActionContact(Action):
    """Shows who to call. The gateway puts in the unit's own number (content/services)."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_contact"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the contacts."""
        turn = read_turn(tracker)
        show(dispatcher, turn, type="contact", wording="talk_to_person", conversation="talk_to_person")
        return []
