"""The one line that says what a turn was: `keepwell ask`, the evaluation and logs use it."""

from __future__ import annotations

from typing import Any

from bot.content.model import LEVELS

KINDS = ("urgent", "answer", "clarify", "conversation", "out_of_scope", "error")


def summarise(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """kind, topic, topics, urgent, level, conversation, confidence, suggestions of one turn's messages.

    The gravest kind of any message is the turn's; see the contract in docs/messages.md.
    """
    messages = [message for message in messages if message["kind"] is not None]  # reminders count for nothing
    kinds = {message["kind"] for message in messages}
    kind = next((name for name in KINDS if name in kinds), "error")
    urgent = [message["id"] for message in messages if message["type"] == "urgent"]
    levels = {message["level"] for message in messages if message["type"] == "urgent"}
    topics = [message["topic"] for message in messages if message["kind"] == "answer" and message.get("topic")]
    topics = list(dict.fromkeys(topics))
    suggestions: list[str] = []
    for message in messages:
        offered = [*message.get("suggestions", []), *message.get("topics", []), *message.get("related", [])]
        suggestions += [entry["topic"] for entry in offered]
    return {
        "kind": kind,
        "topic": topics[0] if topics else None,
        "topics": topics,
        "urgent": urgent,
        "level": next((level for level in LEVELS if level in levels), None),
        "conversation": next((m["conversation"] for m in messages if m.get("conversation")), None),
        "confidence": max((message.get("confidence", 0.0) for message in messages), default=0.0),
        "suggestions": list(dict.fromkeys(suggestions)),
    }
