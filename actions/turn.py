"""What an action needs to know of the message it answers, and the one way to say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.content import load_library
from bot.nlu.intents import FOLLOW_UP_PREFIX
from bot.nlu.things import named_in
from bot.red_flags import Signs


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
    parts: dict[str, tuple[str, float]]
    choice: dict[str, str | None] | None
    topic_in_play: str | None
    part_in_play: str | None
    week: int | None
    week_told_now: bool
    number: int
    signs: Signs
    # the likeliest kind of follow-up (how_much, cost ...), were it one
    follow_up: str | None
    baby_born: bool
    # what the message names of content/things: {topic: [thing ids]}
    things: dict[str, list[str]]


def read_turn(tracker: Tracker) -> Turn:
    """Read the tracker's latest message. What the pipeline did not set is empty."""
    message = tracker.latest_message
    decision: dict[str, Any] = message.get("decision") or {}
    metadata = message.get("metadata") or {}
    context = metadata.get("topic")
    week = tracker.get_slot("weeks")
    # behind a card of which it was only mildly sure, the ordinary question is answered
    intent = decision.get("ordinary") or (message.get("intent") or {}).get("name") or ""
    follow_up = intent if intent.startswith(FOLLOW_UP_PREFIX) else decision.get("follow_up") or ""
    return Turn(
        text=message.get("text") or "",
        intent=intent,
        confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        topics=decision.get("topics") or [],
        urgent=decision.get("urgent") or [],
        urgent_sure=decision.get("urgent_sure", True),
        suggestions=decision.get("suggestions") or [],
        parts={topic: (part, score) for topic, (part, score) in (message.get("parts") or {}).items()},
        choice=message.get("choice"),
        topic_in_play=tracker.get_slot("topic_in_play") or context,
        part_in_play=tracker.get_slot("part_in_play"),
        week=int(week) if week is not None else None,
        week_told_now=any(entity.get("entity") == "weeks_of_pregnancy" for entity in message.get("entities") or []),
        number=sum(1 for event in tracker.events if event.get("event") == "user"),
        signs=Signs.from_metadata(metadata),
        follow_up=follow_up.removeprefix(FOLLOW_UP_PREFIX) or None,
        baby_born=bool(tracker.get_slot("baby_born")),
        things=load_library().things_named(named_in(message.get("entities") or [])),
    )


def begin(dispatcher: CollectingDispatcher, tracker: Tracker) -> Turn:
    """Read the turn of an ordinary reply. A danger sign told earlier stays in reach: one line with its card leads."""
    turn = read_turn(tracker)
    told = tracker.get_slot("urgent_told")
    if told and not turn.urgent:
        show(dispatcher, turn, type="reminder", groups=list(told))
    return turn


def show(dispatcher: CollectingDispatcher, turn: Turn, **direction: Any) -> None:  # noqa: ANN401 (JSON values)
    """Tell the gateway what to show; it words it from content/ (bot/messages)."""
    dispatcher.utter_message(json_message={**direction, "confidence": round(turn.confidence, 4)})
