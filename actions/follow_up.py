"""Resolves an elided question ("how much?", "is it halal?") against the topic in play."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import answered, show_follow_up
from actions.clarify import clarify
from actions.turn import Turn, begin, show
from bot.content import load_library
from bot.content.model import Topic
from bot.nlu.intents import FOLLOW_UP_PREFIX


class ActionFollowUp(Action):
    """Shows the part of the topic in play that answers the follow-up."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_follow_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the part; without a topic in play ask which topic is meant."""
        turn = begin(dispatcher, tracker)
        topic = load_library().topics.get(turn.topic_in_play or "")
        if topic is None:
            return clarify(dispatcher, tracker, turn, wording="which_topic")
        kind = turn.intent.removeprefix(FOLLOW_UP_PREFIX)
        if kind == "source":
            show(dispatcher, turn, type="sources", topic=topic.id)
            return answered(topic.id, turn.part_in_play)
        if kind != "more":
            return show_follow_up(dispatcher, turn)
        part = next_part(turn, topic)
        show(dispatcher, turn, type="answer", topic=topic.id, part=part, lead=False, week=turn.week)
        return answered(topic.id, part)


def next_part(turn: Turn, topic: Topic) -> str:
    """The part after the one shown last; "tell me more" goes through all of them."""
    ids = [part.id for part in topic.parts]
    shown = ids.index(turn.part_in_play) if turn.part_in_play in ids else -1
    return ids[(shown + 1) % len(ids)]
