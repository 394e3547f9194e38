import pytest
import yaml

from bot.content.plain_english import (
    AvoidedWord,
    PlainWords,
    check_plain_english,
    findings,
    reading_grade,
    sentences,
    words_in,
)

RULES = PlainWords(
    most_words=6,
    hardest_grade=7,
    fewest_words_graded=4,
    words=[
        AvoidedWord(avoid=("vomit", "vomiting"), use="be sick"),
        AvoidedWord(avoid=("urine",), use="pee", fine_in=("urine test",)),
    ],
)


@pytest.fixture
def folder(tmp_path):
    def write(texts, exceptions=()):
        rules = {"most_words": 6, "hardest_grade": 7, "fewest_words_graded": 4,
                 "words": [{"avoid": ["vomit"], "use": "be sick"}]}  # fmt: skip
        (tmp_path / "plain_words.yml").write_text(yaml.safe_dump(rules), "utf-8")
        (tmp_path / "plain_exceptions.yml").write_text(yaml.safe_dump({"exceptions": list(exceptions)}), "utf-8")
        (tmp_path / "wordings.yml").write_text(yaml.safe_dump(texts), "utf-8")
        return [str(fault) for fault in check_plain_english(tmp_path)]

    return write


def test_vitamin_d_and_decimals_end_no_sentence_and_list_lines_do():
    text = 'Take 8.5 micrograms of vitamin d. It is free.\n\n- one\n- two, three? "Yes." No'
    assert sentences(text) == ["Take 8.5 micrograms of vitamin d.", "It is free.", "one", "two, three?", '"Yes.', "No"]


def test_numbers_and_joined_words_are_one_word():
    assert words_in("4,000 IU at 38°C, well-known, baby's A&E 24/7") == [
        "4,000", "IU", "at", "38°C", "well-known", "baby's", "A&E", "24/7"]  # fmt: skip


def test_reading_grade_is_the_automated_readability_index():
    # 20 letters, 6 words, 2 sentences
    assert reading_grade("Take it with food. Call us.") == pytest.approx(4.71 * 20 / 6 + 0.5 * 6 / 2 - 21.43)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call us if you are sick.", []),
        ("Call us if you are very sick.", [("long", "Call us if you are very sick.")]),
        ("Haemochromatosis complicates everything considerably.", [("hard", "answer")]),
        ("Vomiting? Do not vomit.", [("word", "vomiting"), ("word", "vomit")]),
        ("A urine test.", []),
        ("A urine test of urine.", [("word", "urine")]),
        ("vomit-free", []),
    ],
)
def test_what_is_pointed_to(text, found):
    assert [(finding.rule, finding.what) for finding in findings(text, RULES, ["answer"])] == found


def test_what_nobody_recorded_is_a_fault_with_line_and_remedy(folder):
    [fault] = folder({"greet": {"texts": ["Hello.", "Do not vomit."]}})
    assert "wordings.yml:4 greet.texts.1: the word 'vomit'. To mend it: write 'be sick', or record it" in fault


def test_a_recorded_one_is_not(folder):
    record = {"file": "wordings.yml", "rule": "word", "what": "vomit", "reason": "the name of a book"}
    assert folder({"greet": {"texts": ["Do not vomit."]}}, [record]) == []


def test_a_record_of_what_is_gone_is_a_fault(folder):
    record = {"file": "wordings.yml", "rule": "word", "what": "vomit", "reason": "the name of a book"}
    [fault] = folder({"greet": {"texts": ["Hello."]}}, [record])
    assert "plain_exceptions.yml:2 exceptions.0: nothing in wordings.yml is 'vomit' any more" in fault


def test_what_families_type_and_notes_for_reviewers_are_not_read(folder):
    texts = {"parts": [{"examples": ["i vomit a lot"]}], "sources": [{"note": "vomit"}], "check": ["vomit"]}
    assert folder(texts) == []
