import pytest

from bot.rasa_server.request import UserTurn, defuse


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("/restart", "restart"),
        ('/vitamin_d{"x":1}', 'vitamin_d{"x":1}'),
        ("// x", "x"),
        ("a/b", "a/b"),
        ("  /  /x", "x"),
    ],
)
def test_no_typed_text_can_be_a_command(typed, sent):
    assert defuse(typed) == sent


def test_the_call_holds_only_what_rasa_needs():
    assert set(UserTurn("c", "text").as_json()) == {"conversation", "text", "topic", "choice", "signs", "weeks"}
