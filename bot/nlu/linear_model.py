"""A linear support vector classifier with calibrated confidence, and a second one for danger or no danger.

A support vector machine's scores are no probabilities, so one temperature is fitted on scores of messages
that the scoring model had not seen, and confidence is the softmax of score over temperature.

Whether a message tells of any danger sign is judged twice: by the confidences of the urgent intents together, and by a
classifier that knows only "danger" and "no danger". On other authors' messages the two together gave a sixth fewer
false alarms at the same recall (docs/adr/0003); a logistic regression weighs them, on the same unseen scores.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.base import clone
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from bot.nlu.intents import intent_kinds

# liblinear's own default; scikit-learn's 0.0001 takes a tenth more time and changed no figure of the development set
TOLERANCE = 0.1
Unfold = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class LinearSettings:
    """How to fit.

    `C`: inverse regularisation. `danger_C`: the same for the danger classifier.
    `dense_weight`: weight of the encoder beside TF-IDF.
    `dense_dimensions`: to so many principal components the encoder's numbers are reduced while fitting.
    `sparse_columns`: without the encoder, so many TF-IDF columns that say most of the intents (chi squared) are used:
    half the time for the same accuracy.
    `calibration_train`, `calibration_share`: parts of the examples on which a smaller model is fitted and
    the temperature is fitted to it.
    """

    C: float = 1.0
    danger_C: float = 0.5  # noqa: N815 (as scikit-learn writes C)
    dense_weight: float = 1.0
    dense_dimensions: int = 256
    sparse_columns: int = 30_000
    calibration_train: float = 0.5
    calibration_share: float = 0.2
    random_state: int = 42


@dataclass
class LinearModel:
    """Fitted weights: one column for each intent and one more for danger, so that a message is multiplied once."""

    intents: list[str]
    weights: np.ndarray  # (features, intents + 1), float32, row by row
    bias: np.ndarray  # (intents + 1,)
    temperature: float
    # log-odds of danger = these times (1, log-odds of all urgent intents, score of the danger classifier)
    danger_mix: np.ndarray

    @classmethod
    def fit(
        cls, sparse: csr_matrix, dense: np.ndarray | None, labels: np.ndarray, settings: LinearSettings
    ) -> LinearModel:
        """Fit on one row for each example; without dense features the model is one of sparse features alone."""
        features, unfold = _reduced(sparse, dense, labels, settings)
        options = {"tol": TOLERANCE, "random_state": settings.random_state}
        intent_model = LinearSVC(C=settings.C, class_weight=damped_class_weights(labels), **options)
        danger_model = LinearSVC(C=settings.danger_C, class_weight="balanced", **options)
        dangers = is_urgent(labels)
        with ThreadPoolExecutor(2) as pool:  # liblinear lets go of the interpreter's lock
            calibration = pool.submit(_calibration, features, labels, intent_model, danger_model, settings)
            model = pool.submit(clone(intent_model).fit, features, labels).result()
            danger = clone(danger_model).fit(features, dangers)
            temperature, danger_mix = calibration.result()
        weights = np.hstack([model.coef_.T, danger.coef_.T])
        weights, bias = unfold(weights, np.concatenate([model.intercept_, danger.intercept_]))
        # row by row and of the features' own type: scipy would otherwise copy all of it for every message (8 ms)
        return cls(
            [str(label) for label in model.classes_],
            np.ascontiguousarray(weights, np.float32),
            bias.astype(np.float32),
            temperature,
            danger_mix,
        )

    def confidences(self, features: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        """Of each message: its intents' confidences in the order of `intents`, shape (messages, intents), which sum
        to 1; and the confidence that it tells of any danger sign, shape (messages,).
        """
        scores = features @ self.weights + self.bias
        intents = softmax(scores[:, :-1] / self.temperature, axis=1)
        together = intents[:, is_urgent(np.array(self.intents))].sum(axis=1)
        constant, of_intents, of_danger = self.danger_mix
        return intents, expit(constant + of_intents * logit(clipped(together)) + of_danger * scores[:, -1])

    def save(self, folder: Path, name: str) -> None:
        """Write <name>.npz and <name>.json; weights in half precision, which moves no confidence by more than 0.001."""
        np.savez(folder / f"{name}.npz", weights=self.weights.astype(np.float16), bias=self.bias)
        numbers = {"temperature": self.temperature, "danger_mix": self.danger_mix.tolist()}
        (folder / f"{name}.json").write_text(json.dumps({"intents": self.intents, **numbers}), "utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> LinearModel:
        """Read what save wrote, without pickle; a missing file raises FileNotFoundError."""
        arrays = np.load(folder / f"{name}.npz", allow_pickle=False)
        settings = json.loads((folder / f"{name}.json").read_text("utf-8"))
        return cls(
            settings["intents"],
            arrays["weights"].astype(np.float32),
            arrays["bias"],
            settings["temperature"],
            np.array(settings["danger_mix"]),
        )


def joined(sparse: csr_matrix, dense: np.ndarray | None, dense_weight: float) -> csr_matrix:
    """The features side by side, as a fitted model wants them."""
    if dense is None:
        return sparse
    return hstack([sparse, csr_matrix(dense * dense_weight)], format="csr", dtype=np.float32)


def _reduced(
    sparse: csr_matrix, dense: np.ndarray | None, labels: np.ndarray, settings: LinearSettings
) -> tuple[csr_matrix, Unfold]:
    """The features with fewer columns, and what turns weights for them into weights for all columns.

    The principal components keep what the classifier uses of the encoder's 768 numbers; liblinear needs less
    than half the time with 256 (docs/adr/0003). Nothing changes for a message: the components are folded in.
    """
    if dense is None:
        best = SelectKBest(chi2, k=min(settings.sparse_columns, sparse.shape[1])).fit(sparse, labels)
        return best.transform(sparse), lambda weights, bias: (best.inverse_transform(weights.T).T, bias)
    components = PCA(min(settings.dense_dimensions, *dense.shape), random_state=settings.random_state)
    reduced = components.fit_transform(dense * settings.dense_weight)
    split = sparse.shape[1]

    def unfold(weights: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        full = components.components_.T @ weights[split:]
        return np.vstack([weights[:split], full]), bias - components.mean_ @ full

    return hstack([sparse, csr_matrix(reduced.astype(np.float32))], format="csr"), unfold


def _calibration(
    features: csr_matrix, labels: np.ndarray, intent_model: LinearSVC, danger_model: LinearSVC, settings: LinearSettings
) -> tuple[float, np.ndarray]:
    """Temperature and weighing of danger, fitted on examples that the models scoring them have not seen."""
    seen, unseen = train_test_split(
        np.arange(len(labels)),
        train_size=settings.calibration_train,
        test_size=settings.calibration_share,
        stratify=labels,
        random_state=settings.random_state,
    )
    model = clone(intent_model).fit(features[seen], labels[seen])
    scores = model.decision_function(features[unseen])
    truth = np.searchsorted(model.classes_, labels[unseen])

    def loss(log_temperature: float) -> float:
        log_confidence = log_softmax(scores / np.exp(log_temperature), axis=1)
        return -float(log_confidence[np.arange(len(truth)), truth].mean())

    temperature = float(np.exp(minimize_scalar(loss, bounds=(-4, 2), method="bounded").x))
    together = softmax(scores / temperature, axis=1)[:, is_urgent(model.classes_)].sum(axis=1)
    danger = clone(danger_model).fit(features[seen], is_urgent(labels[seen])).decision_function(features[unseen])
    mix = LogisticRegression(C=10.0).fit(np.column_stack([logit(clipped(together)), danger]), is_urgent(labels[unseen]))
    return temperature, np.array([mix.intercept_[0], *mix.coef_[0]])


def is_urgent(labels: np.ndarray) -> np.ndarray:
    """Which of the intents are danger signs, as booleans."""
    return np.isin(labels, list(intent_kinds().urgent))


def clipped(share: np.ndarray) -> np.ndarray:
    """Away from 0 and 1, where log-odds have no end."""
    return np.clip(share, 1e-6, 1 - 1e-6)


def damped_class_weights(labels: np.ndarray) -> dict[str, float]:
    """Weights by the square root of rarity.

    "Balanced" weights made each of the many out-of-scope examples count for so little that strangers' questions
    about something else were answered with a topic; no weights at all cost recall of small danger-sign groups.

    >>> damped_class_weights(np.array(["a"] * 4 + ["b"]))
    {'a': 0.79..., 'b': 1.58...}
    """
    names, counts = np.unique(labels, return_counts=True)
    weights = np.sqrt(len(labels) / len(names) / counts)
    return {str(name): float(weight) for name, weight in zip(names, weights, strict=True)}
