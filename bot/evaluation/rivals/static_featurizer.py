"""Static embeddings as a rival: each word piece has one vector whatever stands around it, so a message costs a table look-up."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer

from bot.encoder.encoder import DIMENSION, SentenceEncoder
from bot.encoder.weights import model_folder
from bot.nlu.clauses import with_clauses
from bot.text.normalise import normalise

# Arora, Liang and Ma 2017, "A simple but tough-to-beat baseline for sentence embeddings".
RARITY = 1e-3


class PieceEncoder(SentenceEncoder):
    """The sentence encoder on word pieces alone."""

    def piece_vectors(self) -> np.ndarray:
        """Shape (vocabulary, 384): the vector of each word piece between the marks of beginning and end."""
        begin, end = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        ids = ([begin, piece, end] for piece in range(self._tokenizer.get_vocab_size()))
        return np.array([vector[:DIMENSION] for vector in self._pool.map(self._vector, ids)], np.float32)


def rarity_weights(pieces: list[list[int]], size: int) -> np.ndarray:
    """a / (a + p) for each piece of a vocabulary of this size, p being its share of all pieces seen."""
    counts = Counter(piece for message in pieces for piece in message)
    shares = np.array([counts[piece] for piece in range(size)]) / max(1, sum(counts.values()))
    return (RARITY / (RARITY + shares)).astype(np.float32)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class StaticFeaturizer(DenseFeaturizer, GraphComponent):
    """Sets one dense sentence feature (384 numbers of unit length) per message and clause."""

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._vectors = np.zeros((0, 0), np.float32)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> StaticFeaturizer:
        """Make an untrained featurizer."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def train(self, training_data: TrainingData) -> Resource:
        """Compute the vectors of all word pieces and weigh them by their rarity in the training examples."""
        vectors = PieceEncoder().piece_vectors()
        pieces = [self._pieces(example.get(TEXT)) for example in training_data.training_examples if example.get(TEXT)]
        self._vectors = vectors * rarity_weights(pieces, len(vectors))[:, None]
        with self._model_storage.write_to(self._resource) as folder:
            np.save(folder / "vectors.npy", self._vectors.astype(np.float16), allow_pickle=False)
        return self._resource

    def _pieces(self, text: str) -> list[int]:
        return self._tokenizer.encode(normalise(text), add_special_tokens=False).ids

    def process(self, messages: list[Message]) -> list[Message]:
        """Set features on messages and their clauses."""
        self._featurize(with_clauses(messages))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set features on the training examples."""
        self._featurize(training_data.training_examples)
        return training_data

    def _featurize(self, messages: list[Message]) -> None:
        for message in messages:
            if not message.get(TEXT):
                continue
            total = self._vectors[self._pieces(message.get(TEXT))].sum(axis=0)
            unit = (total / (np.linalg.norm(total) or 1.0)).astype(np.float32)
            message.add_features(Features(unit[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 (Rasa's signature)
    ) -> StaticFeaturizer:
        """Load what train wrote."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._vectors = np.load(folder / "vectors.npy", allow_pickle=False).astype(np.float32)
        return component
