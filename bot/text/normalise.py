"""Folds the many ways of typing the same thing into one, for the classifier and the red-flag net."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

import yaml

from bot.text.corrections import strip_correction

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_REPEATED_LETTER = re.compile(r"([a-z])\1{2,}")
_REPEATED_MARK = re.compile(r"([!?.,;:])(?:\s*\1)+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Written-out words and emoji meanings, from spellings.yml beside this file."""
    tables = yaml.safe_load(files("bot.text").joinpath("spellings.yml").read_text("utf-8"))
    return {str(k): str(v) for k, v in tables["words"].items()}, tables["emoji"]


def clean(text: str) -> str:
    """The text without control, invisible and direction-changing characters; nothing visible is lost."""
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp"):
            kept.append("\n" if character in "\n\r\u2028\u2029" else " ")
        elif category not in ("Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    return "".join(kept).strip()


def normalise(text: str) -> str:
    """Lower case, one spelling for each text-speak word, emoji as words, no repeated letters, no "no i meant" before it.

    >>> normalise("Cant feeeeel  my bby moving 😭!!")
    'cannot feel my baby moving crying !'
    """
    return strip_correction(fold(text))


def fold(text: str) -> str:
    """Like normalise, with every word kept."""
    words, emoji = _tables()
    folded = clean(text).translate(_QUOTES).lower()
    folded = "".join(f" {emoji[char]} " if char in emoji else char for char in folded)
    folded = _REPEATED_LETTER.sub(r"\1\1", folded)
    folded = _REPEATED_MARK.sub(r"\1", folded)
    folded = _WORD.sub(lambda match: words.get(match[0], match[0]), folded)
    return _SPACE.sub(" ", folded).strip()
