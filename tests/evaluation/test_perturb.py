from bot.evaluation.cases import Case
from bot.evaluation.perturb import no_punctuation, perturbed, played_down, typos

TEXT = "Baby's been quiet since 31+4, my temperature is 38.6. Help!"


def test_typos_change_little_and_always_the_same():
    changed = typos(TEXT)
    assert changed != TEXT
    assert changed == typos(TEXT)
    assert abs(len(changed) - len(TEXT)) <= len(TEXT.split())
    assert typos("ow") == "ow"


def test_numbers_keep_their_marks_without_punctuation():
    assert no_punctuation(TEXT).split() == [
        "baby's",
        "been",
        "quiet",
        "since",
        "31+4",
        "my",
        "temperature",
        "is",
        "38.6",
        "help",
    ]


def test_the_words_themselves_stay_when_played_down():
    assert TEXT in played_down(TEXT)


def test_each_case_comes_once_for_each_change_in_a_set_of_its_own():
    cases = perturbed([Case("red_flags", "a", ["hello", TEXT], {"urgent": "bleeding"})])
    assert [case.set for case in cases][:2] == ["red_flags, typos", "red_flags, no punctuation"]
    assert all(case.turns[0] == "hello" and case.turns[1] != TEXT for case in cases)
