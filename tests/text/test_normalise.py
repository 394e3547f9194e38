import pytest

from bot.text.normalise import clean, normalise


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cant feeeeel my bby moving!!", "cannot feel my baby moving!"),
        ("I’m 28 wks", "i am 28 weeks"),
        ("👶 😭", "baby crying"),
        ("vit d???", "vitamin d?"),
        ("HOW MUCH", "how much"),
        ("", ""),
    ],
)
def test_one_spelling_for_many(typed, meant):
    assert normalise(typed) == meant


def test_invisible_and_direction_changing_characters_go_and_letters_stay():
    assert clean("ble\u200beding\u202e now\x00\x07") == "bleeding now"
    assert clean("أنا حامل") == "أنا حامل"


def test_line_breaks_stay_because_they_part_sentences():
    assert clean("one\r\ntwo") == "one\n\ntwo"
