import pytest

from bot.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No I meant for the baby", "for the baby"),
        ("sorry, i was asking about my mum", "my mum"),
        ("i mean im bleeding", "i am bleeding"),
        ("i mean it when i say i am tired", "i mean it when i say i am tired"),
        ("no", "no"),
    ],
)
def test_the_lead_in_of_a_correction_is_left_out(text, words):
    assert normalise(text) == words
