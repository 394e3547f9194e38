"""Reads a short message against the topic in play: "is it free?", "and for him", "no i meant for the baby"."""

from __future__ import annotations

import re

from actions.turn import Turn
from bot.content import load_library
from bot.content.model import Topic
from bot.text.corrections import is_correction
from bot.text.normalise import fold, normalise

# Cosine similarity from which a message surely asks for one part; below it the short answer leads alone.
SURE_OF_PART = 0.55
# Similarity from which words that name no topic are taken for a question about the topic in play.
NEAR_PART = 0.4
# What a part gains when it answers the kind of follow-up asked, times the share of that kind.
KIND_WEIGHT = 0.4
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
    if turn.choice is not None or len(words.split()) > MOST_WORDS:
        return False
    return corrects(turn) or bool(_POINTS_BACK.search(words))


def corrects(turn: Turn) -> bool:
    """Whether the message takes back what was said before ("no i meant ...")."""
    return is_correction(fold(turn.text))


def is_follow_up(turn: Turn) -> bool:
    """Whether a message taken for another topic is rather a question about the topic in play."""
    topic = turn.topic_in_play
    if topic is None or topic in turn.topics or not points_back(turn) or turn.confidence >= SURE_OF_OTHER_TOPIC:
        return False
    here = turn.nearest_part(topic)[1]
    there = max((turn.nearest_part(other)[1] for other in turn.topics), default=0.0)
    return here >= NEAR_PART and here >= there - 0.05


def part_for(turn: Turn, topic: Topic) -> str | None:
    """The part that the words are nearest to and whose `answers` names the kind of follow-up, weighed together.

    None when no part is near enough. A correction never leads to the part that was shown before.
    """
    near = dict(turn.parts.get(topic.id, []))
    scores = {
        part.id: near.get(part.id, 0.0) + KIND_WEIGHT * sum(turn.follow_ups.get(kind, 0.0) for kind in part.answers)
        for part in topic.parts
        if not (part.id == turn.part_in_play and corrects(turn))
    }
    best = max(scores, key=lambda part: scores[part], default=None)
    return best if best is not None and scores[best] >= NEAR_PART else None


def part_in_context(turn: Turn, topic: str) -> str | None:
    """The part that a button named, or that the words ask for; short words about the topic in play need less."""
    if turn.choice is not None:
        return turn.choice.get("part")
    if topic == turn.topic_in_play and points_back(turn):
        return part_for(turn, load_library().topics[topic])
    part, similarity = turn.nearest_part(topic)
    return part if similarity >= SURE_OF_PART else None
