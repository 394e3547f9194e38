"""Word and character TF-IDF over normalised text.

Rasa's CountVectorsFeaturizer counts without weighting; on our trial (design.md) weighting by rarity and
characters within words were worth several points on misspelt messages.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.clauses import with_clauses
from bot.text.normalise import normalise

VECTORIZERS = ("word", "character")


def new_vectorizers(config: dict[str, Any]) -> dict[str, TfidfVectorizer]:
    """One vectorizer for each of VECTORIZERS, unfitted; `config` as in TfidfFeaturizer.get_default_config."""
    return {
        "word": TfidfVectorizer(
            ngram_range=tuple(config["word_ngrams"]),
            min_df=config["word_min_messages"],
            token_pattern=r"(?u)\b\w+\b",  # noqa: S106 (no password)
            sublinear_tf=True,
        ),
        "character": TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=tuple(config["character_ngrams"]),
            min_df=config["character_min_messages"],
            sublinear_tf=True,
        ),
    }


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TfidfFeaturizer(SparseFeaturizer, GraphComponent):
    """Sets one sparse sentence feature per message and clause."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Word n-gram and character n-gram lengths, and in how many messages a piece must occur."""
        return {
            **SparseFeaturizer.get_default_config(),
            "word_ngrams": [1, 2],
            "word_min_messages": 1,
            "character_ngrams": [2, 5],
            "character_min_messages": 2,
        }

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._vectorizers = new_vectorizers(config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TfidfFeaturizer:
        """Make an untrained featurizer."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Both n-gram settings are pairs of lengths."""
        for key in ("word_ngrams", "character_ngrams"):
            value = config[key]
            if len(value) != 2 or not 0 < value[0] <= value[1]:
                raise ValueError(f"TfidfFeaturizer: {key} must be two lengths like [1, 2], not {value}")

    def train(self, training_data: TrainingData) -> Resource:
        """Learn vocabulary and rarity from the training examples."""
        texts = [normalise(example.get(TEXT)) for example in training_data.training_examples if example.get(TEXT)]
        for vectorizer in self._vectorizers.values():
            vectorizer.fit(texts)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set features on messages and their clauses."""
        self._featurize(with_clauses(messages))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set features on the training examples."""
        self._featurize(training_data.training_examples)
        return training_data

    def _featurize(self, messages: list[Message]) -> None:
        messages = [message for message in messages if message.get(TEXT)]
        if not messages:
            return
        texts = [normalise(message.get(TEXT)) for message in messages]
        rows = hstack([self._vectorizers[name].transform(texts) for name in VECTORIZERS]).tocsr()
        for message, row in zip(messages, rows, strict=True):
            message.add_features(Features(csr_matrix(row), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            for name, vectorizer in self._vectorizers.items():
                vocabulary = {piece: int(index) for piece, index in vectorizer.vocabulary_.items()}
                (folder / f"{name}.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
                np.save(folder / f"{name}.npy", vectorizer.idf_, allow_pickle=False)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 (Rasa's signature)
    ) -> TfidfFeaturizer:
        """Load what _persist wrote; a missing file raises, since nothing would be understood without it."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            for name, vectorizer in component._vectorizers.items():
                vectorizer.vocabulary_ = json.loads((folder / f"{name}.json").read_text("utf-8"))
                vectorizer.idf_ = np.load(folder / f"{name}.npy", allow_pickle=False)
        return component
