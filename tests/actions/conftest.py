import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher


@pytest.fixture
def dispatcher():
    return CollectingDispatcher()


@pytest.fixture
def domain():
    return {}


@pytest.fixture
def tracker():
    """Makes a tracker whose latest message was understood as given."""

    def make(
        intent,
        text="",
        slots=None,
        loop=None,
        entities=(),
        parts=None,
        choice=None,
        topic=None,
        signs=None,
        events=(),
        **decision,
    ):
        message = {
            "intent": {"name": intent, "confidence": 0.9},
            "entities": list(entities),
            "text": text,
            "decision": decision,
            "parts": parts or {},
            "choice": choice,
            "metadata": {"topic": topic, "signs": signs},
        }
        events = [*events, {"event": "user", "parse_data": message}]
        names = [
            "topic_in_play",
            "part_in_play",
            "weeks",
            "times_lost",
            "urgent_told",
            "requested_slot",
            "baby_born",
            "offered",
        ]
        values = {**dict.fromkeys(names), **(slots or {})}
        active_loop = {"name": loop} if loop else {}
        return Tracker("x", values, message, events, False, None, active_loop, "action_listen")

    return make


@pytest.fixture
def shown(dispatcher):
    """What the dispatcher was told to show, without the confidence."""

    def read():
        return [
            {key: value for key, value in message["custom"].items() if key != "confidence"}
            for message in dispatcher.messages
        ]

    return read
