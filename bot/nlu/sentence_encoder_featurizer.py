"""Sentence vectors of all-MiniLM-L6-v2 as a Rasa dense featurizer."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import encoder_or_none
from bot.nlu.clauses import with_clauses
from bot.text.normalise import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Sets one dense sentence feature (768 numbers: last and middle layer, each of unit length) per message and clause.

    Without the encoder it sets none, and the components after it do with TF-IDF alone.
    """

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = encoder_or_none()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Load the encoder, or warn that it can't be had."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Set features on messages and their clauses."""
        self._featurize(with_clauses(messages))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set features on the training examples."""
        self._featurize(training_data.training_examples)
        return training_data

    def _featurize(self, messages: list[Message]) -> None:
        if self._encoder is None:
            return
        messages = [message for message in messages if message.get(TEXT)]
        vectors = self._encoder.encode_layers([normalise(message.get(TEXT)) for message in messages])
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
