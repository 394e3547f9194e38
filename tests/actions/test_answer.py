import pytest
from rasa_sdk.events import SlotSet

from actions.answer import ActionAnswer


def answer(**given):
    return {"type": "answer", "topic": "vitamin_d", "week": None, "things": [], "suggestions": [], **given}


def test_answers_the_topic_with_the_part_that_is_surely_asked_for(dispatcher, tracker, domain, shown):
    asked = tracker("vitamin_d", topics=["vitamin_d"], parts={"vitamin_d": [("how_much", 0.8, 0.5)]}, slots={"weeks": 28.0})
    events = ActionAnswer().run(dispatcher, asked, domain)
    assert shown() == [answer(part="how_much", lead=True, week=28)]
    assert events == [
        SlotSet("topic_in_play", "vitamin_d"),
        SlotSet("part_in_play", "how_much"),
        SlotSet("times_lost", 0.0),
        SlotSet("offered", None),
    ]


def test_an_unsure_part_is_left_out(dispatcher, tracker, domain, shown):
    ActionAnswer().run(dispatcher, tracker("vitamin_d", parts={"vitamin_d": [("why", 0.3, 0.5)]}), domain)
    assert shown()[0]["part"] is None


def test_two_questions_get_two_answers(dispatcher, tracker, domain, shown):
    ActionAnswer().run(dispatcher, tracker("exercise", topics=["exercise", "healthy_start"]), domain)
    assert [message["topic"] for message in shown()] == ["exercise", "healthy_start"]


def test_a_button_shows_its_part_alone(dispatcher, tracker, domain, shown):
    pressed = tracker("vitamin_d", topics=["vitamin_d"], choice={"topic": "vitamin_d", "part": "why"})
    ActionAnswer().run(dispatcher, pressed, domain)
    assert shown() == [answer(part="why", lead=False)]


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        ({}, True),
        ({"text": "no i meant for the baby"}, False),
        ({"parts": {"vitamin_d": [("how_much", 0.8, 0.5)]}}, False),
        ({"choice": {"topic": "vitamin_d", "part": None}}, False),
        ({"entities": [{"entity": "thing", "value": "Pregnacare"}]}, False),
    ],
)
def test_the_same_question_gets_other_words_and_the_way_to_a_person(dispatcher, tracker, domain, shown, changes, again):
    asked = {
        "text": "vitamin d in pregnancy",
        "slots": {"topic_in_play": "vitamin_d"},
        "topics": ["vitamin_d"],
        **changes,
    }
    ActionAnswer().run(dispatcher, tracker("vitamin_d", **asked), domain)
    words = [{"type": "text", "wording": "asked_again"}, {"type": "again", "topic": "vitamin_d", "part": None}]
    assert (shown() == words) is again
