"""Turns a UserTurn into Rasa's UserMessage, and what Rasa says into directions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.turn_decider import DECISION, Decision
from bot.nlu.weeks import ENTITY as WEEKS
from bot.rasa_server.request import UserTurn, defuse
from bot.signs import SIGNS


def to_user_message(turn: UserTurn, output: CollectingOutputChannel, channel: str) -> UserMessage:
    """A button press brings its own parse, so no typed text can imitate one."""
    return UserMessage(
        text=defuse(turn.text) or turn.text,
        output_channel=output,
        sender_id=turn.conversation,
        parse_data=_parse_of_choice(turn),
        input_channel=channel,
        metadata={"topic": turn.topic, SIGNS: turn.signs},
    )


def _parse_of_choice(turn: UserTurn) -> dict[str, Any] | None:
    if turn.choice is None:
        return None
    topic = str(turn.choice["topic"])
    weeks = [] if turn.weeks is None else [{"entity": WEEKS, "value": turn.weeks}]
    decision = asdict(Decision(intent=topic, confidence=1.0, topics=[topic]))
    return {
        "text": turn.text,
        "intent": {"name": topic, "confidence": 1.0},
        "entities": weeks,
        "choice": turn.choice,
        DECISION: decision,
    }


def understood_by(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """The parse of the tracker's last message: intent, intent_ranking, decision, choice; {} when there is none."""
    message = tracker.latest_message if tracker is not None else None
    parse = (message.parse_data or {}) if message is not None else {}
    return {name: parse[name] for name in ("intent", "intent_ranking", DECISION, "choice") if parse.get(name)}


def directions_of(output: CollectingOutputChannel) -> list[dict[str, Any]]:
    """What the actions said to show, in order."""
    return [message["custom"] for message in output.messages if "custom" in message]
