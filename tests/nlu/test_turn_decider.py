import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.intents import IntentKinds
from bot.nlu.linear_intent_classifier import CONFIDENCES, DANGER
from bot.nlu.turn_decider import Reading, Thresholds, TurnDecider
from bot.signs import Sign, Signs

KINDS = IntentKinds(
    topics=frozenset({"vitamin_d", "healthy_start", "exercise"}),
    urgent={"bleeding": "maternity_now", "fit_or_collapse": "999"},
)
NAMES = [
    "vitamin_d",
    "healthy_start",
    "exercise",
    "bleeding",
    "fit_or_collapse",
    "thanks",
    "ask_how_much",
    "out_of_scope",
]


@pytest.fixture
def decider():
    return TurnDecider(Thresholds(), KINDS)


NO_DANGER = {"bleeding": 0.0001, "fit_or_collapse": 0.0}


def confidences(**given: float) -> Reading:
    rest = (1 - sum(given.values())) / (len(NAMES) - len(given))
    return reading({name: given.get(name, rest) for name in NAMES})


def reading(values: dict[str, float]) -> Reading:
    return Reading(values, sum(values[group] for group in KINDS.urgent))


def test_a_clear_question_is_answered(decider):
    decision = decider.decide(confidences(vitamin_d=0.9), [])
    assert (decision.intent, decision.topics) == ("vitamin_d", ["vitamin_d"])


def test_a_plausible_danger_sign_beats_a_likelier_topic(decider):
    decision = decider.decide(confidences(vitamin_d=0.5, bleeding=0.4), [])
    assert (decision.intent, decision.urgent) == ("bleeding", ["bleeding"])
    # only mildly sure: the question is answered too
    assert (decision.urgent_sure, decision.ordinary, decision.topics) == (False, "vitamin_d", ["vitamin_d"])


def test_a_clause_alone_needs_a_trace_in_the_whole_message(decider):
    whole = reading({**confidences(exercise=0.99).confidences, "bleeding": 0.001, "fit_or_collapse": 0.001})
    assert decider.decide(whole, [confidences(bleeding=0.99)]).urgent == []


def test_a_danger_sign_in_one_clause_wins(decider):
    whole = confidences(exercise=0.95)
    clauses = [confidences(exercise=0.9), confidences(bleeding=0.9999)]
    decision = decider.decide(reading({**whole.confidences, "bleeding": 0.04}), clauses)
    assert decision.urgent == ["bleeding"]
    assert decision.urgent_sure
    assert decision.topics == ["exercise"]


def test_of_two_likely_groups_the_graver_leads(decider):
    decision = decider.decide(confidences(bleeding=0.5, fit_or_collapse=0.4), [])
    assert decision.urgent == ["fit_or_collapse", "bleeding"]


def test_two_questions_get_two_topics(decider):
    clauses = [confidences(vitamin_d=0.9), confidences(exercise=0.9)]
    decision = decider.decide(confidences(vitamin_d=0.6, exercise=0.3), clauses)
    assert decision.topics == ["vitamin_d", "exercise"]


def test_courtesy_does_not_hide_the_question(decider):
    decision = decider.decide(confidences(thanks=0.9), [confidences(thanks=0.9), confidences(exercise=0.9)])
    assert decision.topics == ["exercise"]


def test_unsure_asks_back_with_the_three_likeliest(decider):
    decision = decider.decide(reading({**confidences(vitamin_d=0.3, exercise=0.28).confidences, **NO_DANGER}), [])
    assert decision.intent == "nlu_fallback"
    assert decision.suggestions[:2] == ["vitamin_d", "exercise"]


def test_follow_up_and_out_of_scope(decider):
    assert decider.decide(confidences(ask_how_much=0.8), []).intent == "ask_how_much"
    assert decider.decide(confidences(out_of_scope=0.8), []).topics == []


def found(sure=True, group="bleeding"):
    return Signs((Sign(group, "maternity_now", sure, "p"),))


def test_the_rules_alone_are_enough_for_a_card(decider):
    plain = reading({**confidences(vitamin_d=0.95).confidences, "bleeding": 0.01, "fit_or_collapse": 0.0})
    decision = decider.decide(plain, [], found())
    assert (decision.urgent, decision.urgent_sure, decision.ordinary) == (["bleeding"], False, "vitamin_d")


def test_two_nets_that_agree_are_sure(decider):
    assert decider.decide(confidences(bleeding=0.45), [], found()).urgent_sure


def test_a_doubtful_rule_needs_a_trace_in_the_classifier(decider):
    plain = reading({**confidences(vitamin_d=0.99).confidences, "bleeding": 0.0001, "fit_or_collapse": 0.0001})
    assert decider.decide(plain, [], found(sure=False)).urgent == []
    assert decider.decide(confidences(vitamin_d=0.6, bleeding=0.2), [], found(sure=False)).urgent == ["bleeding"]


def test_danger_words_that_are_only_denied_take_more_to_alarm(decider):
    clause = [reading({**confidences(vitamin_d=0.001).confidences, "bleeding": 0.995, "fit_or_collapse": 0.0})]
    whole = reading({**confidences(vitamin_d=0.9).confidences, "bleeding": 0.04, "fit_or_collapse": 0.0})
    assert decider.decide(whole, clause).urgent == ["bleeding"]
    assert decider.decide(whole, clause, Signs(denied=True)).urgent == []
    assert decider.decide(confidences(bleeding=0.97), [], Signs(denied=True)).urgent_sure


def test_the_group_that_the_rules_name_leads(decider):
    decision = decider.decide(confidences(bleeding=0.45, fit_or_collapse=0.5), [], found())
    assert "bleeding" in decision.urgent


@pytest.mark.parametrize(
    ("text", "intent"), [("28", "week_by_week"), ("24+3", "week_by_week"), ("2", "pick"), ("90", "pick")]
)
def test_a_lone_number_is_a_week_or_a_choice(decider, text, intent):
    message = Message(data={"text": text, CONFIDENCES: confidences(bleeding=0.9).confidences, DANGER: 0.9})
    decider.process([message])
    assert message.get("intent")["name"] == intent
