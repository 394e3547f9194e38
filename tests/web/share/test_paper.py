import dataclasses

import msgspec
import pytest

from bot.content import load_library
from bot.web.share.choice import Choice
from bot.web.share.paper import MOST_LINES, make_paper
from bot.web.share.sms import sms_parts

LIBRARY = load_library()
HOST = "https://keepwell.example"
UNIT = LIBRARY.services["example_unit"]


def paper(*topics, library=LIBRARY, **picked):
    return make_paper(Choice(topics, **picked), HOST, library)


def test_without_a_unit_there_is_room_to_write_the_number():
    calls = paper().calls
    assert [call.id for call in calls] == ["999", "maternity_unit", "early_pregnancy_unit", "nhs_111"]
    assert [call.id for call in calls if call.write_in] == ["maternity_unit"]
    assert paper().lines == []


@pytest.mark.parametrize(("weeks", "first"), [(8, "early_pregnancy_unit"), (28, "maternity_unit")])
def test_whom_to_call_fits_the_weeks_as_on_the_cards(weeks, first):
    calls = paper(unit="example_unit", weeks=weeks).calls
    assert [calls[0].id, calls[1].id] == ["999", first]
    assert [call.number for call in calls if call.id == "maternity_unit"] == ["01632 960 001"]


def test_a_missing_line_is_the_national_way():
    bare = msgspec.structs.replace(UNIT, maternity_unit=None)
    calls = paper(unit="example_unit", library=dataclasses.replace(LIBRARY, services={"example_unit": bare})).calls
    assert [call.write_in for call in calls if call.id == "maternity_unit"] == [True]


def test_the_unit_s_lines_fit_what_was_picked():
    assert [line.id for line in paper("vitamin_d", unit="example_unit").lines] == ["vitamins", "languages"]
    every = paper(unit="example_unit")
    assert [line.id for line in every.lines] == ["birth_reflections", "infant_feeding", "mnvp", "vitamins", "languages"]
    assert len(every.leaflet_lines) == MOST_LINES


def test_a_poster_has_the_three_ways_to_call():
    assert [call.id for call in paper(unit="example_unit", weeks=8).poster_calls] == [
        "999",
        "maternity_unit",
        "nhs_111",
    ]


def test_the_text_message_has_link_and_numbers_and_stays_short():
    text = paper("vitamin_d", unit="example_unit").sms
    assert "https://keepwell.example/?topic=vitamin_d&unit=example_unit" in text
    assert "01632 960 001" in text
    assert "999" in text
    assert "not a midwife" in text
    assert sms_parts(text) <= 2
    assert "call your maternity unit, day or night" in paper().sms
