"""Reads a short message against the topic in play: "is it free?", "and for him", "why is that too strong"."""

from __future__ import annotations

import re

from actions.turn import Turn
from bot.content import load_library
from bot.content.model import Topic
from bot.text.normalise import normalise

# Cosine similarity from which a message surely asks for one part; below it the short answer leads alone.
SURE_OF_PART = 0.55
# Similarity from which words that name no topic are taken for a question about the topic in play.
NEAR_PART = 0.4
# A longer message tells enough by itself.
MOST_WORDS = 14
# Confidence in another topic from which it is that topic, even when the words point back.
SURE_OF_OTHER_TOPIC = 0.85

# Words that point back to what was said, or carry on from it.
_POINTS_BACK = re.compile(
    r"^(?:and|but|so|ok|okay|right|what about|how about|also|or|then|no|yes|oh|cheers|thanks|ta)\b"
    r"|\b(?:it|its|that|thats|them|they|those|this|these|one|ones|there|same|else|instead|any|either)\b"
    r"|^(?:how|why|when|where|who|is|are|does|do|can|could|which|what)(?: \S+){0,3}\??$"
)


def points_back(turn: Turn) -> bool:
    """Whether the message is short and leans on what was said before."""
    words = normalise(turn.text)
    return turn.choice is None and len(words.split()) <= MOST_WORDS and bool(_POINTS_BACK.search(words))


def is_follow_up(turn: Turn) -> bool:
    """Whether a message taken for another topic is rather a question about the topic in play."""
    topic = turn.topic_in_play
    if topic is None or topic in turn.topics or not points_back(turn) or turn.confidence >= SURE_OF_OTHER_TOPIC:
        return False
    here = turn.parts.get(topic, ("", 0.0))[1]
    there = max((turn.parts.get(other, ("", 0.0))[1] for other in turn.topics), default=0.0)
    return here >= NEAR_PART and here >= there - 0.05


def part_for(turn: Turn, topic: Topic, follow_up: str | None) -> str | None:
    """The part surely near in words; else one whose `answers` names the follow-up; else one that is fairly near."""
    nearest, similarity = turn.parts.get(topic.id, (None, 0.0))
    if similarity >= SURE_OF_PART:
        return nearest
    fitting = [part.id for part in topic.parts if follow_up in part.answers]
    if fitting:
        return nearest if nearest in fitting else fitting[0]
    return nearest if similarity >= NEAR_PART else None


def part_in_context(turn: Turn, topic: str) -> str | None:
    """The part that a button named, or that the words ask for; short words about the topic in play need less."""
    if turn.choice is not None:
        return turn.choice.get("part")
    if topic == turn.topic_in_play and points_back(turn):
        return part_for(turn, load_library().topics[topic], turn.follow_up)
    part, similarity = turn.parts.get(topic, (None, 0.0))
    return part if similarity >= SURE_OF_PART else None
