import numpy as np
import pytest

from bot.evaluation.cases import Case
from bot.evaluation.training_curve import confusable_pairs, part_of, share_right, what_was_done
from bot.evaluation.training_data import groups_of, training_messages

RANKINGS = np.array([["exercise", "vitamin_d", "alcohol"], ["alcohol", "scans", "exercise"]])


def case(topic, *also):
    return Case("topics", "a", ["text"], {"topic": topic}, list(also))


def test_nearly_equal_messages_share_a_group():
    texts = ["how much vitamin d a day", "Hello!", "how much vitamin c a day", "how much vitamin c a week", "hello"]
    groups = groups_of(texts)
    assert groups[0] == groups[2] == groups[3]
    assert groups[1] == groups[4] != groups[0]


def test_share_right_first_and_in_three():
    cases = [case("vitamin_d"), case("scans", "alcohol")]
    assert share_right(RANKINGS, cases) == 0.5
    assert share_right(RANKINGS, cases, first=2) == 1.0
    assert share_right(RANKINGS[:0], []) == 0.0


def test_pairs_are_counted_in_both_directions():
    assert confusable_pairs(["b", "a", "a", "c"], ["a", "b", "a", "a"]) == [(("a", "b"), 2), (("a", "c"), 1)]


def test_a_part_is_drawn_evenly():
    labels = np.array(["a"] * 20 + ["b"] * 60)
    rows = part_of(labels, 0.25)
    assert [(labels[rows] == intent).sum() for intent in "ab"] == [5, 15]
    assert len(part_of(labels, 1.0)) == 80


def test_remarks_are_found_whatever_the_order(tmp_path):
    file = tmp_path / "pairs.yml"
    file.write_text("pairs:\n- {pair: [b, a], done: told apart}\n")
    assert what_was_done(file) == {("a", "b"): "told apart"}


def test_examples_come_with_file_and_intent(tmp_path):
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    path = tmp_path / "data" / "nlu" / "x.yml"
    path.write_text("nlu:\n- intent: x\n  examples: |\n    - one\n    - two\n")
    assert [(message.file, message.intent, message.text) for message in training_messages(tmp_path)] == [
        (path, "x", "one"),
        (path, "x", "two"),
    ]


@pytest.mark.parametrize("name", ["LinearIntentClassifier", "TfidfFeaturizer"])
def test_settings_come_from_config(name):
    from bot.evaluation import training_curve

    assert training_curve._configured(getattr(training_curve, name))
