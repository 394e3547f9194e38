"""What an action needs to know of the message it answers, and the one way to say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.content import load_library
from bot.nlu.things import named_in
from bot.signs import Signs

# Entities of the spaCy package (bot/spacy_model/rulers.yml), and the topic that tells of a loss.
WEEKS, LOSS = "weeks_of_pregnancy", "loss"
PREGNANCY_LOSS = "pregnancy_loss"


@dataclass(frozen=True)
class Turn:
    """The latest message as the NLU pipeline understood it, beside what was said before."""

    text: str
    intent: str
    confidence: float
    topics: list[str]
    urgent: list[str]
    urgent_sure: bool
    suggestions: list[str]
    # of each topic the words are near to, its nearest parts: id, similarity, share among the topic's parts
    parts: dict[str, list[tuple[str, float, float]]]
    choice: dict[str, str | None] | None
    topic_in_play: str | None
    part_in_play: str | None
    week: int | None
    week_told_now: bool
    number: int
    signs: Signs
    # the likely kinds of follow-up (how_much, cost ...) and their shares, were it one
    follow_ups: dict[str, float]
    baby_born: bool
    # confidences apart from danger: of the likeliest topics; of "follow_up", "conversation" and "out_of_scope"
    topic_confidences: dict[str, float]
    kinds: dict[str, float]
    # what the message names of content/things: {topic: [thing ids]}
    things: dict[str, list[str]]
    # the topics that the last reply offered to choose from
    offered: list[str]
    # she told of a loss, and of no pregnancy since
    after_loss: bool

    def nearest_part(self, topic: str | None) -> tuple[str | None, float]:
        """The part of a topic that the words are nearest to, and how near (0 to 1)."""
        for part, similarity, _ in self.parts.get(topic or "", []):
            return part, similarity
        return None, 0.0


def read_turn(tracker: Tracker) -> Turn:
    """Read the tracker's latest message. What the pipeline did not set is empty."""
    message = tracker.latest_message
    decision: dict[str, Any] = message.get("decision") or {}
    metadata = message.get("metadata") or {}
    context = metadata.get("topic")
    after_loss = told_of_loss(tracker)
    week = None if after_loss else tracker.get_slot("weeks")
    # behind a card of which it was only mildly sure, the ordinary question is answered
    intent = decision.get("ordinary") or (message.get("intent") or {}).get("name") or ""
    return Turn(
        text=message.get("text") or "",
        intent=intent,
        confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        topics=decision.get("topics") or [],
        urgent=decision.get("urgent") or [],
        urgent_sure=decision.get("urgent_sure", True),
        suggestions=decision.get("suggestions") or [],
        parts={topic: [tuple(part) for part in near] for topic, near in (message.get("parts") or {}).items()},
        choice=message.get("choice"),
        topic_in_play=tracker.get_slot("topic_in_play") or context,
        part_in_play=tracker.get_slot("part_in_play"),
        week=int(week) if week is not None else None,
        week_told_now=any(entity.get("entity") == WEEKS for entity in message.get("entities") or []),
        number=sum(1 for event in tracker.events if event.get("event") == "user"),
        signs=Signs.from_metadata(metadata),
        follow_ups=decision.get("follow_ups") or {},
        topic_confidences=decision.get("topic_confidences") or {},
        kinds=decision.get("kinds") or {},
        baby_born=bool(tracker.get_slot("baby_born")),
        things=load_library().things_named(named_in(message.get("entities") or [])),
        offered=list(tracker.get_slot("offered") or []),
        after_loss=after_loss,
    )


def told_of_loss(tracker: Tracker) -> bool:
    """Whether she told of losing a baby or asked about it, and has told no week of pregnancy in a later message."""
    for event in reversed(tracker.events):
        if event.get("event") != "user":
            continue
        parsed = event.get("parse_data") or {}
        entities = {entity.get("entity") for entity in parsed.get("entities") or []}
        if LOSS in entities or (parsed.get("intent") or {}).get("name") == PREGNANCY_LOSS:
            return True
        if WEEKS in entities:
            return False
    return False


def begin(dispatcher: CollectingDispatcher, tracker: Tracker) -> Turn:
    """Read the turn of an ordinary reply. A danger sign told earlier stays in reach: one line with its card leads."""
    turn = read_turn(tracker)
    told = tracker.get_slot("urgent_told")
    if told and not turn.urgent:
        show(dispatcher, turn, type="reminder", groups=list(told))
    return turn


def show(dispatcher: CollectingDispatcher, turn: Turn, **direction: Any) -> None:  # noqa: ANN401 (JSON values)
    """Tell the gateway what to show; it words it from content/ (bot/messages)."""
    if turn.after_loss:
        direction["after_loss"] = True
    dispatcher.utter_message(json_message={**direction, "confidence": round(turn.confidence, 4)})
