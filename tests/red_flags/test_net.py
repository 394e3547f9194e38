"""The deterministic danger-sign net: every pattern by its own example, and what must not set it off."""

from __future__ import annotations

import time

import pytest

from bot.red_flags import Finding, load_net

NET = load_net()


def groups(text: str) -> list[str]:
    return [finding.group for finding in NET.find(text)]


@pytest.mark.parametrize("pattern", NET.patterns, ids=lambda p: f"{p.group}.{p.id}")
def test_every_pattern_finds_its_own_example(pattern):
    assert (pattern.group, pattern.id) in {(f.group, f.pattern) for f in NET.find_all(pattern.example)}


def test_every_group_has_patterns():
    assert len({pattern.group for pattern in NET.patterns}) == 22


@pytest.mark.parametrize(
    "text",
    [
        "no bleeding, just wondering when the scan is",
        "i am not bleeding",
        "ive not had any bleeding or pain",
        "no signs of bleeding at all",
        "i havent had any contractions yet",
        "my waters have not gone",
        "no headache, no swelling",
        "what should i do if my waters break",
        "what are the signs of labour?",
        "how will i know if im in labour",
        "when do contractions start",
        "when do you feel the baby kick",
        "is it normal to have spotting in early pregnancy?",
        "with my first i had heavy bleeding",
        "i bled in my last pregnancy",
        "i had a fit 3 years ago",
        "bleeding hell this app is slow",
        "the toddler kicked the bin",
        "vote labour party",
        "my water bill is high",
        "in the film she had a seizure",
        "my dog is bleeding",
        "i fell asleep on the sofa",
        "my blood pressure is 110/70 and all fine",
        "can stress cause bleeding",
        "dying to know if its a boy",
        "the app crashed again",
        "my sister lost her waters early, does it run in families",
        "how much vitamin d do i need",
        "i got my blood test back and my iron is low",
        "if i started bleeding abroad where do you even go",
        "would a bleed after a sweep be normal",
        "suppose i could not keep water down for a day",
        "contractions for three days with my first in 2019, nobody believed me",
        "should i haemorrhage at delivery, which blood products could i decline",
    ],
)
def test_no_alarm(text):
    assert NET.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "i bled at seven weeks, they scanned me and it never came back",
        "my sister bled at 10 weeks and lost hers",
        "what would they do if my waters went at 33 weeks",
        "had a banging headache in june, all clear now",
        "her baby stopped moving at 39 weeks, my cousin",
    ],
)
def test_a_story_told_of_the_past_is_never_sure(text):
    assert not any(finding.sure for finding in NET.find_all(text))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("There are kicks, I can't say there aren't, but they went feeble after lunch", "baby_movements_reduced"),
        ("cant say there is no blood but its not like a period either, 23 weeks", "bleeding"),
        ("no bleeding but my waters went", "waters_broken"),
        ("not just bleeding, clots too, 20 weeks", "bleeding"),
        ("the bleeding is not stopping", "bleeding"),
        ("im not in pain but im bleeding", "bleeding"),
        ("not sure if my waters broke, im wet", "waters_broken"),
        ("i had it with my first and now im bleeding again", "bleeding"),
        ("does vitamin d matter and also im bleeding a bit", "bleeding"),
        ("never had pain like it in my tummy, 30 weeks", "severe_tummy_pain"),
        ("my wife is bleeding", "bleeding"),
        ("what do i do, he hit me", "domestic_danger"),
        ("i had a bleed in my last pregnancy at 8 weeks and it was fine but this is heavier", "bleeding"),
        ("would it be normal to have bright red blood at 12 weeks, just seen it on the paper", "bleeding"),
        ("asking so i know what to do, my waters just went", "waters_broken"),
        ("what do i do if my waters broke last night and no contractions", "waters_broken"),
        ("midwife checked me yesterday and baby was fine but today he has hardly moved", "baby_movements_reduced"),
        ("i was discharged on sunday, now my wound is oozing and im shivery", "fever_or_infection"),
        ("my cousin had cholestasis and now my hands itch like mad", "itching"),
        ("everything was normal at my appointment, now my vision has gone blurry", "pre_eclampsia_signs"),
        ("in january i had a clot and now my left calf is swollen and hot", "leg_pain_or_swelling"),
        ("last month i was sick ten times a day and now i cannot keep water down", "severe_vomiting"),
        ("swallowed fifteen tablet of sleeping, i am pregnant", "overdose_or_poisoning"),
        ("he has my passport, he keeps my passport and says i must go with his friends", "domestic_danger"),
        ("prawn curry and now my tongue is getting big", "chest_pain_or_breathing"),
        ("baby heds cumin out now", "labour_started"),
        ("since forceps my bladder is stuck, only drips", "urine_symptoms"),
        ("I was sick seventeen times yesterday and cannot stand", "severe_vomiting"),
    ],
)
def test_still_an_alarm(text, group):
    assert group in groups(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("bleading 20 weeks", "bleeding"),
        ("contracions every 5 mins", "labour_started"),
        ("cant breeth", "chest_pain_or_breathing"),
        ("IM BLEEDING", "bleeding"),
        ("🩸🩸 12 weeks", "bleeding"),
        ("im bleeding\u200b 😭😭", "bleeding"),
        ("i keep passin out", "fit_or_collapse"),
    ],
)
def test_spelling_capitals_and_emoji(text, group):
    assert group in groups(text)


@pytest.mark.parametrize("text", ["learning to read", "leading the class", "a book on breeding", "paint the room"])
def test_lookalikes_are_left_alone(text):
    assert NET.find(text) == []


def test_heavy_bleeding_is_999_and_comes_first():
    found = NET.find("my palms are itching and im bleeding heavily, soaking pads, 30 weeks")
    assert found[0].group == "bleeding"
    assert found[0].level == "999"
    assert "itching" in [finding.group for finding in found]
    assert isinstance(found[0], Finding)


def test_nothing_in_nothing():
    for text in ("", "   ", "\n\n", "!!!", "🙂", "\u0000"):
        assert NET.find(text) == []


def test_what_people_type_is_not_kept():
    NET.find("zyxwvut Anneliese bleeding")
    assert "anneliese" not in NET._vocab.strings


def seconds(text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        NET.find(text)
        best = min(best, time.perf_counter() - start)
    return best


# Twice the promised times, so that a busy machine does not fail the build; see docs/benchmarks.md for figures.
def test_an_ordinary_message_is_quick():
    text = "hi i am 28 weeks and wondered how much vitamin d to take, also is it ok to swim every day"
    NET.find(text)
    assert seconds(text) < 0.006


@pytest.mark.parametrize(
    "unit",
    [
        "i went to the shop and bought milk, then we had tea and watched a film. ",
        "no bleeding no pain baby kicks and waters tummy head ",
        "im bleeding, waters went, cant breathe, he hit me, chest pain! ",
        "qwertz asdfg yxcvb poiuz lkjhg ",
        "bleeding " * 5,
        "a",
    ],
)
def test_long_text_stays_linear(unit):
    text = (unit * 20_000)[:20_000]
    NET.find(text)
    assert seconds(text) < 0.3


def test_a_sign_deep_in_a_long_text_is_found():
    filler = "we painted the nursery yellow and my mum came round with cake. " * 300
    assert "bleeding" in groups(filler + "im 30 weeks and im bleeding. " + filler)
