import json
from dataclasses import asdict

import pytest

from bot.evaluation import compare
from bot.evaluation.cases import Case
from bot.evaluation.compare import digest_of, figures_of, table
from bot.evaluation.rival import Figures, Rival, read_rivals, shares

FIGURES = Figures(0.75, 0.9, 0.8, 0.6, 0.95, 8.04, 99.6, 120.2, 24.4, 500.0)
RIVAL = Rival(id="logistic", title="Logistic", config="logistic.yml", note="A note.")


def case(name, topic=None, also=()):
    return Case(name, "a", ["text"], {"topic": topic}, list(also))


def test_shares_of_the_likeliest_intents():
    cases = [
        case("topics", "vitamin_d"), case("topics", "vitamin_d", ["exercise"]), case("topics", "vitamin_d"),
        case("out_of_scope"), case("out_of_scope"), case("out_of_scope"), case("hard_negatives"), case("red_flags"),
    ]  # fmt: skip
    rankings = [
        ["vitamin_d"], ["exercise"], ["a", "b", "c", "vitamin_d"],
        ["out_of_scope"], ["vitamin_d"], ["bleeding"], ["exercise"], ["bleeding", "exercise"],
    ]  # fmt: skip
    assert shares(cases, rankings, {"vitamin_d", "exercise"}, {"bleeding"}) == {
        "topics": pytest.approx(2 / 3),
        "topics_in_three": pytest.approx(2 / 3),
        "out_of_scope": pytest.approx(1 / 3),
        "hard_negatives": 1.0,
        "red_flags": 1.0,
    }


def test_rivals_of_our_own_components_are_made_from_config():
    rivals = {rival.id: [entry["name"] for entry in rival.pipeline_config()["pipeline"]] for rival in read_rivals()}
    encoder = "bot.nlu.sentence_encoder_featurizer.SentenceEncoderFeaturizer"
    assert encoder in rivals["ours"]
    assert encoder not in rivals["tfidf"] + rivals["static"]
    assert "bot.evaluation.rivals.static_featurizer.StaticFeaturizer" in rivals["static"]
    assert "DIETClassifier" in rivals["diet"]


def test_only_what_changed_is_measured_again(tmp_path, monkeypatch):
    monkeypatch.setattr(compare, "KEPT", tmp_path)
    (tmp_path / f"logistic-{digest_of(RIVAL)[:16]}.json").write_text(json.dumps(asdict(FIGURES)))
    assert figures_of(RIVAL, print) == FIGURES
    assert figures_of(Rival(id="other", title="", config="diet.yml"), print, measure=False) is None


def test_the_digest_of_a_rival_of_ours_knows_our_code(tmp_path):
    ours = Rival(id="ours", title="", config="ours")
    before = digest_of(ours, tmp_path), digest_of(RIVAL, tmp_path)
    (tmp_path / "bot" / "nlu").mkdir(parents=True)
    (tmp_path / "bot" / "nlu" / "x.py").write_text("changed")
    assert digest_of(ours, tmp_path) != before[0]
    assert digest_of(RIVAL, tmp_path) == before[1]


def test_a_row_for_each_rival_and_its_note():
    text = "\n".join(table([(RIVAL, FIGURES), (RIVAL, None)]))
    row = "75.0% | 90.0% | 80.0% | 60.0% | 95.0% | 8.0 ms | 100 s (120 s) | 24 MB | 500 MB |"
    assert f"| Logistic | {row}" in text
    assert "| Logistic | not measured | | | | | | | | |" in text
    assert "- Logistic: A note." in text
