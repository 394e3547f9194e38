import pytest

from bot.nlu.things import named_in, only_asks_after

BRIE = {"entity": "thing", "value": "Brie"}


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Brie", True),
        ("can i eat brie when pregnant?", True),
        ("ate brie and now im sick", False),
        ("brie bleeding", False),
        ("can i eat", False),
    ],
)
def test_only_a_question_after_a_thing_is_one(text, only):
    assert only_asks_after(text, [BRIE] if "brie" in text.lower() else []) is only


def test_other_entities_are_no_things():
    assert named_in([{"entity": "weeks_of_pregnancy", "value": 28}, BRIE]) == ["Brie"]
