"""Finds topics by plain words: for the search page when Rasa does not answer, and beside its answer when it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from bot.content.library import Library
from bot.content.model import Topic
from bot.messages import summarise
from bot.text.normalise import normalise

# What one word of a topic counts for when it is asked for.
TITLE, PART, NAME, WAY_OF_ASKING, BODY = 8.0, 4.0, 6.0, 1.0, 0.5
MOST_RESULTS = 8
# A word this near (0 to 100) to one of ours is taken for it: "vitimin" is "vitamin".
NEAR_ENOUGH = 80
SHORTEST_MISSPELT = 5
_WORD = re.compile(r"[a-z0-9]+")
_STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "am",
        "an",
        "and",
        "any",
        "are",
        "at",
        "be",
        "but",
        "by",
        "can",
        "could",
        "do",
        "does",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "im",
        "in",
        "is",
        "it",
        "its",
        "just",
        "many",
        "me",
        "much",
        "my",
        "need",
        "of",
        "on",
        "or",
        "our",
        "please",
        "should",
        "so",
        "some",
        "tell",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "too",
        "u",
        "up",
        "us",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


@dataclass(frozen=True)
class Hit:
    """A topic that holds the words, and its part that holds them best (or None)."""

    topic: Topic
    part: str | None


@dataclass(frozen=True)
class Results:
    """What a search found. `urgent` are the cards of danger signs; `plain`: only words were compared."""

    urgent: Sequence[dict[str, Any]] = ()
    best: Sequence[Hit] = ()
    more: Sequence[Hit] = ()
    plain: bool = False


class TopicIndex:
    """The words of all topics, weighed by where they stand; read once from the library."""

    def __init__(self, library: Library) -> None:
        self._topics = library.topics
        # word -> {(topic, part or None): weight}
        self._words: dict[str, dict[tuple[str, str | None], float]] = {}
        for topic in library.topics.values():
            self._add(topic.title, (topic.id, None), TITLE)
            self._add(topic.id.replace("_", " "), (topic.id, None), TITLE)
            self._add(topic.answer, (topic.id, None), BODY)
            for part in topic.parts:
                self._add(f"{part.title} {part.button}", (topic.id, part.id), PART)
                self._add(" ".join(part.examples), (topic.id, part.id), WAY_OF_ASKING)
                self._add(part.text, (topic.id, part.id), BODY)
        for table in library.things.values():
            self._add(" ".join(name for thing in table.things for name in thing.names), (table.topic, None), NAME)

    def _add(self, text: str, place: tuple[str, str | None], weight: float) -> None:
        for word in set(_words_of(text)):
            places = self._words.setdefault(word, {})
            places[place] = max(places.get(place, 0.0), weight)

    def find(self, query: str) -> list[Hit]:
        """The topics that hold most of the words, best first; [] when none holds any."""
        by_topic: dict[str, float] = {}
        by_part: dict[tuple[str, str | None], float] = {}
        for word in dict.fromkeys(_words_of(query)):
            places = self._places(word)
            best: dict[str, float] = {}
            for (topic, part), weight in places.items():
                best[topic] = max(best.get(topic, 0.0), weight)
                by_part[topic, part] = by_part.get((topic, part), 0.0) + weight
            rarity = 1 / (1 + len(best)) ** 0.5  # a word of few topics says more
            for topic, weight in best.items():
                by_topic[topic] = by_topic.get(topic, 0.0) + weight * rarity
        ranked = sorted(by_topic, key=lambda topic: -by_topic[topic])
        worthy = [topic for topic in ranked if by_topic[topic] >= by_topic[ranked[0]] / 4]
        return [Hit(self._topics[topic], self._best_part(topic, by_part)) for topic in worthy[:MOST_RESULTS]]

    def results(self, query: str, messages: list[dict[str, Any]]) -> Results:
        """The chat's own messages on these words as results of a search, then the topics that hold the words."""
        turn = summarise(messages)
        answers = [message for message in messages if message["type"] == "answer"]
        best = [Hit(self._topics[message["topic"]], message["part"]) for message in answers]
        best = best or [Hit(self._topics[topic], None) for topic in turn["topics"]]
        understood = turn["kind"] in ("answer", "clarify", "urgent")
        offered = [Hit(self._topics[topic], None) for topic in turn["suggestions"] if understood]
        found = [] if turn["kind"] == "out_of_scope" else self.find(query)
        more: dict[str, Hit] = {}
        for hit in [*offered, *found]:
            if hit.topic.id not in {other.topic.id for other in best}:
                more.setdefault(hit.topic.id, hit)
        return Results(
            urgent=[message for message in messages if message["type"] == "urgent"],
            best=best,
            more=list(more.values())[:MOST_RESULTS],
            plain=any(message["type"] == "error" for message in messages),
        )

    @staticmethod
    def _best_part(topic: str, by_part: dict[tuple[str, str | None], float]) -> str | None:
        places = {part: weight for (other, part), weight in by_part.items() if other == topic}
        return max(places, key=lambda part: places[part])

    def _places(self, word: str) -> dict[tuple[str, str | None], float]:
        if word in self._words:
            return self._words[word]
        if len(word) < SHORTEST_MISSPELT:
            return {}
        near = process.extractOne(word, self._words.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return self._words[near[0]] if near else {}


def _words_of(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(normalise(text)) if word not in _STOP_WORDS]


def _stem(word: str) -> str:
    """Without the plural's s, so that "scan" finds "scans"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
