from rasa_sdk.events import ActiveLoop, SlotSet

from actions.answer import ActionAnswer
from actions.urgent import ActionUrgentAdvice


def card(group, **known):
    nothing = {"level": None, "pattern": None, "week": None, "baby_born": False, "told": None, "conditional": False}
    return {"type": "urgent", "id": group, **nothing, **known}


def test_shows_the_cards_and_leaves_a_form(dispatcher, tracker, domain, shown):
    told = tracker("bleeding", urgent=["bleeding", "waters_broken"], topics=["exercise"], loop="healthy_start_form")
    events = ActionUrgentAdvice().run(dispatcher, told, domain)
    assert shown() == [card("bleeding"), card("waters_broken"), {"type": "later", "topics": ["exercise"]}]
    assert events == [
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        SlotSet("urgent_told", ["bleeding", "waters_broken"]),
        SlotSet("times_lost", 0.0),
    ]


def test_the_second_time_is_said_to_be_the_second(dispatcher, tracker, domain, shown):
    ActionUrgentAdvice().run(dispatcher, tracker("bleeding", slots={"urgent_told": ["bleeding"]}), domain)
    assert shown() == [card("bleeding", told="same")]


def test_one_more_sign_is_said_to_be_one_more(dispatcher, tracker, domain, shown):
    ActionUrgentAdvice().run(dispatcher, tracker("bleeding", slots={"urgent_told": ["itching"]}), domain)
    assert shown() == [card("bleeding", told="other")]


def test_what_is_known_of_her_goes_with_the_card(dispatcher, tracker, domain, shown):
    heavy = {"found": [{"group": "bleeding", "level": "999", "sure": True, "pattern": "heavy"}], "denied": False}
    told = tracker("bleeding", urgent=["bleeding"], signs=heavy, slots={"weeks": 9.0, "baby_born": None})
    ActionUrgentAdvice().run(dispatcher, told, domain)
    assert shown() == [card("bleeding", level="999", pattern="heavy", week=9)]


def test_a_sign_told_before_stays_in_reach_of_the_next_question(dispatcher, tracker, domain, shown):
    ActionAnswer().run(
        dispatcher, tracker("exercise", topics=["exercise"], slots={"urgent_told": ["bleeding"]}), domain
    )
    assert [entry["type"] for entry in shown()] == ["reminder", "answer"]
    assert shown()[0] == {"type": "reminder", "groups": ["bleeding"]}
