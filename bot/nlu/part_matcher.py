"""Finds which named part of each topic a message asks for (docs/adr/0014).

The parts and ways of asking for them are content (content/topics/<id>.yml, `examples`), so a part added
there is found after the next training without touching data/nlu.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from bot.content import load_library
from bot.encoder import encoder_or_none
from bot.encoder.encoder import DIMENSION
from bot.nlu.features import dense_matrix
from bot.paths import CONTENT
from bot.text.normalise import normalise

# Under this key a message carries {topic: [[part, similarity, share], ...]} of every topic it is near to: the parts with the
# nearest examples, nearest first, and each part's share by a classifier that knows only this topic's parts.
PARTS = "parts"
MOST_PARTS = 4
# Less similar parts say nothing; they would only make every stored message and every call of an action longer.
LEAST_SIMILARITY = 0.3
# How closely each topic's classifier follows its few examples; 3 and 10 did the same on the development follow-ups.
C = 3.0


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PartMatcher(GraphComponent):
    """Nearest example by cosine similarity of sentence vectors, and a logistic regression for each topic.

    Needs SentenceEncoderFeaturizer before it. Without the encoder no part is near: topics are answered by their short
    answer, and follow-ups by their kind.
    """

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._parts: list[tuple[str, str]] = []
        self._vectors = np.zeros((0, 0), np.float32)
        # scores of all parts: vector (both layers) times weights plus bias; a topic's parts compete with each other only
        self._weights = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)
        self._names: list[tuple[str, str]] = []  # (topic, part), one for each part
        self._starts = np.zeros(0, int)  # the row of each part's first example
        self._rows: dict[str, slice] = {}  # which of the parts are a topic's; they stand together

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PartMatcher:
        """Make an untrained matcher; it has no settings."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Encode every part's title and examples, and fit each topic's classifier."""
        examples = part_examples(CONTENT)
        self._parts = [(topic, part) for topic, part, _ in examples]
        encoder = encoder_or_none()
        if encoder is not None:
            vectors = encoder.encode_layers([normalise(text) for _, _, text in examples])
            self._vectors = vectors[:, :DIMENSION]
            self._index()
            self._fit(vectors)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / "parts.json").write_text(json.dumps(self._parts), "utf-8")
            np.savez(folder / "parts.npz", vectors=self._vectors, weights=self._weights, bias=self._bias)
        return self._resource

    def _fit(self, vectors: np.ndarray) -> None:
        labels = np.array([part for _, part in self._parts])
        self._weights = np.zeros((vectors.shape[1], len(self._names)), np.float32)
        self._bias = np.zeros(len(self._names), np.float32)
        for rows in self._rows.values():
            names = np.array([part for _, part in self._names[rows]])
            first, last = self._starts[rows.start], [*self._starts, len(labels)][rows.stop]
            model = LogisticRegression(C=C, max_iter=300).fit(vectors[first:last], labels[first:last])
            place = [int(np.flatnonzero(names == part)[0]) + rows.start for part in model.classes_]
            self._weights[:, place], self._bias[place] = model.coef_.T, model.intercept_

    def process(self, messages: list[Message]) -> list[Message]:
        """Set PARTS on each message."""
        for message in messages:
            if not message.get(TEXT):
                continue
            dense = dense_matrix([message])
            parts = {} if dense is None or not len(self._vectors) else self._best_parts(dense[0])
            message.set(PARTS, parts, add_to_output=True)
        return messages

    def _best_parts(self, vector: np.ndarray) -> dict[str, list[tuple[str, float, float]]]:
        # the examples of one part stand together, so its nearest one is a maximum over a slice
        nearest = np.maximum.reduceat(self._vectors @ vector[:DIMENSION], self._starts)
        scores = vector @ self._weights + self._bias
        best: dict[str, list[tuple[str, float, float]]] = {}
        for topic, rows in self._rows.items():
            if nearest[rows].max() < LEAST_SIMILARITY:
                continue
            shares = softmax(scores[rows])
            best[topic] = [
                (self._names[rows][row][1], round(float(nearest[rows][row]), 3), round(float(shares[row]), 3))
                for row in np.argsort(-nearest[rows])[:MOST_PARTS]
            ]
        return best

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ANN401 (Rasa's signature)
    ) -> PartMatcher:
        """Load what train wrote."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._parts = [tuple(pair) for pair in json.loads((folder / "parts.json").read_text("utf-8"))]
            arrays = np.load(folder / "parts.npz", allow_pickle=False)
        component._vectors, component._weights, component._bias = (
            arrays[name] for name in ("vectors", "weights", "bias")
        )
        component._index()
        return component

    def _index(self) -> None:
        self._names = list(dict.fromkeys(self._parts))
        self._starts = np.array([self._parts.index(name) for name in self._names])
        topics = [topic for topic, _ in self._names]
        for topic in dict.fromkeys(topics):
            first = topics.index(topic)
            self._rows[topic] = slice(first, first + topics.count(topic))


def part_examples(content: Path) -> list[tuple[str, str, str]]:
    """(topic, part, way of asking) for every part of every topic."""
    return [
        (topic.id, part.id, text)
        for topic in load_library(content).topics.values()
        for part in topic.parts
        for text in [part.title, *part.examples]
    ]
