"""Reads a short message against the topic in play: "is it free?", "and for him", "no i meant for the baby".

The weights and thresholds are fitted to the development follow-ups: docs/adr/0014.
"""

from __future__ import annotations

import re

from actions.turn import Turn
from bot.content import load_library
from bot.content.model import Topic
from bot.text.corrections import is_correction
from bot.text.normalise import fold, normalise

# Cosine similarity from which a first question surely asks for one part; below it the short answer leads alone.
SURE_OF_PART = 0.55
# What a part of the topic in play needs: similarity, and these times its share and the share of the kind it answers.
NEAR_PART = 0.35
SHARE_WEIGHT = 0.6
KIND_WEIGHT = 0.3
# Similarity taken for a part that is not among the nearest.
FAR = 0.2

# Log-odds that a message is about the topic in play: a constant, and what each of these adds.
CONSTANT = -0.3
WEIGHTS = {
    "similarity": 9.6,  # to the nearest example of the topic's parts
    "this_topic": 7.8,  # the classifier's confidences ...
    "other_topic": -4.5,
    "follow_up": 2.2,
    "conversation": -4.8,
    "out_of_scope": -5.7,
    "words": -2.4,  # tens of words, 2 at most
    "points_back": 1.4,
}
MOST_WORDS = 20
MOST_WORDS_POINTING_BACK = 14

# Words that point back to what was said, or carry on from it.
_POINTS_BACK = re.compile(
    r"^(?:and|but|so|ok|okay|right|what about|how about|also|or|then|no|yes|oh|cheers|thanks|ta)\b"
    r"|\b(?:it|its|that|thats|them|they|those|this|these|one|ones|there|same|else|instead|any|either)\b"
    r"|^(?:how|why|when|where|who|is|are|does|do|can|could|which|what)(?: \S+){0,3}\??$"
)


def corrects(turn: Turn) -> bool:
    """Whether the message takes back what was said before ("no i meant ...")."""
    return is_correction(fold(turn.text))


def points_back(turn: Turn) -> bool:
    """Whether the message is short and leans on what was said before."""
    words = normalise(turn.text)
    if turn.choice is not None or len(words.split()) > MOST_WORDS_POINTING_BACK:
        return False
    return corrects(turn) or bool(_POINTS_BACK.search(words))


def is_follow_up(turn: Turn) -> bool:
    """Whether a message, whatever it was taken for, is rather a question about the topic in play."""
    topic = turn.topic_in_play
    if topic is None or turn.choice is not None:
        return False
    others = [value for name, value in turn.topic_confidences.items() if name != topic]
    seen = {
        "similarity": turn.nearest_part(topic)[1],
        "this_topic": turn.topic_confidences.get(topic, 0.0),
        "other_topic": max(others, default=0.0),
        "words": min(len(normalise(turn.text).split()), MOST_WORDS) / 10,
        "points_back": float(points_back(turn)),
        **turn.kinds,
    }
    return CONSTANT + sum(weight * seen.get(name, 0.0) for name, weight in WEIGHTS.items()) >= 0


def part_for(turn: Turn, topic: Topic) -> str | None:
    """The part that is nearest in words and answers the kind of follow-up, weighed together.

    None when no part is near enough. A correction never leads to the part that was shown before.
    """
    near = {part: similarity + SHARE_WEIGHT * share for part, similarity, share in turn.parts.get(topic.id, [])}
    scores = {
        part.id: near.get(part.id, FAR)
        + KIND_WEIGHT * max((turn.follow_ups.get(kind, 0.0) for kind in part.answers), default=0.0)
        for part in topic.parts
        if not (part.id == turn.part_in_play and corrects(turn))
    }
    best = max(scores, key=lambda part: scores[part], default=None)
    return best if best is not None and scores[best] >= NEAR_PART else None


def part_in_context(turn: Turn, topic: str) -> str | None:
    """The part that a button named, or that the words ask for; words about the topic in play need less."""
    if turn.choice is not None:
        return turn.choice.get("part")
    if topic == turn.topic_in_play:
        return part_for(turn, load_library().topics[topic])
    part, similarity = turn.nearest_part(topic)
    return part if similarity >= SURE_OF_PART else None
