"""What an action needs to know of the message it answers, and the one way to say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher


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


def read_turn(tracker: Tracker) -> Turn:
    """Read the tracker's latest message. What the pipeline did not set is empty."""
    message = tracker.latest_message
    decision: dict[str, Any] = message.get("decision") or {}
    context = (message.get("metadata") or {}).get("topic")
    week = tracker.get_slot("weeks")
    return Turn(
        text=message.get("text") or "",
        # behind a card of which it was only mildly sure, the ordinary question is answered
        intent=decision.get("ordinary") or (message.get("intent") or {}).get("name") or "",
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
        week_told_now=bool(message.get("entities")),
        number=sum(1 for event in tracker.events if event.get("event") == "user"),
    )


def show(dispatcher: CollectingDispatcher, turn: Turn, **direction: Any) -> None:  # noqa: ANN401 (JSON values)
    """Tell the gateway what to show; it words it from content/ (bot/messages)."""
    dispatcher.utter_message(json_message={**direction, "confidence": round(turn.confidence, 4)})
