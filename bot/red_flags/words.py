"""Cuts a normalised message into sentences of plain words, with the marks that end a clause kept as tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.normalise import normalise

_TOKEN = re.compile(r"\d+(?:[.,:+/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_SENTENCE_END = frozenset(".!?;")
_CLAUSE_MARK = frozenset(',:()-"*|~…')
# Conjunctions that start a clause with a subject of its own; a gap in a pattern does not cross them.
CLAUSE_WORDS = frozenset(
    [
        "but",
        "because",
        "so",
        "although",
        "though",
        "while",
        "whereas",
        "except",
        "however",
        "also",
        "plus",
        "then",
        "anyway",
    ]
)
CLAUSE_BREAKS = frozenset(_CLAUSE_MARK | _SENTENCE_END | CLAUSE_WORDS)
# Voice typing has no full stops: longer runs are read in overlapping windows, which keeps the cost linear.
WINDOW, STEP = 48, 36


@dataclass(frozen=True)
class Sentence:
    """Words of one sentence (or window of a very long one)."""

    words: tuple[str, ...]
    question: bool

    def clause_bounds(self, start: int, end: int) -> tuple[int, int]:
        """The span from the clause mark before `start` to the one after `end`."""
        first, last = start, end
        while first > 0 and self.words[first - 1] not in CLAUSE_BREAKS:
            first -= 1
        while last < len(self.words) and self.words[last] not in CLAUSE_BREAKS:
            last += 1
        return first, last


# "blood pressure" is no blood: only its second word counts.
_NOT_BLOOD = re.compile(r"\bblood (?=(?:pressure|sugar|sugars|count|flow|glucose|clot)\b)")
# "her head's banging" is "her head banging".
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_SHORT_FORMS = (("'ll", " will"), ("'ve", " have"), ("'re", " are"), ("'d", " would"))
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def _spoken(text: str) -> str:
    for short, full in _SHORT_FORMS:
        text = text.replace(short, full)
    return _POSSESSIVE.sub("", text)


def tokens(normalised: str) -> list[str]:
    """Words, numbers and marks; a hyphen inside a word parts it ("c-section" is two words)."""
    return [
        token
        for token in _TOKEN.findall(_NOT_BLOOD.sub("", _spoken(_INNER_HYPHEN.sub(" ", normalised))))
        if token not in ("'", "/", "&", "#", "^", "_", "=", "+")
    ]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a raw message; a line break ends one too."""
    found: list[Sentence] = []
    for line in text.splitlines():
        current: list[str] = []
        for word in tokens(normalise(line)):
            if word in _SENTENCE_END:
                _close(current, word == "?", found)
                current = []
            else:
                current.append(word)
        _close(current, False, found)
    return found


def _close(words: list[str], question: bool, found: list[Sentence]) -> None:
    if len(words) <= WINDOW:
        if words:
            found.append(Sentence(tuple(words), question))
        return
    for start in range(0, len(words) - (WINDOW - STEP), STEP):
        found.append(Sentence(tuple(words[start : start + WINDOW]), question))


def number_class(token: str) -> str:
    """A number's meaning as far as digits tell: #bp, #fever, #n38, #low (sugar), #weeks or #num."""
    if "+" in token:
        return "#weeks"
    if "/" in token:
        top, _, bottom = token.partition("/")
        if top.isdigit() and bottom.isdigit() and 100 <= int(top) <= 260 and 50 <= int(bottom) <= 170:
            return "#bp" if int(top) >= 140 or int(bottom) >= 90 else "#bpok"
        return "#num"
    try:
        value = float(token.replace(",", ".").replace(":", "."))
    except ValueError:
        return "#num"
    whole = "." not in token and "," not in token
    if 37.5 <= value < 43:
        return "#n38" if whole else "#fever"
    if value < 4 and not whole:
        return "#low"
    if 100 <= value <= 106:
        return "#f100"
    if 140 <= value <= 230:
        return "#n140"
    if 14 <= value <= 36:
        return "#n20"
    return "#num" if value != 1 else "#one"
