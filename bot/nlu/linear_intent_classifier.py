"""The linear classifier as a Rasa component, with a second set of weights for when the sentence encoder can't be had.

Chosen over DIET on a trial (design.md): as good, a fifth of the time a message, a twentieth of the training.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import msgspec
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import encoder_or_none
from bot.nlu.clauses import CLAUSES
from bot.nlu.features import dense_matrix, sparse_matrix
from bot.nlu.intents import intent_kinds
from bot.nlu.linear_model import LinearModel, LinearSettings, joined

# Under this key a message and each of its clauses carry {intent: confidence} over all intents.
CONFIDENCES = "confidences"
# ... and under this one the confidence that it tells of any danger sign.
DANGER = "danger"
# The stored sets of weights: for all features, and for TF-IDF alone.
FULL, SPARSE = "full", "sparse"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Sets CONFIDENCES and DANGER on messages and clauses; TurnDecider makes the intent of them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The fields of LinearSettings."""
        return asdict(LinearSettings())

    def __init__(self, settings: LinearSettings, model_storage: ModelStorage, resource: Resource) -> None:
        self._settings = settings
        self._model_storage = model_storage
        self._resource = resource
        self._models: dict[str, LinearModel] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """Make an untrained classifier; raises msgspec.ValidationError when a setting is of the wrong type."""
        given = {name: config.get(name, default) for name, default in cls.get_default_config().items()}
        return cls(msgspec.convert(given, LinearSettings), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit both sets of weights on the intent examples; only the second when the featurizers had no encoder."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        sparse, dense = sparse_matrix(examples), dense_matrix(examples)
        labels = np.array([example.get(INTENT) for example in examples])
        wanted = {SPARSE: None} if dense is None else {FULL: dense, SPARSE: None}
        intent_kinds()  # reads content/, which two threads must not do at once
        with ThreadPoolExecutor(len(wanted)) as pool:  # liblinear lets go of the interpreter's lock
            fitted = {
                name: pool.submit(LinearModel.fit, sparse, d, labels, self._settings) for name, d in wanted.items()
            }
        self._models = {name: fit.result() for name, fit in fitted.items()}
        with self._model_storage.write_to(self._resource) as folder:
            for name, model in self._models.items():
                model.save(folder, name)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set CONFIDENCES and DANGER on each message with text and on its clauses."""
        full = self._models.get(FULL)
        for message in messages:
            if not message.get(TEXT):
                continue
            parts = [message, *(message.get(CLAUSES) or [])]
            dense = None if full is None else dense_matrix(parts)
            model = self._models[SPARSE] if full is None or dense is None else full
            rows, dangers = model.confidences(joined(sparse_matrix(parts), dense, self._settings.dense_weight))
            for part, row, danger in zip(parts, rows, dangers, strict=True):
                part.set(CONFIDENCES, dict(zip(model.intents, row.tolist(), strict=True)))
                part.set(DANGER, float(danger))
        return messages

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 (Rasa's signature)
    ) -> LinearIntentClassifier:
        """Load the weights that fit what is here; a missing file raises, since nothing would be understood without it."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            trained_with_encoder = (folder / f"{FULL}.npz").is_file()
            # only one of the two, for they take 60 MB each
            name = FULL if trained_with_encoder and encoder_or_none() is not None else SPARSE
            component._models[name] = LinearModel.load(folder, name)
        return component
