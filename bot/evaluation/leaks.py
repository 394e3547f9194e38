"""Finds held-out messages that are also in the training data, whole or with one word changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.evaluation.cases import read_cases
from bot.paths import ROOT
from bot.text.normalise import normalise

_NOT_WORD = re.compile(r"[^\w\s]")
# Messages of fewer words are compared whole only: "vitamin d?" and "vitamin c?" differ by a word and are no leak.
FEWEST_WORDS = 5


@dataclass(frozen=True)
class Leak:
    """A test message and the training message it equals or nearly equals."""

    held_out: str
    training: str
    file: Path

    def __str__(self) -> str:
        return (
            f"{self.file.relative_to(ROOT)}: '{self.training}' is (nearly) the test message '{self.held_out}'. "
            "Remove it from training."
        )


def words_of(text: str) -> tuple[str, ...]:
    """The normalised words without marks."""
    return tuple(_NOT_WORD.sub(" ", normalise(text)).split())


def masks(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words with each one in turn blanked; equal masks mean: equal but for one word."""
    if len(words) >= FEWEST_WORDS:
        for index in range(len(words)):
            yield (*words[:index], "_", *words[index + 1 :])


def training_messages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every example of data/nlu, with its file."""
    for path in sorted(folder.glob("data/nlu/**/*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                yield path, line.removeprefix("- ").strip()


def find_leaks(root: Path = ROOT) -> list[Leak]:
    """All leaks between data/ and tests/held_out and tests/development."""
    seen: dict[tuple[str, ...], tuple[Path, str]] = {}
    for path, text in training_messages(root):
        words = words_of(text)
        for form in (words, *masks(words)):
            seen.setdefault(form, (path, text))
    leaks = []
    cases = [*read_cases(root / "tests" / "held_out"), *read_cases(root / "tests" / "development")]
    for text in dict.fromkeys(turn for case in cases if len(case.turns) == 1 for turn in case.turns):
        words = words_of(text)
        hit = next((seen[form] for form in (words, *masks(words)) if form in seen), None)
        if hit and words:
            leaks.append(Leak(text, hit[1], hit[0]))
    return leaks
