import pytest

from actions.healthy_start import SLOTS, ActionHealthyStartResult, ValidateHealthyStartForm, outcome_of

FAMILY, UNDER_18, BENEFIT, RECOURSE = SLOTS


@pytest.mark.parametrize(
    ("text", "intent", "entities", "week", "family"),
    [
        ("Pregnant, 10 weeks or more", "other", [{"entity": "weeks_of_pregnancy", "value": 10}], 10.0, "pregnant"),
        ("Pregnant, under 10 weeks", "other", [{"entity": "weeks_of_pregnancy", "value": 10}], 10.0, "early"),
        ("I have a child under 4", "other", [], None, "child"),
        ("Neither", "deny", [], None, "neither"),
        ("im 6 weeks gone", "week_by_week", [{"entity": "weeks_of_pregnancy", "value": 6}], 6.0, "early"),
        ("my little one is 2", "other", [], None, "child"),
        ("expecting my second", "other", [], None, "pregnant"),
        ("dunno", "not_sure", [], None, None),
        ("what is vitamin d", "vitamin_d", [], None, None),
    ],
)
async def test_reads_the_first_answer(dispatcher, tracker, domain, text, intent, entities, week, family):
    answer = tracker(intent, text, {"requested_slot": FAMILY, "weeks": week}, entities=entities)
    read = await ValidateHealthyStartForm().extract_healthy_start_family(dispatcher, answer, domain)
    assert read.get(FAMILY) == family


@pytest.mark.parametrize(
    ("text", "intent", "value"),
    [("17", "x", "yes"), ("im 22", "x", "no"), ("Yes", "affirm", "yes"), ("nah", "deny", "no")],
)
async def test_reads_an_age_or_a_yes(dispatcher, tracker, domain, text, intent, value):
    answer = tracker(intent, text, {"requested_slot": UNDER_18})
    assert await ValidateHealthyStartForm().extract_healthy_start_under_18(dispatcher, answer, domain) == {
        UNDER_18: value
    }


@pytest.mark.parametrize(
    ("text", "intent", "value"),
    [
        ("we get uc", "x", "yes"),
        ("not on universal credit", "x", "no"),
        ("no idea", "not_sure", "not_sure"),
        ("Not sure", "not_sure", "not_sure"),
    ],
)
async def test_reads_a_benefit(dispatcher, tracker, domain, text, intent, value):
    answer = tracker(intent, text, {"requested_slot": BENEFIT})
    read = await ValidateHealthyStartForm().extract_healthy_start_benefit(dispatcher, answer, domain)
    assert read == {BENEFIT: value}


async def test_a_danger_sign_is_never_taken_for_an_answer(dispatcher, tracker, domain):
    answer = tracker("bleeding", "yes im pregnant and bleeding", {"requested_slot": FAMILY}, urgent=["bleeding"])
    assert await ValidateHealthyStartForm().extract_healthy_start_family(dispatcher, answer, domain) == {}


@pytest.mark.parametrize(
    ("slots", "asked"),
    [
        ({}, 1),
        ({FAMILY: "neither"}, 1),
        ({FAMILY: "pregnant"}, 3),
        ({FAMILY: "pregnant", UNDER_18: "yes"}, 2),
        ({FAMILY: "child"}, 2),
        ({FAMILY: "child", BENEFIT: "no"}, 3),
        ({FAMILY: "pregnant", UNDER_18: "no", BENEFIT: "not_sure"}, 4),
    ],
)
async def test_asks_only_what_matters(dispatcher, tracker, domain, slots, asked):
    needed = await ValidateHealthyStartForm().required_slots([], dispatcher, tracker("x", slots=slots), domain)
    assert len(needed) == asked


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (("neither", None, None, None), "not_now"),
        (("early", "no", "yes", None), "early"),
        (("pregnant", "yes", None, None), "may_qualify_under_18"),
        (("pregnant", "no", "yes", None), "may_qualify"),
        (("child", None, "no", "yes"), "ask_recourse"),
        (("child", None, "not_sure", "no"), "ask"),
    ],
)
def test_outcomes(answers, outcome):
    assert outcome_of(*answers) == outcome


def test_the_outcome_is_shown(dispatcher, tracker, domain, shown):
    ActionHealthyStartResult().run(dispatcher, tracker("affirm", slots={FAMILY: "child", BENEFIT: "yes"}), domain)
    assert shown()[0]["wording"] == "healthy_start_outcome_may_qualify"


@pytest.mark.parametrize(
    ("text", "sure", "read"),
    [
        ("im 16", False, {UNDER_18: "yes"}),
        ("im 16", True, {}),
        ("im 16 and bleeding a bit since this morning", False, {}),
    ],
)
async def test_an_answer_yields_to_danger_unless_it_is_short_and_only_a_trace(
    dispatcher, tracker, domain, text, sure, read
):
    told = tracker("bleeding", text, {"requested_slot": UNDER_18}, urgent=["bleeding"], urgent_sure=sure)
    assert await ValidateHealthyStartForm().extract_healthy_start_under_18(dispatcher, told, domain) == read
