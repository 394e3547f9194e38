import pytest

from bot.evaluation.calibration import (
    Bin,
    calibration_section,
    expected_calibration_error,
    first_guess,
    guesses,
    reliability,
)
from bot.evaluation.cases import Case, Result


def result(confidence=0.5, expect="vitamin_d", **given):
    turn = {"kind": "answer", "topic": None, "topics": [], "urgent": [], "conversation": None, "suggestions": [],
            "reply": [], "level": None, "confidence": confidence, "ms": 1.0}  # fmt: skip
    return Result(Case("topics", "a", ["text"], {"topic": expect}), {**turn, **given})


PAIRS = [(0.05, False), (0.72, True), (0.78, False), (0.95, True), (1.0, True)]


def test_five_guesses_fall_into_three_bins():
    low, middle, high = reliability(PAIRS)
    assert low == Bin(0.0, 0.1, 1, pytest.approx(0.05), 0.0)
    assert middle == Bin(0.7, 0.8, 2, pytest.approx(0.75), 0.5)
    assert high == Bin(0.9, 1.0, 2, pytest.approx(0.975), 1.0)


def test_expected_calibration_error_is_weighed_by_turns():
    # (1 * 0.05 + 2 * 0.25 + 2 * 0.025) / 5
    assert expected_calibration_error(reliability(PAIRS)) == pytest.approx(0.12)
    assert expected_calibration_error([]) == 0.0


CARD = {"type": "urgent", "conditional": False}


@pytest.mark.parametrize(
    ("given", "guess"),
    [
        ({"topic": "exercise", "suggestions": ["vitamin_d"]}, "exercise"),
        ({"kind": "conversation", "conversation": "greet"}, "greet"),
        ({"kind": "clarify", "suggestions": ["vitamin_d", "exercise"]}, "vitamin_d"),
        ({"kind": "error"}, "error"),
        ({"kind": "urgent", "topic": "exercise", "reply": [CARD]}, None),
        ({"kind": "urgent", "topic": "exercise", "reply": [{**CARD, "conditional": True}]}, "exercise"),
    ],
)
def test_what_the_confidence_speaks_of(given, guess):
    assert first_guess(result(**given)) == guess


def test_guesses_are_right_or_wrong_and_leading_cards_are_left_out():
    results = [
        result(0.9, topic="vitamin_d"),
        result(0.3, kind="clarify", suggestions=["exercise"]),
        result(kind="urgent", reply=[CARD]),
    ]
    assert guesses(results) == [(0.9, True), (0.3, False)]


def test_the_section_has_a_row_a_bin_with_bars():
    text = "\n".join(calibration_section([result(0.5, topic="vitamin_d"), result(0.55, topic="exercise")]))
    assert "is\n2.5%:" in text
    assert "| 0.5 to 0.6 | 2 | 52.5% | 50.0% | `░░░░░░░░░░`<br>`██████████` |" in text
