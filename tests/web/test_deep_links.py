import pytest

from bot.content import load_library
from bot.web.deep_links import FIRST_WEEK, LAST_WEEK, DeepLink, read_deep_link

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, DeepLink()),
        ({"topic": "vitamin_d"}, DeepLink("vitamin_d")),
        ({"topic": "vitamin_d", "part": "how_much"}, DeepLink("vitamin_d", "how_much")),
        ({"topic": "vitamin_d", "part": "moon", "weeks": "28"}, DeepLink("vitamin_d", None, 28)),
        ({"topic": "moon", "part": "how_much"}, DeepLink()),
        *(({"weeks": weeks}, DeepLink()) for weeks in ("", "2", "44", "-5", "4.5", "٢٠", "20 weeks", "028", "1e1")),
    ],
)
def test_what_is_known_counts_and_the_rest_is_ignored(query, expected):
    assert read_deep_link(query, LIBRARY) == expected


def test_weeks_are_those_the_chat_believes():
    from bot.nlu import weeks

    assert (weeks.FIRST, weeks.LAST) == (FIRST_WEEK, LAST_WEEK)
