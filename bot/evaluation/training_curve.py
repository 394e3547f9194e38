"""`keepwell evaluate --learning-curve`: cross-validation and learning curve of the intent classifier.

Writes docs/evaluation-training.md. The encoder's vectors are computed once; TF-IDF and classifier are fitted anew each
time, so that a fold learns nothing from its test messages. Nearly equal messages stay in one fold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import StratifiedGroupKFold, train_test_split

from bot.content.yaml_file import read_yaml
from bot.encoder import encoder_or_none
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.training_data import groups_of, training_messages
from bot.nlu.linear_intent_classifier import LinearIntentClassifier
from bot.nlu.linear_model import LinearModel, LinearSettings, joined
from bot.nlu.tfidf_featurizer import VECTORIZERS, TfidfFeaturizer, new_vectorizers
from bot.paths import ROOT
from bot.text.normalise import normalise

PAGE = ROOT / "docs" / "evaluation-training.md"
DONE = ROOT / "docs" / "confusable-pairs.yml"
DEVELOPMENT = ROOT / "tests" / "development"
TEST_SETS = ("topics", "topics_2", "topics_seen")
FOLDS = 5
SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
MOST_PAIRS = 30


@dataclass(frozen=True)
class Examples:
    """Messages with what does not change from fit to fit: normalised texts, dense vectors (None without the encoder)."""

    texts: list[str]
    dense: np.ndarray | None

    @classmethod
    def of(cls, messages: Sequence[str]) -> Examples:
        """The messages as the classifier reads them."""
        texts, encoder = [normalise(message) for message in messages], encoder_or_none()
        return cls(texts, None if encoder is None else encoder.encode_layers(texts))

    def only(self, rows: np.ndarray) -> Examples:
        """Those of these rows."""
        return Examples([self.texts[row] for row in rows], None if self.dense is None else self.dense[rows])


class Fitted:
    """TF-IDF and classifier of config.yml, fitted on some examples."""

    def __init__(self, examples: Examples, labels: np.ndarray) -> None:
        self._settings = msgspec.convert(_configured(LinearIntentClassifier), LinearSettings)
        self._vectorizers = new_vectorizers(_configured(TfidfFeaturizer))
        for vectorizer in self._vectorizers.values():
            vectorizer.fit(examples.texts)
        self.model = LinearModel.fit(self._sparse(examples), examples.dense, labels, self._settings)

    def _sparse(self, examples: Examples) -> csr_matrix:
        rows = [self._vectorizers[name].transform(examples.texts) for name in VECTORIZERS]
        return hstack(rows, format="csr", dtype=np.float32)

    def rankings(self, examples: Examples) -> np.ndarray:
        """The intents of each example, likeliest first, shape (examples, intents)."""
        features = joined(self._sparse(examples), examples.dense, self._settings.dense_weight)
        confidences, _ = self.model.confidences(features)
        return np.array(self.model.intents)[np.argsort(-confidences, axis=1)]


def _configured(component: Any) -> dict[str, Any]:  # noqa: ANN401 (a component's class)
    """The settings of a component in config.yml."""
    pipeline = read_yaml(ROOT / "config.yml")["pipeline"]
    given = next(entry for entry in pipeline if entry["name"].endswith(f".{component.__name__}"))
    return {**component.get_default_config(), **{name: value for name, value in given.items() if name != "name"}}


def cross_validate(examples: Examples, labels: np.ndarray, groups: Sequence[int], folds: int = FOLDS) -> np.ndarray:
    """The likeliest intent of each example by a classifier that was fitted without its fold."""
    guesses = np.empty(len(labels), dtype=object)
    split = StratifiedGroupKFold(folds, shuffle=True, random_state=42).split(examples.texts, labels, groups)
    for seen, unseen in split:
        guesses[unseen] = Fitted(examples.only(seen), labels[seen]).rankings(examples.only(unseen))[:, 0]
    return guesses


def part_of(labels: np.ndarray, share: float) -> np.ndarray:
    """Rows of a share of the examples, drawn evenly from every intent."""
    rows = np.arange(len(labels))
    return rows if share == 1.0 else train_test_split(rows, train_size=share, stratify=labels, random_state=42)[0]


def share_right(rankings: np.ndarray, cases: Sequence[Case], first: int = 1) -> float:
    """The share of cases with a wanted topic among the first so many intents; 0 when there are none."""
    wanted = [{case.expect["topic"], *case.also} for case in cases]
    hits = [bool(topics & set(ranking[:first])) for topics, ranking in zip(wanted, rankings, strict=True)]
    return sum(hits) / len(hits) if hits else 0.0


def confusable_pairs(labels: Sequence[str], guesses: Sequence[str]) -> list[tuple[tuple[str, str], int]]:
    """Pairs of intents taken for one another, in either direction, commonest first.

    >>> confusable_pairs(["a", "b", "b", "c"], ["b", "a", "b", "a"])
    [(('a', 'b'), 2), (('a', 'c'), 1)]
    """
    wrong = ((label, guess) for label, guess in zip(labels, guesses, strict=True) if label != guess)
    return Counter(tuple(sorted(pair)) for pair in wrong).most_common()  # type: ignore[return-value]


def what_was_done(file: Path = DONE) -> dict[tuple[str, ...], str]:
    """The remarks that a person wrote on confusable pairs, by pair in alphabetical order."""
    return {tuple(sorted(entry["pair"])): entry["done"] for entry in read_yaml(file)["pairs"]}


def write_training_evaluation(say: Callable[[str], None]) -> None:
    """Measure and write the page; 10 to 20 minutes on two cores."""
    messages = list(training_messages(ROOT))
    labels = np.array([message.intent for message in messages])
    say(f"Encoding {len(messages)} training messages")
    examples = Examples.of([message.text for message in messages])
    cases = [case for case in read_cases(DEVELOPMENT) if case.set in TEST_SETS]
    tests = Examples.of([case.turns[-1] for case in cases])
    curve = []
    for share in SHARES:
        rows = part_of(labels, share)
        say(f"Learning curve: {len(rows)} messages")
        curve.append((share, len(rows), Fitted(examples.only(rows), labels[rows]).rankings(tests)))
    say(f"Cross-validation: {FOLDS} folds")
    guesses = cross_validate(examples, labels, groups_of([message.text for message in messages]))
    PAGE.write_text("\n".join([*_curve_section(curve, cases), *_folds_section(labels, guesses)]) + "\n", "utf-8")
    say(f"Written: {PAGE.relative_to(ROOT)}")


def _curve_section(curve: Sequence[tuple[float, int, np.ndarray]], cases: Sequence[Case]) -> list[str]:
    lines = [
        "# Training data: learning curve and cross-validation",
        "",
        f"Written by `keepwell evaluate --learning-curve` on {date.today():%d %B %Y}: the intent classifier alone, without",
        "thresholds, clauses or named things. It was fitted anew for each figure.",
        "",
        "## Learning curve",
        "",
        "Share of topic questions of other authors (the development sets) whose likeliest intent is the right topic, by how much",
        "of the training messages was used (drawn evenly from every intent).",
        "",
        f"| Training messages | {' | '.join(TEST_SETS)} | all | all, right in top 3 |",
        f"| --- |{' ---: |' * (len(TEST_SETS) + 2)}",
    ]
    for share, count, rankings in curve:
        shares = []
        for name in TEST_SETS:
            rows = [row for row, case in enumerate(cases) if case.set == name]
            shares.append(share_right(rankings[rows], [cases[row] for row in rows]))
        shares += [share_right(rankings, cases), share_right(rankings, cases, first=3)]
        lines.append(f"| {share:.0%} ({count:,}) | {' | '.join(f'{value:.1%}' for value in shares)} |")
    return lines


def _folds_section(labels: np.ndarray, guesses: np.ndarray) -> list[str]:
    right, intents = labels == guesses, np.unique(labels)
    recalls = {intent: float(right[labels == intent].mean()) for intent in intents}
    weakest = sorted(recalls, key=lambda intent: recalls[intent])[:10]
    done, counts = what_was_done(), Counter(labels.tolist())
    lines = [
        "",
        "## Cross-validation",
        "",
        f"{FOLDS} folds over {len(labels):,} messages of {len(intents)} intents; messages that are equal but for one word stay in",
        f"one fold. Right: {right.mean():.1%}; mean over intents: {np.mean(list(recalls.values())):.1%}. The authors of a fold's test",
        "messages are also those of its training messages, so these figures are higher than those of strangers.",
        "",
        f"Weakest intents: {', '.join(f'{intent} {recalls[intent]:.0%}' for intent in weakest)}.",
        "",
        "## Confusable pairs",
        "",
        "Taken for one another in cross-validation, in either direction. What was done stands in",
        "[confusable-pairs.yml](confusable-pairs.yml) and is filled in by a person.",
        "",
        "| Pair | Messages of both | Confused | What was done |",
        "| --- | ---: | ---: | --- |",
    ]
    for (one, other), count in confusable_pairs(labels.tolist(), guesses.tolist())[:MOST_PAIRS]:
        remark = done.get((one, other), "not looked at yet")
        lines.append(f"| {one}, {other} | {counts[one] + counts[other]} | {count} | {remark} |")
    return lines
