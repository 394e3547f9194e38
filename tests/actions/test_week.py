from rasa_sdk.events import SlotSet

from actions.week import ActionWeek

WEEK = {"entity": "weeks_of_pregnancy", "value": 28}


def test_a_told_week_is_shown(dispatcher, tracker, domain, shown):
    ActionWeek().run(dispatcher, tracker("week_by_week", slots={"weeks": 28.0}, entities=[WEEK]), domain)
    assert shown() == [{"type": "week", "topic": "week_by_week", "week": 28, "wording": "week_told"}]


def test_without_a_week_the_topic_is_answered(dispatcher, tracker, domain, shown):
    ActionWeek().run(dispatcher, tracker("week_by_week"), domain)
    assert shown()[0]["type"] == "answer"


def test_a_second_question_is_answered_too(dispatcher, tracker, domain, shown):
    asked = tracker("week_by_week", slots={"weeks": 28.0}, entities=[WEEK], topics=["week_by_week", "exercise"])
    ActionWeek().run(dispatcher, asked, domain)
    assert [message["type"] for message in shown()] == ["week", "answer"]


def test_a_lone_number_is_taken_for_a_week_and_says_so(dispatcher, tracker, domain, shown):
    events = ActionWeek().run(dispatcher, tracker("week_by_week", "28", topics=["week_by_week"]), domain)
    assert shown() == [{"type": "week", "topic": "week_by_week", "week": 28, "wording": "week_guessed"}]
    assert SlotSet("weeks", 28.0) in events
