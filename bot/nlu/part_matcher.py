"""Finds which named part of each topic a message asks for.

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

from bot.content import load_library
from bot.encoder import encoder_or_none
from bot.nlu.features import dense_matrix
from bot.paths import CONTENT
from bot.text.normalise import normalise

# Under this key a message carries {topic: [part, similarity]}, its likeliest part of every topic it is near to.
PARTS = "parts"
# Less similar parts say nothing; they would only make every stored message and every call of an action longer.
LEAST_SIMILARITY = 0.3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PartMatcher(GraphComponent):
    """Nearest example by cosine similarity of sentence vectors; needs SentenceEncoderFeaturizer before it.

    Without the encoder no part is near: topics are answered by their short answer, and follow-ups by their kind.
    """

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._parts: list[tuple[str, str]] = []
        self._vectors = np.zeros((0, 0), np.float32)
        self._rows: dict[str, slice] = {}  # the rows of each topic, which stand together

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
        """Encode every part's title and examples."""
        examples = part_examples(CONTENT)
        self._parts = [(topic, part) for topic, part, _ in examples]
        encoder = encoder_or_none()
        if encoder is not None:
            self._vectors = encoder.encode([normalise(text) for _, _, text in examples])
        with self._model_storage.write_to(self._resource) as folder:
            (folder / "parts.json").write_text(json.dumps(self._parts), "utf-8")
            np.save(folder / "vectors.npy", self._vectors, allow_pickle=False)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set PARTS on each message."""
        for message in messages:
            if not message.get(TEXT):
                continue
            dense = dense_matrix([message])
            parts = {} if dense is None or not len(self._vectors) else self._best_parts(dense[0])
            message.set(PARTS, parts, add_to_output=True)
        return messages

    def _best_parts(self, vector: np.ndarray) -> dict[str, tuple[str, float]]:
        similarities = self._vectors @ vector[: self._vectors.shape[1]]  # the last layer's part of the features
        best: dict[str, tuple[str, float]] = {}
        for topic, rows in self._rows.items():
            nearest = rows.start + int(similarities[rows].argmax())
            if similarities[nearest] >= LEAST_SIMILARITY:
                best[topic] = (self._parts[nearest][1], round(float(similarities[nearest]), 3))
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
            component._vectors = np.load(folder / "vectors.npy", allow_pickle=False)
        topics = [topic for topic, _ in component._parts]
        for topic in dict.fromkeys(topics):
            first = topics.index(topic)
            component._rows[topic] = slice(first, first + topics.count(topic))
        return component


def part_examples(content: Path) -> list[tuple[str, str, str]]:
    """(topic, part, way of asking) for every part of every topic."""
    return [
        (topic.id, part.id, text)
        for topic in load_library(content).topics.values()
        for part in topic.parts
        for text in [part.title, *part.examples]
    ]
