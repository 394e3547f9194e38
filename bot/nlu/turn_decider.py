"""Decides what a message is: a danger sign, one or two topics, a follow-up, small talk, unclear, out of scope.

The one place where thresholds act. They are set in config.yml; docs/adr/0005 has the development-set curve
they come from. A danger sign wins whenever it is plausible, in the whole message or in any clause of it.

Both nets are weighed here (docs/adr/0006): either is enough for a card, unless the other is all but certain of the
contrary. What the deterministic net says decides how much the classifier has to add.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

import msgspec
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.content import load_library
from bot.content.model import LEVELS
from bot.nlu.clauses import CLAUSES
from bot.nlu.intents import (
    FALLBACK,
    FOLLOW_UP_PREFIX,
    HEALTHY_START_CHECK,
    OUT_OF_SCOPE,
    PICK,
    WEEK_BY_WEEK,
    IntentKinds,
    intent_kinds,
)
from bot.nlu.linear_intent_classifier import CONFIDENCES, DANGER
from bot.nlu.things import named_in, only_asks_after
from bot.signs import Signs
from bot.text.numbers import only_number, only_week

# Under this key the actions find the whole decision (see Decision).
DECISION = "decision"


NO_SIGNS = Signs()
MOST_FOLLOW_UPS = 3
MOST_TOPICS = 5
MOST_SUGGESTIONS = 3


@dataclass
class Decision:
    """What a message is taken for; goes to the actions as a dict."""

    intent: str
    confidence: float
    topics: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)
    # False: only mildly sure of danger, so that the ordinary question is answered behind the card
    urgent_sure: bool = True
    ordinary: str | None = None  # the intent apart from the danger sign
    suggestions: list[str] = field(default_factory=list)
    # were it a follow-up: the share of each likely kind (how_much, cost ...)
    follow_ups: dict[str, float] = field(default_factory=dict)
    # apart from danger: the likeliest topics, and all follow-ups, the likeliest small talk, out of scope
    topic_confidences: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What the classifier made of a message or a clause."""

    confidences: dict[str, float]
    danger: float

    @classmethod
    def of(cls, message: Message) -> Reading:
        """What LinearIntentClassifier set on it."""
        return cls(message.get(CONFIDENCES), message.get(DANGER))


@dataclass(frozen=True)
class ByNet:
    """One threshold for each thing the deterministic net may say of a message (Signs.state)."""

    sure: float
    doubt: float
    none: float
    denied: float


@dataclass(frozen=True)
class Thresholds:
    """Confidences from 0 to 1. What the deterministic net says decides how much the classifier needs to add."""

    # a card: from this confidence of danger in the whole message ...
    urgent: ByNet = ByNet(sure=0.005, doubt=0.02, none=0.06, denied=0.05)
    # ... or from this one in a clause, with a trace in the whole message
    urgent_clause: ByNet = ByNet(sure=0.6, doubt=0.95, none=0.97, denied=0.998)
    urgent_clause_trace: float = 0.02
    # a card without "if this is happening now"
    urgent_sure: ByNet = ByNet(sure=0.3, doubt=0.5, none=0.7, denied=0.85)
    urgent_clause_sure: ByNet = ByNet(sure=0.95, doubt=0.99, none=0.999, denied=0.9995)
    # a second group from this share of the danger; the deterministic net adds to the share of the group it names
    urgent_second_group: float = 0.35
    net_group: float = 0.3
    # what a food, medicine ... named in the message multiplies the odds of its topic by
    thing_odds: float = 6.0
    answer: float = 0.4
    second_topic: float = 0.6
    conversation: float = 0.4
    out_of_scope: float = 0.6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TurnDecider(GraphComponent):
    """Sets the intent, its ranking, and DECISION."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds."""
        return asdict(Thresholds())

    def __init__(self, thresholds: Thresholds, kinds: IntentKinds) -> None:
        self._thresholds = thresholds
        self._kinds = kinds

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TurnDecider:
        """Make the decider from its thresholds in config.yml."""
        given = {name: config[name] for name in asdict(Thresholds())}
        return cls(msgspec.convert(given, Thresholds), intent_kinds())

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide each message that has text."""
        for message in messages:
            whole = message.get(CONFIDENCES)
            if not message.get(TEXT) or whole is None:
                continue
            decision = self.decision_on(message)
            ranking = sorted(whole.items(), key=lambda item: -item[1])[:5]
            message.set(INTENT, {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True)
            message.set(
                "intent_ranking", [{"name": name, "confidence": value} for name, value in ranking], add_to_output=True
            )
            message.set(DECISION, asdict(decision), add_to_output=True)
        return messages

    def decision_on(self, message: Message) -> Decision:
        """The decision on a message with text on which the components before this one have set what they found."""
        clauses = [Reading.of(clause) for clause in message.get(CLAUSES) or []]
        entities = message.get(ENTITIES) or []
        hints = frozenset(load_library().things_named(named_in(entities)))
        signs = Signs.from_metadata(message.get("metadata"))
        if signs.state == "none" and only_number(message.get(TEXT)) is not None:
            return _of_number(message.get(TEXT))
        if signs.state == "none" and only_asks_after(message.get(TEXT), entities):
            # "labneh" alone has no room for a danger sign; the classifier, which never saw the word, may think so
            return self.decide(Reading(message.get(CONFIDENCES), 0.0), [], signs, hints)
        return self.decide(Reading.of(message), clauses, signs, hints)

    def decide(
        self,
        whole: Reading,
        clauses: list[Reading],
        signs: Signs = NO_SIGNS,
        hints: frozenset[str] = frozenset(),
    ) -> Decision:
        """The decision from the confidences of the whole message and of its clauses.

        `signs` is what the other net found; `hints` are the topics that have something named in the message.
        """
        danger = set(self._kinds.urgent)
        harmless = _favour(_without(whole.confidences, danger), hints, self._thresholds.thing_odds)
        ordinary = replace(
            self._ordinary(harmless, [_without(clause.confidences, danger) for clause in clauses]),
            follow_ups=self._follow_ups(harmless),
            topic_confidences=self._topic_confidences(harmless),
            kinds=self._kind_confidences(harmless),
        )
        urgent = self._urgent(whole, clauses, signs)
        if urgent is None:
            return ordinary
        if urgent.urgent_sure:
            return urgent
        return replace(
            ordinary, intent=urgent.intent, urgent=urgent.urgent, urgent_sure=False, ordinary=ordinary.intent
        )

    def _urgent(self, whole: Reading, clauses: list[Reading], signs: Signs) -> Decision | None:
        """The urgent groups, gravest of the likely ones first, or None when no danger sign is plausible."""
        limits, state = self._thresholds, signs.state
        readings = [(whole, getattr(limits.urgent, state), getattr(limits.urgent_sure, state))]
        if whole.danger >= limits.urgent_clause_trace or state == "sure":
            least, sure_from = getattr(limits.urgent_clause, state), getattr(limits.urgent_clause_sure, state)
            readings += [(clause, least, sure_from) for clause in clauses]
        plausible = [(reading, sure_from) for reading, least, sure_from in readings if reading.danger >= least]
        if not plausible:
            return None
        groups = self._groups(whole.confidences, [reading.confidences for reading, _ in plausible], signs)
        ranked = sorted(groups, key=lambda group: -groups[group])
        shown = [ranked[0]]
        if groups[ranked[1]] >= limits.urgent_second_group:
            shown.append(ranked[1])
            shown.sort(key=lambda group: LEVELS.index(self._kinds.urgent[group]))
        topics = [topic for topic, _ in self._clause_topics([clause.confidences for clause in clauses])]
        sure = any(reading.danger >= sure_from for reading, sure_from in plausible)
        return Decision(shown[0], groups[ranked[0]], urgent=shown, urgent_sure=sure, topics=topics[:1])

    def _groups(self, whole: dict[str, float], plausible: list[dict[str, float]], signs: Signs) -> dict[str, float]:
        """Each group's share of the danger.

        A clause says which sign, the whole message which of several clauses matters: half and half named most groups
        rightly on the development set.
        """
        total = sum(whole.get(group, 0.0) for group in self._kinds.urgent) or 1.0
        groups = {}
        for group in self._kinds.urgent:
            share = whole.get(group, 0.0) / total
            if plausible:
                share = max(confidences.get(group, 0.0) for confidences in plausible) / 2 + share / 2
            sign = signs.of_group(group)
            groups[group] = share + (self._thresholds.net_group * (1.0 if sign.sure else 0.5) if sign else 0.0)
        return groups

    def _ordinary(self, whole: dict[str, float], clauses: list[dict[str, float]]) -> Decision:
        limits = self._thresholds
        best, confidence = _top(whole)
        kind = self._kinds.of(best)
        suggestions = list(self._topic_confidences(whole))[:MOST_SUGGESTIONS]
        clause_topics = self._clause_topics(clauses)

        if clause_topics and (kind == "conversation" or (kind == OUT_OF_SCOPE and confidence < limits.out_of_scope)):
            # "thanks! one more thing, how much folic acid": the question counts, not the courtesy
            best, confidence = clause_topics[0]
            kind = "topic"
        if kind == "topic" and confidence >= self._thresholds.answer:
            topic = "healthy_start" if best == HEALTHY_START_CHECK else best
            others = [name for name, _ in clause_topics if name != topic]
            return Decision(best, confidence, [topic, *others][:2], suggestions=suggestions)
        if kind == "follow_up" and confidence >= self._thresholds.conversation:
            return Decision(best, confidence, suggestions=suggestions)
        if kind == "conversation" and confidence >= self._thresholds.conversation:
            return Decision(best, confidence, suggestions=suggestions)
        if kind == OUT_OF_SCOPE and confidence >= self._thresholds.out_of_scope:
            return Decision(best, confidence, suggestions=suggestions)
        return Decision(FALLBACK, confidence, suggestions=suggestions)

    def _follow_ups(self, whole: dict[str, float]) -> dict[str, float]:
        """The likely kinds of follow-up and their shares of all follow-ups, likeliest first."""
        kinds = {
            name.removeprefix(FOLLOW_UP_PREFIX): value
            for name, value in whole.items()
            if self._kinds.of(name) == "follow_up"
        }
        total = sum(kinds.values()) or 1.0
        likely = sorted(((name, round(value / total, 3)) for name, value in kinds.items()), key=lambda item: -item[1])
        return dict(likely[:MOST_FOLLOW_UPS])

    def _topic_confidences(self, whole: dict[str, float]) -> dict[str, float]:
        """The likeliest topics, likeliest first."""
        topics = ((name, round(value, 4)) for name, value in whole.items() if name in self._kinds.topics)
        return dict(sorted(topics, key=lambda item: -item[1])[:MOST_TOPICS])

    def _kind_confidences(self, whole: dict[str, float]) -> dict[str, float]:
        """Of any follow-up, of the likeliest small talk, and out of scope."""
        kinds = {"follow_up": 0.0, "conversation": 0.0, OUT_OF_SCOPE: 0.0}
        for name, value in whole.items():
            kind = self._kinds.of(name)
            if kind == "follow_up":
                kinds[kind] += value
            elif kind in kinds:
                kinds[kind] = max(kinds[kind], value)
        return {kind: round(value, 4) for kind, value in kinds.items()}

    def _clause_topics(self, clauses: list[dict[str, float]]) -> list[tuple[str, float]]:
        """Topics that a clause alone is surely about, surest first."""
        found: dict[str, float] = {}
        for clause in clauses:
            name, confidence = _top(_without(clause, set(self._kinds.urgent)))
            if name in self._kinds.topics and confidence >= self._thresholds.second_topic:
                found[name] = max(found.get(name, 0.0), confidence)
        return sorted(found.items(), key=lambda item: -item[1])


def _of_number(text: str) -> Decision:
    """A lone number is a week of pregnancy if it can be one, else one of the topics offered before."""
    intent = PICK if only_week(text) is None else WEEK_BY_WEEK
    return Decision(intent, 1.0, topics=[WEEK_BY_WEEK] if intent == WEEK_BY_WEEK else [])


def _top(confidences: dict[str, float]) -> tuple[str, float]:
    return max(confidences.items(), key=lambda item: item[1])


def _favour(confidences: dict[str, float], names: frozenset[str], odds: float) -> dict[str, float]:
    """The confidences with those of the names weighed up, scaled to sum to 1 again."""
    weighed = {name: value * odds if name in names else value for name, value in confidences.items()}
    return _without(weighed, set())


def _without(confidences: dict[str, float], names: set[str]) -> dict[str, float]:
    """The confidences of the other intents, scaled to sum to 1."""
    rest = {name: value for name, value in confidences.items() if name not in names}
    total = sum(rest.values()) or 1.0
    return {name: value / total for name, value in rest.items()}
