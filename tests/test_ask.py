import io
import json
import time

import pytest

from bot.ask import AskError, ask_file, turns_of


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"texts": "x"}', '{"turns": [{"bot": "x"}]}', '{"text": 7}'])
def test_a_line_that_is_no_message_is_named(line):
    with pytest.raises(AskError, match="Line 3"):
        turns_of(line, 3)


def test_other_fields_are_ignored():
    assert turns_of('{"text": "hi", "persona": "x"}', 1) == ["hi"]
    assert turns_of('{"turns": [{"user": "a", "note": 1}, {"user": "b"}]}', 1) == ["a", "b"]


FIELDS = {
    "user",
    "kind",
    "topic",
    "topics",
    "urgent",
    "level",
    "conversation",
    "confidence",
    "suggestions",
    "reply",
    "ms",
}


@pytest.mark.model
def test_the_contract_of_ask(model):
    lines = [
        {"text": "how much vitamin d do i need each day", "extra": 1},
        {"turns": [{"user": "tell me about healthy start"}, {"user": "how do i apply?"}]},
        {"text": ""},
        {"text": "im bleeding really heavily and feel faint"},
    ]
    output = io.StringIO()
    ask_file([json.dumps(line) for line in lines], output, lambda _: None)
    played = [json.loads(line)["turns"] for line in output.getvalue().splitlines()]
    assert [len(turns) for turns in played] == [1, 2, 1, 1]
    for turns in played:
        for turn in turns:
            assert set(turn) == FIELDS
            assert all({"type", "text"} <= set(message) for message in turn["reply"])
    assert (played[0][0]["kind"], played[0][0]["topic"]) == ("answer", "vitamin_d")
    assert played[1][1]["topic"] == "healthy_start"
    assert played[3][0]["kind"] == "urgent"
    assert played[3][0]["level"] in ("999", "maternity_now")


@pytest.mark.model
async def test_a_thousand_messages_take_under_a_minute(assistant):
    started = time.monotonic()
    for number in range(100):
        await assistant.play([f"is it safe to swim in week {number % 30 + 5}"])
    assert time.monotonic() - started < 6
