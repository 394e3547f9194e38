"""The same messages as other hands would have typed them: what is lost by each change is reported by name."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from bot.evaluation.cases import Case

# The keys beside each key on a phone.
_BESIDE = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip
ONE_WORD_IN = 6
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)


def typos(text: str) -> str:
    """A slip of the thumb in one of six longer words, at least in one: a letter doubled, dropped, swapped or missed."""
    chance = random.Random(text)  # noqa: S311 (repeatable, not secret)
    words = list(_WORD.finditer(text))
    chosen = {match.start() for match in chance.sample(words, max(1, len(words) // ONE_WORD_IN))} if words else set()
    return _WORD.sub(lambda match: _slip(match[0], chance) if match.start() in chosen else match[0], text)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("double", "drop", "swap", "beside"))
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return word[:at] + chance.choice(_BESIDE.get(word[at].lower(), word[at])) + word[at + 1 :]


def no_punctuation(text: str) -> str:
    """As voice typing gives it: lower case, no marks but those inside numbers and words."""
    return re.sub(r"(?<!\w)[^\w\s]+|[^\w\s]+(?!\w)", " ", text).lower()


def capitals(text: str) -> str:
    """All in capitals."""
    return text.upper()


def played_down(text: str) -> str:
    """With an excuse before it and behind it."""
    return f"sorry to bother you, its probably nothing but {text} im sure its fine tho"


def family_voice(text: str) -> str:
    """Passed on by somebody else."""
    return f"writing this for my sister, she says: {text}"


PERTURBATIONS: dict[str, Callable[[str], str]] = {
    "typos": typos,
    "no punctuation": no_punctuation,
    "capitals": capitals,
    "played down": played_down,
    "family voice": family_voice,
}


def perturbed(cases: list[Case]) -> list[Case]:
    """Every case once for each change, in a set named like "red_flags, typos"; only the last turn is changed."""
    return [
        replace(case, set=f"{case.set}, {name}", turns=[*case.turns[:-1], change(case.turns[-1])])
        for name, change in PERTURBATIONS.items()
        for case in cases
    ]
