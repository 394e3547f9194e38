import pytest

from actions.pick import ActionPick, place_in


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one", 2),
        ("2", 2),
        ("last 1 pls", 3),
        ("number three", 3),
        ("4", None),
        ("the blue one maybe", None),
        ("number one", 1),
        ("", None),
    ],
)
def test_place_in_three_choices(text, place):
    assert place_in(text, 3) == place


def test_the_topic_picked_is_answered(dispatcher, tracker, domain, shown):
    ActionPick().run(dispatcher, tracker("pick", "the second", slots={"offered": ["sex", "travel"]}), domain)
    assert shown()[0]["topic"] == "travel"


def test_with_nothing_offered_it_asks_what_is_meant(dispatcher, tracker, domain, shown):
    ActionPick().run(dispatcher, tracker("pick", "the second", suggestions=["sex"]), domain)
    assert shown()[0]["wording"] == "which_topic"
