"""Danger signs: who to call, before anything else."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import ActionAnswer
from actions.clarify import ActionClarify
from actions.contact import ActionContact
from actions.converse import ActionConverse
from actions.follow_up import ActionFollowUp
from actions.pick import ActionPick
from actions.turn import Turn, read_turn, show
from actions.week import ActionWeek
from bot.nlu.intents import FALLBACK, PICK, WEEK_BY_WEEK, intent_kinds


class ActionUrgentAdvice(Action):
    """Shows the card of each danger sign told and leaves any form at once."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_urgent_advice"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the cards. When sure, a question in the same message waits behind a button; when only mildly sure,
        the cards say "if this is happening now" and the question is answered behind them.
        """
        turn = read_turn(tracker)
        groups = turn.urgent or [turn.intent]
        told = list(tracker.get_slot("urgent_told") or [])
        for group in groups:
            show_card(dispatcher, turn, group, told)
        if not turn.urgent_sure:
            return ordinary_action(turn.intent).run(dispatcher, tracker, domain)
        if turn.topics:
            show(dispatcher, turn, type="later", topics=turn.topics)
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("urgent_told", list(dict.fromkeys([*told, *groups]))),
            SlotSet("times_lost", 0.0),
        ]


def show_card(dispatcher: CollectingDispatcher, turn: Turn, group: str, told: list[str]) -> None:
    """Show the card of a group as it fits what is known: how grave, which week, before or after the birth, again."""
    sign = turn.signs.of_group(group)
    show(
        dispatcher,
        turn,
        type="urgent",
        id=group,
        level=sign.level if sign and sign.sure else None,
        pattern=sign.pattern if sign else None,
        week=turn.week,
        baby_born=turn.baby_born,
        told="same" if group in told else "other" if told else None,
        conditional=not turn.urgent_sure,
    )


def ordinary_action(intent: str) -> Action:
    """The action that the rules give for an intent that is no danger sign."""
    special = {FALLBACK: ActionClarify, "talk_to_person": ActionContact, WEEK_BY_WEEK: ActionWeek, PICK: ActionPick}
    by_kind = {"topic": ActionAnswer, "follow_up": ActionFollowUp}
    action = special.get(intent) or by_kind.get(intent_kinds().of(intent), ActionConverse)
    return action()
