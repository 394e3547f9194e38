import pytest

from actions.follow_up import ActionFollowUp
from bot.content import load_library


@pytest.mark.parametrize("follow_up", ["how_much", "diet", "why"])
def test_shows_the_part_of_the_topic_in_play_that_answers_it(dispatcher, tracker, domain, shown, follow_up):
    in_play = {"topic_in_play": "vitamin_d"}
    asked = tracker(f"ask_{follow_up}", slots=in_play, follow_ups={follow_up: 1.0})
    ActionFollowUp().run(dispatcher, asked, domain)
    part = load_library().topics["vitamin_d"].part(shown()[0]["part"])
    assert follow_up in part.answers
    assert shown()[0]["lead"] is False


def test_the_page_s_topic_is_in_play_before_anything_was_asked(dispatcher, tracker, domain, shown):
    ActionFollowUp().run(dispatcher, tracker("ask_how_much", topic="folic_acid"), domain)
    assert shown()[0]["topic"] == "folic_acid"


def test_without_a_topic_it_asks_which_one(dispatcher, tracker, domain, shown):
    ActionFollowUp().run(dispatcher, tracker("ask_how_much", suggestions=["vitamin_d"]), domain)
    assert shown() == [{"type": "clarify", "wording": "which_topic", "suggestions": ["vitamin_d"]}]


def test_a_part_that_is_missing_is_said_to_be_missing(dispatcher, tracker, domain, shown):
    ActionFollowUp().run(dispatcher, tracker("ask_diet", slots={"topic_in_play": "safer_sleep"}), domain)
    assert shown()[0]["no_part"] is True


def test_tell_me_more_goes_through_all_parts(dispatcher, tracker, domain, shown):
    parts = [part.id for part in load_library().topics["vitamin_d"].parts]
    slots = {"topic_in_play": "vitamin_d", "part_in_play": parts[0]}
    ActionFollowUp().run(dispatcher, tracker("ask_more", slots=slots), domain)
    assert shown()[0]["part"] == parts[1]


def test_who_says_so_shows_the_sources(dispatcher, tracker, domain, shown):
    ActionFollowUp().run(dispatcher, tracker("ask_source", slots={"topic_in_play": "vitamin_d"}), domain)
    assert shown() == [{"type": "sources", "topic": "vitamin_d"}]
