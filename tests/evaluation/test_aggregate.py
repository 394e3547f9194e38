import pytest

from bot.evaluation.aggregate import AggregateResults, clopper_pearson
from bot.evaluation.cases import Case, CaseFileError, Result, read_cases
from bot.evaluation.report import markdown


def turn(**given):
    empty = {"kind": "answer", "topic": None, "topics": [], "urgent": [], "conversation": None, "suggestions": [],
             "reply": [], "level": None, "confidence": 0.5, "ms": 1.0}  # fmt: skip
    return {**empty, **given}


def case(expect, also=(), persona="a", name="topics"):
    return Case(name, persona, ["text"], expect, list(also))


FIVE = [
    Result(case({"topic": "vitamin_d"}), turn(topic="vitamin_d", topics=["vitamin_d"])),
    Result(case({"topic": "vitamin_d"}), turn(kind="clarify", suggestions=["vitamin_d"])),
    Result(case({"topic": "vitamin_d"}, persona="b"), turn(topic="exercise", topics=["exercise"])),
    Result(case({"topic": "exercise"}, ["vitamin_d"]), turn(topic="vitamin_d", topics=["vitamin_d"])),
    Result(case({"topic": "exercise"}), turn(kind="urgent", urgent=["bleeding"])),
]


def test_exact_figures_of_five_results():
    aggregate = AggregateResults(FIVE)
    assert aggregate.accuracy == pytest.approx(2 / 5)
    assert aggregate.offered == pytest.approx(3 / 5)
    assert aggregate.cards == pytest.approx(1 / 5)
    assert aggregate.confusions == [
        (("vitamin_d", "clarify"), 1),
        (("vitamin_d", "exercise"), 1),
        (("exercise", "bleeding"), 1),
    ]
    assert {name: len(group.results) for name, group in aggregate.by(lambda r: r.case.persona).items()} == {
        "a": 4,
        "b": 1,
    }


@pytest.mark.parametrize(
    ("expect", "given", "right"),
    [
        ({"urgent": "bleeding"}, {"kind": "urgent", "urgent": ["waters_broken", "bleeding"]}, True),
        ({"urgent": "bleeding"}, {"kind": "urgent", "urgent": ["itching"]}, False),
        ({"urgent": None}, {"kind": "urgent", "urgent": ["itching"]}, False),
        ({"kind": "out_of_scope"}, {"kind": "clarify"}, True),
        ({"kind": "out_of_scope"}, {"topic": "exercise"}, False),
        ({"conversation": "greet"}, {"kind": "conversation", "conversation": "greet"}, True),
        ({"topics": ["exercise", "vitamin_d"]}, {"topics": ["vitamin_d", "exercise"]}, True),
        ({"topics": ["exercise", "vitamin_d"]}, {"topics": ["vitamin_d"]}, False),
    ],
)
def test_what_counts_as_right(expect, given, right):
    assert Result(case(expect), turn(**given)).right is right


def card(level, conditional):
    reply = [{"type": "urgent", "conditional": conditional}]
    return turn(kind="urgent", urgent=["bleeding"], level=level, reply=reply)


def test_cards_999_and_conditional_cards_are_told_apart():
    plain = [turn(), card("999", True), card("999", False), card("maternity_now", False)]
    figures = AggregateResults([Result(case({"urgent": None}), given) for given in plain]).figures()
    assert (figures["any_card"], figures["conditional_card"], figures["says_999"]) == (0.75, 0.25, 0.25)


def test_persona_gap_is_best_less_worst():
    assert AggregateResults(FIVE).persona_gap == pytest.approx(1 / 2)


def test_clopper_pearson_against_published_values():
    assert clopper_pearson(0, 10) == pytest.approx((0, 0.3085), abs=1e-4)
    assert clopper_pearson(8, 10) == pytest.approx((0.4439, 0.9748), abs=1e-4)
    assert clopper_pearson(0, 0) == (0.0, 1.0)


def test_a_broken_line_is_named(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"text": "a", "expect": {}}\n{"nothing": 1}\n')
    with pytest.raises(CaseFileError, match="line 2"):
        read_cases(tmp_path)


def test_the_report_names_sets_labels_and_missed_goals():
    from datetime import datetime

    text = markdown({"topics": AggregateResults(FIVE)}, ["topics: too few"], datetime(2026, 11, 23))
    assert "| topics | 5 | 40.0% |" in text
    assert "- topics: too few" in text
    assert "vitamin_d as exercise (1)" in text
