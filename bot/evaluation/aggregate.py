"""Figures over a list of results; each a short property."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from scipy.stats import beta

from bot.evaluation.cases import Result


def clopper_pearson(right: int, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact bounds of a share.

    >>> tuple(round(x, 3) for x in clopper_pearson(10, 10))
    (0.692, 1.0)
    """
    if total == 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = 0.0 if right == 0 else float(beta.ppf(tail, right, total - right + 1))
    high = 1.0 if right == total else float(beta.ppf(1 - tail, right + 1, total - right))
    return low, high


class AggregateResults:
    """All results of one set."""

    def __init__(self, results: list[Result]) -> None:
        self.results = results

    def share(self, test: Callable[[Result], bool]) -> float:
        """The share of results that pass the test; 0 when there are none."""
        return sum(map(test, self.results)) / len(self.results) if self.results else 0.0

    @cached_property
    def accuracy(self) -> float:
        """Share right."""
        return self.share(lambda result: result.right)

    @cached_property
    def offered(self) -> float:
        """Share right or among the suggestions."""
        return self.share(lambda result: result.offered)

    @cached_property
    def cards(self) -> float:
        """Share that got any danger-sign card."""
        return self.share(lambda result: result.any_card)

    @cached_property
    def conditional_cards(self) -> float:
        """Share whose card only says "if this is happening now"."""
        return self.share(lambda result: result.conditional_card)

    @cached_property
    def says_999(self) -> float:
        """Share that was told to call 999."""
        return self.share(lambda result: result.says_999)

    @cached_property
    def persona_gap(self) -> float:
        """Accuracy of the best persona less that of the worst."""
        shares = [group.accuracy for group in self.by(lambda result: result.case.persona).values()]
        return max(shares) - min(shares) if shares else 0.0

    @cached_property
    def milliseconds(self) -> list[float]:
        """Times of the turns, sorted."""
        return sorted(result.turn["ms"] for result in self.results)

    def by(self, key: Callable[[Result], str]) -> dict[str, AggregateResults]:
        """The results grouped, say by label or persona."""
        groups: dict[str, list[Result]] = defaultdict(list)
        for result in self.results:
            groups[key(result)].append(result)
        return {name: AggregateResults(group) for name, group in sorted(groups.items())}

    @cached_property
    def confusions(self) -> list[tuple[tuple[str, str], int]]:
        """(expected, got) pairs of wrong results, commonest first."""
        pairs = Counter((result.case.label, result.got) for result in self.results if not result.right)
        return pairs.most_common()

    @cached_property
    def wrong(self) -> list[Result]:
        """The wrong results."""
        return [result for result in self.results if not result.right]

    def figures(self) -> dict[str, Any]:
        """The headline figures."""
        right = sum(result.right for result in self.results)
        low, high = clopper_pearson(right, len(self.results))
        return {
            "cases": len(self.results),
            "right": round(self.accuracy, 4),
            "right_low": round(low, 4),
            "right_high": round(high, 4),
            "right_or_offered": round(self.offered, 4),
            "any_card": round(self.cards, 4),
            "no_card": round(1 - self.cards, 4),
            "conditional_card": round(self.conditional_cards, 4),
            "says_999": round(self.says_999, 4),
            "not_999": round(1 - self.says_999, 4),
            "persona_gap": round(self.persona_gap, 4),
        }
