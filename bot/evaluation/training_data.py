"""The messages of data/nlu, and which of them are all but the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.text.normalise import normalise

_NOT_WORD = re.compile(r"[^\w\s]")
# Messages of fewer words are compared whole only: "vitamin d?" and "vitamin c?" differ by a word and are no leak.
FEWEST_WORDS = 5


@dataclass(frozen=True)
class TrainingMessage:
    """One example with its file and intent."""

    file: Path
    intent: str
    text: str


def training_messages(root: Path) -> Iterator[TrainingMessage]:
    """Every example of data/nlu."""
    for path in sorted(root.glob("data/nlu/**/*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                yield TrainingMessage(path, entry["intent"], line.removeprefix("- ").strip())


def words_of(text: str) -> tuple[str, ...]:
    """The normalised words without marks."""
    return tuple(_NOT_WORD.sub(" ", normalise(text)).split())


def masks(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words with each one in turn blanked; equal masks mean: equal but for one word."""
    if len(words) >= FEWEST_WORDS:
        for index in range(len(words)):
            yield (*words[:index], "_", *words[index + 1 :])


def groups_of(texts: Sequence[str]) -> list[int]:
    """A number for each text; texts that are equal, or equal but for one word, get the same one, and so do their like.

    >>> groups_of(["how much vitamin d a day", "how much vitamin c a day", "hello"])
    [0, 0, 2]
    """
    parent = list(range(len(texts)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    seen: dict[tuple[str, ...], int] = {}
    for number, text in enumerate(texts):
        words = words_of(text)
        for form in (words, *masks(words)):
            parent[root(number)] = root(seen.setdefault(form, number))
    return [root(number) for number in range(len(texts))]
