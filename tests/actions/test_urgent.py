from rasa_sdk.events import ActiveLoop, SlotSet

from actions.urgent import ActionUrgentAdvice


def test_shows_the_cards_and_leaves_a_form(dispatcher, tracker, domain, shown):
    told = tracker("bleeding", urgent=["bleeding", "waters_broken"], topics=["exercise"], loop="healthy_start_form")
    events = ActionUrgentAdvice().run(dispatcher, told, domain)
    assert shown() == [
        {"type": "urgent", "id": "bleeding", "again": False},
        {"type": "urgent", "id": "waters_broken", "again": False},
        {"type": "later", "topics": ["exercise"]},
    ]
    assert events == [
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        SlotSet("urgent_told", ["bleeding", "waters_broken"]),
        SlotSet("times_lost", 0.0),
    ]


def test_the_second_time_is_said_to_be_the_second(dispatcher, tracker, domain, shown):
    ActionUrgentAdvice().run(dispatcher, tracker("bleeding", slots={"urgent_told": ["bleeding"]}), domain)
    assert shown() == [{"type": "urgent", "id": "bleeding", "again": True}]
