import pytest
from rasa_sdk.events import SlotSet

from actions.contact import ActionContact
from actions.converse import ActionConverse


@pytest.mark.parametrize("intent", ["greet", "thanks", "insult", "out_of_scope"])
def test_shows_the_wording_named_like_the_intent(dispatcher, tracker, domain, shown, intent):
    ActionConverse().run(dispatcher, tracker(intent), domain)
    assert shown()[0]["wording"] == intent
    assert shown()[0]["conversation"] == intent


def test_repeat_shows_the_last_answer_again(dispatcher, tracker, domain, shown):
    ActionConverse().run(
        dispatcher, tracker("repeat", slots={"topic_in_play": "exercise", "part_in_play": None}), domain
    )
    assert shown()[1] == {"type": "again", "topic": "exercise", "part": None}


def test_a_complaint_offers_other_topics(dispatcher, tracker, domain, shown):
    ActionConverse().run(dispatcher, tracker("feedback_negative", suggestions=["exercise"]), domain)
    assert shown()[0]["suggestions"] == ["exercise"]


def test_a_person(dispatcher, tracker, domain, shown):
    ActionContact().run(dispatcher, tracker("talk_to_person"), domain)
    assert shown() == [{"type": "contact", "wording": "talk_to_person", "conversation": "talk_to_person"}]


@pytest.mark.parametrize(
    ("intent", "wording", "offered"), [("affirm", "which_one", ["sex"]), ("deny", "none_of_these", [])]
)
def test_yes_and_no_answer_what_was_offered(dispatcher, tracker, domain, shown, intent, wording, offered):
    events = ActionConverse().run(dispatcher, tracker(intent, slots={"offered": ["sex"]}), domain)
    assert shown()[0]["wording"] == wording
    assert shown()[0]["suggestions"] == offered
    assert events == [SlotSet("offered", offered or None)]
