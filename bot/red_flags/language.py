"""The small pattern language of patterns/*.yml, compiled to spaCy's Matcher.

A pattern is one line of words from left to right:

    word            that word (written out as normalise() writes it)
    a|b|{set}       one of these; a set may hold phrases of several words, and so may an underscore: be_here
    word?           may be missing
    .. or ...       up to 4 or up to 7 words of the same clause between (..5 for another number)
    A & B           both parts, in any order, in one sentence
    #fever #bp      a number by its meaning, see words.number_class
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.red_flags.words import CLAUSE_BREAKS, number_class, tokens
from bot.text.normalise import normalise

_GAP = re.compile(r"^\.\.(\.|\d+)?$")
_MAX_VARIANTS = 2500
# Too frequent to be the word by which a pattern is looked up.
_COMMON = frozenset(
    [
        "i",
        "my",
        "me",
        "it",
        "is",
        "a",
        "the",
        "to",
        "and",
        "of",
        "in",
        "have",
        "has",
        "am",
        "not",
        "no",
        "she",
        "he",
        "her",
        "his",
        "was",
        "been",
        "be",
        "this",
        "that",
        "for",
        "on",
        "at",
        "with",
        "you",
        "do",
        "so",
        "all",
        "are",
        "had",
        "feel",
        "get",
        "got",
        "going",
        "baby",
        "can",
        "now",
        "since",
        "very",
        "what",
        "if",
        "will",
        "they",
        "we",
        "pregnant",
        "weeks",
        "one",
        "up",
        "down",
        "out",
        "day",
        "days",
        "today",
        "just",
        "after",
        "keep",
        "cannot",
        "did",
        "does",
    ]
)
_NUMBERS = tuple(str(number) for number in range(43))
Sets = Mapping[str, Iterable[str]]


class PatternError(ValueError):
    """A pattern cannot be read; the message names it."""


@cache
def canonical(phrase: str) -> tuple[str, ...]:
    """A phrase as the net will see it, after spellings were folded."""
    return (phrase,) if phrase.startswith("#") else tuple(tokens(normalise(phrase)))


@dataclass(frozen=True)
class _Element:
    singles: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    optional: bool
    gap: int = 0

    def heads(self) -> frozenset[str]:
        return self.singles | {phrase[0] for phrase in self.phrases}


@dataclass(eq=False)
class Part:
    """One left-to-right run of a pattern: what it needs at least, and its Matcher."""

    notation: str
    elements: list[_Element]
    vocab: Vocab
    inside_clause: int  # the lexeme flag of all words but clause breaks
    words: frozenset[str] = frozenset()
    needed: tuple[frozenset[str], ...] = ()
    matcher: Matcher = field(init=False, repr=False)

    def __post_init__(self) -> None:
        spoken = [element for element in self.elements if not element.gap]
        self.words = frozenset(
            word for e in spoken for word in (*e.singles, *(w for phrase in e.phrases for w in phrase))
        )
        self.needed = tuple(e.heads() for e in spoken if not e.optional)
        if not self.needed:
            raise PatternError(f"'{self.notation}' has no word that must be there")
        # now and not at the first match: otherwise the first women to use a word would wait for it
        self.matcher = self._compile()

    def possible(self, present: set[str]) -> bool:
        """False when a word the part needs is not in the sentence: the cheap test before the Matcher."""
        for heads in self.needed:  # noqa: SIM110 (a plain loop: this is the hottest line of the net)
            if heads.isdisjoint(present):
                return False
        return True

    def spans(self, doc: Doc) -> list[tuple[int, int]]:
        """Where the part stands, shortest spans first at each start."""
        spans = sorted({(start, end) for _, start, end in self.matcher(doc)})
        shortest: dict[int, int] = {}
        for start, end in spans:
            shortest.setdefault(start, end)
        return list(shortest.items())

    def _compile(self) -> Matcher:
        """The part as spaCy patterns, one for every choice of phrases."""
        variants: list[list[dict[str, Any]]] = []
        for choice in product(*(self._choices(element) for element in self.elements)):
            variant = [token for piece in choice for token in piece]
            if any("OP" not in token for token in variant):
                variants.append(variant)
        if len(variants) > _MAX_VARIANTS:
            raise PatternError(f"'{self.notation}' unfolds into {len(variants)} patterns; use fewer phrases")
        matcher = Matcher(self.vocab, validate=False)  # the notation is checked; validating takes most of the time
        matcher.add("part", variants)
        return matcher

    def _choices(self, element: _Element) -> list[list[dict[Any, Any]]]:
        if element.gap:
            return [[{self.inside_clause: True, "OP": "?"}] * element.gap]
        choices: list[list[dict[Any, Any]]] = []
        if element.singles:
            words = sorted(element.singles)
            choices.append([{"LOWER": {"IN": words}} if len(words) > 1 else {"LOWER": words[0]}])
        choices.extend([{"LOWER": word} for word in phrase] for phrase in element.phrases)
        if element.optional:
            choices.append([])
        return choices


@dataclass(frozen=True, eq=False)
class Alternative:
    """One line of a pattern's `match`: parts that must all stand in the sentence."""

    notation: str
    parts: tuple[Part, ...]
    _needed: tuple[frozenset[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # The smallest sets first: they are the likeliest to be missing.
        needed = sorted((heads for part in self.parts for heads in part.needed), key=len)
        object.__setattr__(self, "_needed", tuple(needed))

    def anchor(self) -> frozenset[str]:
        """The needed words by which the alternative is looked up: the rarest element."""
        return min(self._needed, key=lambda heads: sum(80 if word in _COMMON else 1 for word in heads))

    def possible(self, present: set[str]) -> bool:
        """False when any part lacks a needed word."""
        for heads in self._needed:  # noqa: SIM110
            if heads.isdisjoint(present):
                return False
        return True


class Compiler:
    """Reads notation with the sets of one file; parts with the same notation are shared."""

    def __init__(self, vocab: Vocab, shared: Sets) -> None:
        self._vocab = vocab
        # a flag is much quicker to match in the gaps of patterns than a list of words
        self._inside_clause = vocab.add_flag(lambda word: word not in CLAUSE_BREAKS)
        self._shared = {name: self._phrases(words) for name, words in shared.items()}
        self.vocabulary: set[str] = set()

    @staticmethod
    def _phrases(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(canonical(str(word)) for word in words))

    def alternatives(self, lines: Iterable[str], local: Sets) -> list[Alternative]:
        """The compiled lines of one `match`, `unless` or fact."""
        sets = self._shared | {name: self._phrases(words) for name, words in local.items()}
        return [
            Alternative(line, tuple(self._part(part.strip(), sets) for part in line.split(" & "))) for line in lines
        ]

    def _part(self, notation: str, sets: Mapping[str, tuple[tuple[str, ...], ...]]) -> Part:
        elements = [element for token in notation.split() for element in self._element(token, sets, notation)]
        part = Part(notation, elements, self._vocab, self._inside_clause)
        self.vocabulary |= part.words
        return part

    def _element(self, token: str, sets: Mapping[str, tuple[tuple[str, ...], ...]], notation: str) -> list[_Element]:
        gap = _GAP.match(token)
        if gap:
            size = {None: 4, ".": 7}.get(gap[1]) or int(gap[1])
            return [_Element(frozenset(), (), True, size)]
        optional = token.endswith("?")
        phrases: list[tuple[str, ...]] = []
        for choice in token.rstrip("?").split("|"):
            if choice.startswith("{"):
                if choice[1:-1] not in sets:
                    raise PatternError(f"'{notation}' names the unknown set {choice}")
                phrases.extend(sets[choice[1:-1]])
            elif choice.startswith("#"):
                phrases.append((choice,))
            else:
                phrases.append(canonical(choice.replace("_", " ")))
        singles = frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)
        # A number that some pattern names stays as written, so its class has to name it too.
        singles |= frozenset(number for number in _NUMBERS if number_class(number) in singles)
        longer = tuple(dict.fromkeys(phrase for phrase in phrases if len(phrase) > 1))
        return [_Element(singles, longer, optional)]
