"""What is not a question about a topic: greetings, thanks, complaints, out of scope."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import show_again, show_follow_up
from actions.context import is_follow_up
from actions.turn import Turn, begin, show
from bot.nlu.intents import OUT_OF_SCOPE

# Replies that may come of a misunderstanding, and so offer the likeliest topics.
OFFERS_TOPICS = ("feedback_negative", OUT_OF_SCOPE)
# "Is it one of these?" - "yes": which one? "No": the way to a person.
AFTER_AN_OFFER = {"affirm": "which_one", "deny": "none_of_these"}


class ActionConverse(Action):
    """Shows the fixed wording named like the intent (content/wordings.yml)."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_converse"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """`repeat` shows the last answer again; yes and no answer "is it one of these?"."""
        turn = begin(dispatcher, tracker)
        if turn.intent == "repeat" and turn.topic_in_play:
            show(dispatcher, turn, type="text", wording="repeat", conversation="repeat", number=turn.number)
            return show_again(dispatcher, turn)
        if turn.offered and turn.intent in AFTER_AN_OFFER:
            return show_after_offer(dispatcher, turn)
        if is_follow_up(turn):
            # "can buy egg and rice?" after Healthy Start, "can i say no" after induction
            return show_follow_up(dispatcher, turn)
        show(
            dispatcher,
            turn,
            type="text",
            wording=turn.intent,
            conversation=turn.intent,
            suggestions=turn.suggestions if turn.intent in OFFERS_TOPICS else [],
            number=turn.number,
        )
        return [SlotSet("times_lost", 0.0)]


def show_after_offer(dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]]:
    """Yes to several topics asks which one, and they stay on offer; no shows the way to a person."""
    yes = turn.intent == "affirm"
    show(
        dispatcher,
        turn,
        type="text",
        wording=AFTER_AN_OFFER[turn.intent],
        conversation=turn.intent,
        suggestions=turn.offered if yes else [],
    )
    return [SlotSet("offered", turn.offered if yes else None)]
