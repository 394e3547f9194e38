import pytest

from actions.answer import ActionAnswer
from actions.context import is_follow_up, part_in_context, points_back
from actions.turn import read_turn

IN_PLAY = {"topic_in_play": "vitamin_d"}


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("is it halal", True),
        ("and for my husband?", True),
        ("how much", True),
        ("no i meant for the baby", True),
        ("why is that too strong", True),
        ("which cheeses can i eat in pregnancy", False),
        ("so i went to the shop and they had three kinds of it and my mother said none of them is any good", False),
    ],
)
def test_short_words_that_lean_on_what_was_said_point_back(tracker, text, back):
    assert points_back(read_turn(tracker("vitamin_d", text))) is back


@pytest.mark.parametrize(
    ("text", "near", "topics", "kinds", "follow_up"),
    [
        ("is it halal", 0.6, {"supplements": 0.4}, {}, True),
        ("is it halal", 0.6, {"supplements": 0.99}, {}, True),
        ("which exercise is safe for me at the gym", 0.2, {"exercise": 0.9}, {}, False),
        ("thank you", 0.25, {"vitamin_d": 0.05}, {"conversation": 0.95}, False),
        ("who won the match", 0.1, {}, {"out_of_scope": 0.9}, False),
        ("till when though", 0.35, {"travel": 0.1}, {"follow_up": 0.8}, True),
    ],
)
def test_a_message_is_about_the_topic_in_play_or_another(tracker, text, near, topics, kinds, follow_up):
    parts = {"vitamin_d": [("halal_vegan", near, 0.5)]}
    asked = tracker("supplements", text, IN_PLAY, parts=parts, topic_confidences=topics, kinds=kinds)
    assert is_follow_up(read_turn(asked)) is follow_up


def test_the_kind_of_question_names_the_part_when_no_words_are_near(tracker):
    asked = tracker("vitamin_d", "is it free", IN_PLAY, topics=["vitamin_d"], follow_ups={"cost": 1.0})
    assert part_in_context(read_turn(asked), "vitamin_d") == "get_it"
    assert part_in_context(read_turn(tracker("vitamin_d", "is it free", topics=["vitamin_d"])), "vitamin_d") is None


def test_things_named_go_with_the_answer(dispatcher, tracker, domain, shown):
    entities = [{"entity": "thing", "value": "feta"}, {"entity": "thing", "value": "Brie"}]
    asked = tracker("foods_to_avoid", "can i eat feta and Brie", entities=entities, topics=["foods_to_avoid"])
    ActionAnswer().run(dispatcher, asked, domain)
    assert shown()[0]["things"] == ["feta", "brie"]


def test_words_and_kind_of_question_are_weighed_together(tracker):
    parts = {"vitamin_d": [("food", 0.45, 0.4), ("get_it", 0.4, 0.3)]}
    asked = tracker(
        "vitamin_d", "is it free then", IN_PLAY, topics=["vitamin_d"], parts=parts, follow_ups={"cost": 0.9}
    )
    assert part_in_context(read_turn(asked), "vitamin_d") == "get_it"


def test_a_correction_does_not_lead_back_to_the_part_that_was_shown(tracker):
    parts = {"vitamin_d": [("how_much", 0.7, 0.5), ("after_birth", 0.5, 0.5)]}
    slots = {**IN_PLAY, "part_in_play": "how_much"}
    asked = tracker("vitamin_d", "no i meant for the baby", slots, topics=["vitamin_d"], parts=parts)
    assert part_in_context(read_turn(asked), "vitamin_d") == "after_birth"
