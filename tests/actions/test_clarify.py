from rasa_sdk.events import SlotSet

from actions.clarify import ActionClarify


def test_first_did_you_mean_then_a_person(dispatcher, tracker, domain, shown):
    events = ActionClarify().run(dispatcher, tracker("nlu_fallback", suggestions=["exercise"]), domain)
    assert events == [SlotSet("times_lost", 1.0), SlotSet("offered", ["exercise"])]
    ActionClarify().run(
        dispatcher, tracker("nlu_fallback", slots={"times_lost": 1.0}, suggestions=["exercise"]), domain
    )
    assert [message["type"] for message in shown()] == ["clarify", "contact"]


def test_words_near_to_a_part_of_the_topic_in_play_are_a_follow_up(dispatcher, tracker, domain, shown):
    asked = tracker("nlu_fallback", slots={"topic_in_play": "vitamin_d"}, parts={"vitamin_d": [("why", 0.7, 0.5)]})
    ActionClarify().run(dispatcher, asked, domain)
    assert shown()[0]["part"] == "why"


def test_inside_a_form_it_only_says_so(dispatcher, tracker, domain, shown):
    events = ActionClarify().run(dispatcher, tracker("nlu_fallback", loop="healthy_start_form"), domain)
    assert events == []
    assert shown()[0]["wording"] == "not_an_answer"
