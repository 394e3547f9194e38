"""Mends misspelt danger words only ("bleading", "contracions", "breeth")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_MIN, _MAX = 5, 15
_MAX_LOOKUPS = 400  # a page of nonsense words must not cost more than a long message


class Speller:
    """Gives the danger word a token was meant to be, or the token."""

    def __init__(self, danger: Iterable[str], known: Iterable[str]) -> None:
        self._danger = sorted(danger)
        self._known = frozenset(known) | frozenset(self._danger)
        self._look_up = lru_cache(maxsize=4096)(self._nearest)

    def mend(self, words: Iterable[str]) -> dict[str, str]:
        """The tokens that were mended, with what they became."""
        unknown = [
            word
            for word in dict.fromkeys(words)
            if _MIN <= len(word) <= _MAX and word not in self._known and word.isalpha()
        ]
        found = ((word, self._look_up(word)) for word in unknown[:_MAX_LOOKUPS])
        return {word: mended for word, mended in found if mended}

    def _nearest(self, word: str) -> str | None:
        cutoff = 1 if len(word) < 8 else 2
        best = process.extractOne(
            word, self._danger, scorer=DamerauLevenshtein.distance, score_cutoff=cutoff, processor=None
        )
        if best is None:
            return None
        # The first letter is rarely wrong; when it is, only a single slip is believed in a long word.
        if best[0][0] != word[0] and (best[1] > 1 or len(word) < 7):
            return None
        return str(best[0])
