"""Answers one or two topics, each with the part that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import corrects, is_follow_up, part_for, part_in_context
from actions.turn import Turn, begin, show
from bot.content import load_library
from bot.nlu.intents import WEEK_BY_WEEK

# So many things named in one message are answered for.
MOST_THINGS = 3
# Confidence below which an answer also offers the other likely topics.
SURE_OF_TOPIC = 0.8
# With her week known, only words this near to a part ask for that part; "what is due now" asks for the week.
SURE_OF_PART_NOT_WEEK = 0.8


class ActionAnswer(Action):
    """Shows the answer of every topic asked about (two at most)."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the answers; the first topic is then in play."""
        turn = begin(dispatcher, tracker)
        topics = turn.topics or [turn.intent]
        if turn.topic_in_play not in topics and is_follow_up(turn):
            return show_follow_up(dispatcher, turn)
        if is_asked_again(turn, topics):
            show(dispatcher, turn, type="text", wording="asked_again")
            return show_again(dispatcher, turn)
        lead = turn.choice is None or turn.choice.get("part") is None
        if topics[0] == turn.topic_in_play and part_in_context(turn, topics[0]) is not None:
            lead = False  # she has just read the short answer
        sure = turn.confidence >= SURE_OF_TOPIC or bool(turn.things.get(topics[0]))
        suggestions = [] if sure else turn.suggestions
        for topic in topics:
            show_answer(dispatcher, turn, topic, lead=lead, suggestions=suggestions)
        return answered(topics[0], part_in_context(turn, topics[0]))


def show_answer(
    dispatcher: CollectingDispatcher, turn: Turn, topic: str, *, lead: bool, suggestions: Sequence[str] = ()
) -> None:
    """Show a topic with the part asked for; `lead`: its short answer first."""
    show(
        dispatcher,
        turn,
        type="answer",
        topic=topic,
        part=part_in_context(turn, topic),
        lead=lead,
        week=turn.week,
        things=turn.things.get(topic, [])[:MOST_THINGS] if turn.choice is None else [],
        suggestions=list(suggestions),
    )


def is_asked_again(turn: Turn, topics: list[str]) -> bool:
    """Whether it would get the very answer that stands above."""
    return (
        turn.choice is None
        and topics == [turn.topic_in_play]
        and not turn.things
        and not corrects(turn)
        and part_in_context(turn, topics[0]) == turn.part_in_play
    )


def show_again(dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]]:
    """Show the answer in play in its other, shorter words; nothing changes by it."""
    show(dispatcher, turn, type="again", topic=turn.topic_in_play, part=turn.part_in_play)
    return [SlotSet("times_lost", 0.0)]


def show_follow_up(dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]]:
    """Show the part of the topic in play that the message asks for; when there is none, say so."""
    topic = load_library().topics[turn.topic_in_play or ""]
    part = part_for(turn, topic)
    if topic.id == WEEK_BY_WEEK and turn.week is not None and turn.nearest_part(topic.id)[1] < SURE_OF_PART_NOT_WEEK:
        show(dispatcher, turn, type="week", topic=topic.id, week=turn.week, wording=None)
        return answered(topic.id, None)
    show(
        dispatcher,
        turn,
        type="answer",
        topic=topic.id,
        part=part,
        lead=part is None,
        no_part=part is None,
        week=turn.week,
    )
    return answered(topic.id, part)


def answered(topic: str, part: str | None) -> list[dict[str, Any]]:
    """Events after an answer: the topic is in play and nobody is lost."""
    return [
        SlotSet("topic_in_play", topic),
        SlotSet("part_in_play", part),
        SlotSet("times_lost", 0.0),
        SlotSet("offered", None),
    ]
