"""A linear support vector classifier with calibrated confidence, and a second one for danger or no danger.

Chosen over DIET on a trial (design.md): as good, a fifth of the time a message, a twentieth of the training.
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
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from bot.encoder.encoder import DIMENSION
from bot.nlu.clauses import CLAUSES
from bot.nlu.features import sentence_matrix
from bot.nlu.intents import intent_kinds

# What SentenceEncoderFeaturizer sets: two vectors of the encoder.
DENSE_COLUMNS = 2 * DIMENSION
Unfold = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
# Under this key a message and each of its clauses carry {intent: confidence} over all intents.
CONFIDENCES = "confidences"
# ... and under this one the confidence that it tells of any danger sign.
DANGER = "danger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Sets CONFIDENCES and DANGER on messages and clauses; TurnDecider makes the intent of them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: inverse regularisation. `dense_weight`: weight of the encoder beside TF-IDF.
        `danger_C`: the same for the danger classifier.
        `dense_dimensions`: to so many principal components the encoder's numbers are reduced while fitting.
        `calibration_train`, `calibration_share`: parts of the examples on which a smaller model is fitted and
        the temperature is fitted to it.
        """
        return {
            "C": 1.0,
            "danger_C": 0.5,
            "dense_weight": 1.0,
            "dense_dimensions": 256,
            "calibration_train": 0.5,
            "calibration_share": 0.2,
            "random_state": 42,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self.intents: list[str] = []
        self.weights = np.zeros((0, 0), np.float32)
        self.bias = np.zeros(0, np.float32)
        self.temperature = 1.0
        # log-odds of danger = these times (1, log-odds of all urgent intents, score of the danger classifier)
        self.danger_mix = np.array([0.0, 1.0, 0.0])
        self._class_weights: dict[str, float] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """Make an untrained classifier."""
        return cls({**cls.get_default_config(), **config}, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit weights and temperature on the intent examples."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        features, unfold = self._reduced(sentence_matrix(examples, self._config["dense_weight"]))
        labels = np.array([example.get(INTENT) for example in examples])
        self._class_weights = damped_class_weights(labels)
        with ThreadPoolExecutor(2) as pool:  # liblinear lets go of the interpreter's lock
            calibration = pool.submit(self._calibrate, features, labels)
            model = pool.submit(self._new_model().fit, features, labels).result()
            calibration.result()
        self.intents = [str(label) for label in model.classes_]
        danger = self._danger_model().fit(features, is_urgent(labels))
        # one column more for danger, so that a message is multiplied once
        weights = np.hstack([model.coef_.T, danger.coef_.T])
        weights, bias = unfold(weights, np.concatenate([model.intercept_, danger.intercept_]))
        # row by row and of the features' own type: scipy would otherwise copy all of it for every message (8 ms)
        self.weights, self.bias = np.ascontiguousarray(weights, np.float32), bias.astype(np.float32)
        self._persist()
        return self._resource

    def _reduced(self, features: csr_matrix) -> tuple[csr_matrix, Unfold]:
        """The features with fewer dense columns, and what turns weights for them into weights for all columns.

        The principal components keep what the classifier uses of the encoder's 768 numbers; liblinear needs less
        than half the time with 256 (docs/adr/0003). Nothing changes for a message: the components are folded in.
        """
        dense = self._config["dense_dimensions"]
        split = features.shape[1] - DENSE_COLUMNS
        if split < 0 or features[:, split:].nnz < features.shape[0] * DENSE_COLUMNS // 2:  # no encoder
            return features, lambda weights, bias: (weights, bias)
        components = PCA(dense, random_state=self._config["random_state"])
        reduced = components.fit_transform(features[:, split:].toarray())

        def unfold(weights: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            full = components.components_.T @ weights[split:]
            return np.vstack([weights[:split], full]), bias - components.mean_ @ full

        return hstack([features[:, :split], csr_matrix(reduced.astype(np.float32))], format="csr"), unfold

    def _new_model(self) -> LinearSVC:
        return LinearSVC(
            C=self._config["C"], class_weight=self._class_weights, random_state=self._config["random_state"]
        )

    def _danger_model(self) -> LinearSVC:
        return LinearSVC(C=self._config["danger_C"], class_weight="balanced", random_state=self._config["random_state"])

    def _calibrate(self, features: csr_matrix, labels: np.ndarray) -> None:
        """Fit temperature and the weighing of danger on examples that the models scoring them have not seen."""
        seen, unseen = train_test_split(
            np.arange(len(labels)),
            train_size=self._config["calibration_train"],
            test_size=self._config["calibration_share"],
            stratify=labels,
            random_state=self._config["random_state"],
        )
        model = self._new_model().fit(features[seen], labels[seen])
        scores = model.decision_function(features[unseen])
        truth = np.searchsorted(model.classes_, labels[unseen])

        def loss(log_temperature: float) -> float:
            log_confidence = log_softmax(scores / np.exp(log_temperature), axis=1)
            return -float(log_confidence[np.arange(len(truth)), truth].mean())

        self.temperature = float(np.exp(minimize_scalar(loss, bounds=(-4, 2), method="bounded").x))
        together = softmax(scores / self.temperature, axis=1)[:, is_urgent(model.classes_)].sum(axis=1)
        danger = self._danger_model().fit(features[seen], is_urgent(labels[seen])).decision_function(features[unseen])
        mix = LogisticRegression(C=10.0).fit(
            np.column_stack([logit(clipped(together)), danger]), is_urgent(labels[unseen])
        )
        self.danger_mix = np.array([mix.intercept_[0], *mix.coef_[0]])

    def confidences(self, features: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        """Of each message: its intents' confidences in the order of `intents`, shape (messages, intents), which sum
        to 1; and the confidence that it tells of any danger sign, shape (messages,).
        """
        scores = features @ self.weights + self.bias
        intents = softmax(scores[:, :-1] / self.temperature, axis=1)
        together = intents[:, is_urgent(np.array(self.intents))].sum(axis=1)
        constant, of_intents, of_danger = self.danger_mix
        return intents, expit(constant + of_intents * logit(clipped(together)) + of_danger * scores[:, -1])

    def process(self, messages: list[Message]) -> list[Message]:
        """Set CONFIDENCES and DANGER on each message with text and on its clauses."""
        for message in messages:
            if not message.get(TEXT):
                continue
            parts = [message, *(message.get(CLAUSES) or [])]
            rows, dangers = self.confidences(sentence_matrix(parts, self._config["dense_weight"]))
            for part, row, danger in zip(parts, rows, dangers, strict=True):
                part.set(CONFIDENCES, dict(zip(self.intents, row.tolist(), strict=True)))
                part.set(DANGER, float(danger))
        return messages

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / "weights.npz", weights=self.weights, bias=self.bias)
            (folder / "classifier.json").write_text(
                json.dumps(
                    {
                        "intents": self.intents,
                        "temperature": self.temperature,
                        "danger_mix": self.danger_mix.tolist(),
                    }
                ),
                "utf-8",
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 (Rasa's signature)
    ) -> LinearIntentClassifier:
        """Load what _persist wrote; a missing file raises, since nothing would be understood without it."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            arrays = np.load(folder / "weights.npz", allow_pickle=False)
            component.weights, component.bias = arrays["weights"], arrays["bias"]
            settings = json.loads((folder / "classifier.json").read_text("utf-8"))
        component.intents, component.temperature = settings["intents"], settings["temperature"]
        component.danger_mix = np.array(settings["danger_mix"])
        return component


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
