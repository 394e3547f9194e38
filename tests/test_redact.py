import pytest

from bot.redact import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("my name is Sara Khan", "my name is [name]"),
        ("I'm called Amy-Lou, ring me", "I'm called Amy-Lou, ring me"),  # only small letters introduce a name here
        ("mail me at a.b@example.org please", "mail me at [e-mail] please"),
        ("ring 07700 900 123", "ring [number]"),
        ("my nhs number is 943 476 5919", "my nhs number is [number]"),
        ("i live at LS1 4AP", "i live at [postcode]"),
        ("see www.example.org/x", "see [web address]"),
    ],
)
def test_what_tells_who_somebody_is(text, redacted):
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "i take 400 mg at 34+2",
        "10-12 weeks",
        "bp 171/114",
        "2000 400 mg",
        "call 0300 or 111",
        "bled on 12 11 2026 and 3 pads",
    ],
)
def test_what_must_stay(text):
    assert redact(text) == text
