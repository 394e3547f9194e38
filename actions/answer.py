"""Answers one or two topics, each with the part that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.turn import Turn, begin, show

# Cosine similarity from which a message surely asks for one part; below it the short answer leads alone.
SURE_OF_PART = 0.55
# Similarity from which words that name no topic are taken for a question about the topic in play.
NEAR_PART = 0.45
# So many things named in one message are answered for.
MOST_THINGS = 3
# Confidence below which an answer also offers the other likely topics.
SURE_OF_TOPIC = 0.8


class ActionAnswer(Action):
    """Shows the answer of every topic asked about (two at most)."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the answers; the first topic is then in play."""
        turn = begin(dispatcher, tracker)
        topics = turn.topics or [turn.intent]
        lead = turn.choice is None or turn.choice.get("part") is None
        suggestions = turn.suggestions if turn.confidence < SURE_OF_TOPIC else []
        for topic in topics:
            show_answer(dispatcher, turn, topic, lead=lead, suggestions=suggestions)
        return answered(topics[0], part_asked(turn, topics[0]))


def show_answer(
    dispatcher: CollectingDispatcher, turn: Turn, topic: str, *, lead: bool, suggestions: Sequence[str] = ()
) -> None:
    """Show a topic with the part asked for; `lead`: its short answer first."""
    show(
        dispatcher,
        turn,
        type="answer",
        topic=topic,
        part=part_asked(turn, topic),
        lead=lead,
        week=turn.week,
        things=turn.things.get(topic, [])[:MOST_THINGS] if turn.choice is None else [],
        suggestions=list(suggestions),
    )


def part_asked(turn: Turn, topic: str) -> str | None:
    """The part that a button named, or that the words surely ask for."""
    if turn.choice is not None:
        return turn.choice.get("part")
    part, similarity = turn.parts.get(topic, (None, 0.0))
    return part if similarity >= SURE_OF_PART else None


def answered(topic: str, part: str | None) -> list[dict[str, Any]]:
    """Events after an answer: the topic is in play and nobody is lost."""
    return [SlotSet("topic_in_play", topic), SlotSet("part_in_play", part), SlotSet("times_lost", 0.0)]
