"""How far the confidence of a turn can be believed: of the turns with 80 %, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.cases import Result

BINS = 10
_BAR = 20


@dataclass(frozen=True)
class Bin:
    """The turns whose confidence lies from `low` up to `high` (1 belongs to the last bin)."""

    low: float
    high: float
    count: int
    confidence: float  # their mean
    accuracy: float


def first_guess(result: Result) -> str | None:
    """What the turn's confidence speaks of: the topic answered, else the small talk shown, else the first suggestion.

    None where a danger card leads: there, the confidence is the group's share of the danger, and no topic is meant.
    """
    turn = result.turn
    if result.any_card and not result.conditional_card:
        return None
    return turn["topic"] or turn["conversation"] or next(iter(turn["suggestions"]), turn["kind"])


def guesses(results: Iterable[Result]) -> list[tuple[float, bool]]:
    """(confidence, whether the first guess is the topic expected) of each result that has a guess."""
    pairs = []
    for result in results:
        guess = first_guess(result)
        if guess is not None:
            pairs.append((float(result.turn["confidence"]), guess in {result.case.expect["topic"], *result.case.also}))
    return pairs


def reliability(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """The curve: equally wide bins from confidence 0 to 1; those without turns are left out."""
    confidences = np.array([confidence for confidence, _ in pairs])
    right = np.array([right for _, right in pairs], float)
    index = np.minimum((confidences * bins).astype(int), bins - 1)
    curve = []
    for number in np.unique(index):
        inside = index == number
        mean, accuracy = float(confidences[inside].mean()), float(right[inside].mean())
        curve.append(Bin(number / bins, (number + 1) / bins, int(inside.sum()), mean, accuracy))
    return curve


def expected_calibration_error(curve: Sequence[Bin]) -> float:
    """Mean distance between confidence and accuracy of the bins, weighed by their turns; 0 when there are none."""
    total = sum(entry.count for entry in curve)
    return sum(entry.count * abs(entry.confidence - entry.accuracy) for entry in curve) / total if total else 0.0


def calibration_section(results: Iterable[Result]) -> list[str]:
    """The curve for the report: a table with a bar for confidence (light) and accuracy (dark) of each bin."""
    curve = reliability(guesses(results))
    lines = ["", "## Calibration", ""]
    lines += [
        "Confidence of a turn against how often its first guess (the answer, or the first suggestion) is the topic expected,",
        "on the held-out topics. Turns in which a danger card leads have no such guess. The expected calibration error is",
        f"{expected_calibration_error(curve):.1%}: so far are confidence and accuracy apart, on average.",
        "",
        "| Confidence | Turns | Mean confidence | Right | Confidence ░ and right █ |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for entry in curve:
        bars = f"`{_bar(entry.confidence, '░')}`<br>`{_bar(entry.accuracy, '█')}`"
        lines.append(
            f"| {entry.low:.1f} to {entry.high:.1f} | {entry.count} | {entry.confidence:.1%} | {entry.accuracy:.1%} | {bars} |"
        )
    return lines


def _bar(share: float, mark: str) -> str:
    return mark * round(share * _BAR)
