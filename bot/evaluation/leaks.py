"""Finds held-out messages that are also in the training data, whole or with one word changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.cases import read_cases
from bot.evaluation.training_data import masks, training_messages, words_of
from bot.paths import ROOT


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


def find_leaks(root: Path = ROOT) -> list[Leak]:
    """All leaks between data/ and tests/held_out and tests/development."""
    seen: dict[tuple[str, ...], tuple[Path, str]] = {}
    for message in training_messages(root):
        words = words_of(message.text)
        for form in (words, *masks(words)):
            seen.setdefault(form, (message.file, message.text))
    leaks = []
    cases = [*read_cases(root / "tests" / "held_out"), *read_cases(root / "tests" / "development")]
    for text in dict.fromkeys(turn for case in cases if len(case.turns) == 1 for turn in case.turns):
        words = words_of(text)
        hit = next((seen[form] for form in (words, *masks(words)) if form in seen), None)
        if hit and words:
            leaks.append(Leak(text, hit[1], hit[0]))
    return leaks
