"""Turns the words of a week of pregnancy into its number."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

ENTITY = "weeks_of_pregnancy"
FIRST, LAST = 3, 43  # a test is positive from about week 4; few babies are born after 42
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_NUMBERS = {word: number for number, word in enumerate([*_UNITS, "seventeen", "eighteen", "nineteen"], 1)}
_NUMBERS |= {"twenty": 20, "thirty": 30, "forty": 40}


def week_number(words: str) -> int | None:
    """Completed weeks in words like "28wks", "24+3", "week 12", "twenty eight weeks"; None outside 3 to 43.

    >>> week_number("24+3"), week_number("thirty one weeks"), week_number("90 weeks")
    (24, 31, None)
    """
    digits = re.search(r"\d+", words)
    number = int(digits[0]) if digits else sum(_NUMBERS.get(word, 0) for word in words.lower().split())
    return number if FIRST <= number <= LAST else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WeeksOfPregnancy(GraphComponent):
    """Gives each weeks_of_pregnancy entity its number as value and drops impossible ones.

    When a message names several weeks ("24+3 ... at 28 weeks"), the first is taken for hers.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WeeksOfPregnancy:
        """Make the component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Rewrite the entities of each message."""
        for message in messages:
            kept: list[dict[str, Any]] = []
            found = False
            for entity in message.get(ENTITIES) or []:
                if entity["entity"] != ENTITY:
                    kept.append(entity)
                    continue
                week = week_number(entity["value"])
                if week is not None and not found:
                    kept.append({**entity, "value": week})
                    found = True
            message.set(ENTITIES, kept, add_to_output=True)
        return messages
