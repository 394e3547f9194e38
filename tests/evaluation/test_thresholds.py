from collections import Counter

import pytest

from bot.evaluation.cases import Case
from bot.evaluation.thresholds import Point, configured_thresholds, curve, outcome, section
from bot.nlu.intents import IntentKinds
from bot.nlu.turn_decider import Decision

KINDS = IntentKinds(topics=frozenset({"vitamin_d", "exercise"}), urgent={"bleeding": "maternity_now"})


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Decision("vitamin_d", 0.9, ["vitamin_d"]), "right"),
        (Decision("exercise", 0.9, ["exercise"]), "wrong"),
        (Decision("nlu_fallback", 0.3, suggestions=["exercise", "vitamin_d"]), "asked, right offered"),
        (Decision("nlu_fallback", 0.3, suggestions=["exercise"]), "asked, not offered"),
        (Decision("out_of_scope", 0.9), "told out of scope"),
        (Decision("thanks", 0.9), "other"),
        (Decision("bleeding", 0.9, urgent=["bleeding"]), "card alone"),
        (Decision("bleeding", 0.9, ["vitamin_d"], ["bleeding"], urgent_sure=False, ordinary="vitamin_d"), "right"),
    ],
)
def test_what_became_of_a_topic_question(decision, expected):
    assert outcome(decision, {"vitamin_d"}, KINDS) == expected


def test_each_answer_to_a_message_out_of_scope_is_wrong():
    assert outcome(Decision("vitamin_d", 0.9, ["vitamin_d"]), set(), KINDS) == "wrong"


def decide(case, threshold):
    """Confidence 0.5 in the first word of the case."""
    sure = threshold <= 0.5
    return Decision(case.turns[0], 0.5, [case.turns[0]]) if sure else Decision("nlu_fallback", 0.5)


def test_the_curve_of_three_messages_at_two_thresholds():
    cases = [Case("topics", "a", [text], {"topic": "vitamin_d"}) for text in ("vitamin_d", "vitamin_d", "exercise")]
    low, high = curve(cases, decide, KINDS, steps=(0.4, 0.6))
    assert low == Point(0.4, Counter({"right": 2, "wrong": 1}))
    assert high == Point(0.6, Counter({"asked, not offered": 3}))
    assert low.share("right") == pytest.approx(2 / 3)
    assert Point(0.4, Counter()).share("right") == 0.0


def test_the_table_marks_the_chosen_threshold():
    text = "\n".join(section("answers", [Point(0.4, Counter({"right": 3, "wrong": 1}))], chosen=0.4))
    assert "| 0.40 **chosen** | 75.0% | 25.0% | 0.0% |" in text


def test_thresholds_come_from_config():
    assert 0 < configured_thresholds().answer < 1
