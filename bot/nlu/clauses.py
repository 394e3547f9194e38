"""The clauses of a message travel with it as messages of their own, so that featurizers treat them alike."""

from __future__ import annotations

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.text.clauses import split_clauses

CLAUSES = "clauses"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseSplitter(GraphComponent):
    """Adds the list of clause messages under CLAUSES; training examples are left whole."""

    @classmethod
    def create(
        cls,
        config: dict,
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClauseSplitter:
        """Make the component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Split each message's text."""
        for message in messages:
            texts = split_clauses(message.get(TEXT) or "")
            message.set(CLAUSES, [Message(data={TEXT: text}) for text in texts])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training examples whole."""
        return training_data


def with_clauses(messages: list[Message]) -> list[Message]:
    """The messages and their clauses in one flat list."""
    return [part for message in messages for part in (message, *(message.get(CLAUSES) or []))]
