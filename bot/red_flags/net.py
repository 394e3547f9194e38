"""The deterministic net: finds danger signs in a message with patterns/*.yml and context.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc

from bot.content.model import LEVELS
from bot.paths import CONTENT
from bot.red_flags.context import Match, Verdict, negated, reading
from bot.red_flags.language import Alternative, Compiler, Part
from bot.red_flags.spelling import Speller
from bot.red_flags.words import CLAUSE_BREAKS, Sentence, number_class, sentences

_HERE = Path(__file__).parent
_NEAR = 6
_UNKNOWN_WORD = "_"  # what a patternless word becomes, so that spaCy never stores what people type


@dataclass(frozen=True)
class Finding:
    """A danger sign found: its group and level, how sure, by which pattern, in which words."""

    group: str
    level: str
    sure: bool
    pattern: str
    clause: str


@dataclass(frozen=True)
class Reading:
    """What the net made of a message.

    `denied`: groups whose patterns matched only where the context takes the alarm away ("no bleeding", "what if my
    waters go"). That is no all-clear: another sign, or the same one in other words, may stand elsewhere.
    """

    findings: tuple[Finding, ...]
    denied: frozenset[str]


@dataclass(frozen=True)
class Pattern:
    """One entry of a group's file, compiled."""

    id: str
    group: str
    level: str
    sure: bool
    reason: str
    example: str
    match: tuple[Alternative, ...]
    unless: tuple[Alternative, ...]
    needs: tuple[str, ...]
    strict: bool
    past_counts: bool
    questions_clear: bool


class _View:
    """One sentence made ready for the Matcher; what a part matched is kept for the next pattern."""

    def __init__(self, sentence: Sentence, words: list[str], vocab: spacy.Vocab) -> None:
        self.sentence = sentence
        self.words = words
        self.present = set(words)
        self._vocab = vocab
        self._doc: Doc | None = None
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def spans(self, part: Part) -> list[tuple[int, int]]:
        if id(part) not in self._spans:
            if self._doc is None:
                self._doc = Doc(self._vocab, words=self.words)
            self._spans[id(part)] = part.spans(self._doc) if part.possible(self.present) else []
        return self._spans[id(part)]

    def has(self, alternatives: Iterable[Alternative], first: int = 0, last: int = 10_000) -> bool:
        """Does any alternative stand in the sentence, with every part at least touching first..last?"""
        return any(
            a.possible(self.present)
            and all(any(start < last and end > first for start, end in self.spans(p)) for p in a.parts)
            for a in alternatives
        )


class RedFlagNet:
    """Compiles the patterns once; `find` reads a message.

    >>> [finding.group for finding in RedFlagNet().find("no bleeding but my waters went")]
    ['waters_broken']
    """

    def __init__(self) -> None:
        self._vocab = spacy.blank("en").vocab
        folder = _HERE
        shared = _read(folder / "shared.yml")
        compiler = Compiler(self._vocab, shared["sets"])
        self._masks = compiler.alternatives(shared["other_meanings"], {})
        self._facts = {name: compiler.alternatives(lines, {}) for name, lines in shared["facts"].items()}
        self.patterns: list[Pattern] = []
        for path in sorted((folder / "patterns").glob("*.yml")):
            self.patterns.extend(_patterns(_read(path), compiler))
        self._vocabulary = frozenset(compiler.vocabulary) | CLAUSE_BREAKS
        self._by_word = _index(
            (word, (pattern, alternative))
            for pattern in self.patterns
            for alternative in pattern.match
            for word in alternative.anchor()
        )
        self._masks_by_word = _index((word, mask) for mask in self._masks for word in mask.anchor())
        lookalikes = (folder / "lookalikes.txt").read_text("utf-8").split()
        self._speller = Speller(shared["mend"], set(lookalikes) | self._vocabulary)

    def find(self, text: str) -> list[Finding]:
        """The danger signs in the text, one finding a group: gravest level first, then as they stand in it."""
        return list(self.read(text).findings)

    def read(self, text: str) -> Reading:
        """Like `find`, with what was only denied."""
        best: dict[str, Finding] = {}
        found, matched = self._all(text)
        for finding in found:
            best.setdefault(finding.group, finding)
        return Reading(tuple(best.values()), frozenset(matched - set(best)))

    def find_all(self, text: str) -> list[Finding]:
        """Like `find`, with every pattern that spoke; for tests and for reviewing patterns."""
        return self._all(text)[0]

    def _all(self, text: str) -> tuple[list[Finding], set[str]]:
        """Every finding, and the groups of all patterns that matched, whatever the context made of them."""
        # The same sentence twice says nothing new, and a page of copies must not cost a page of work.
        views = [self._view(sentence) for sentence in dict.fromkeys(self._mended(text))]
        facts: dict[str, bool] = {}
        found: dict[tuple[str, str], tuple[int, Finding]] = {}
        matched: set[str] = set()
        for number, view in enumerate(views):
            for pattern, alternative in self._candidates(view):
                key = (pattern.group, pattern.id)
                if key in found and found[key][1].sure:
                    continue
                finding = self._finding(pattern, alternative, view, matched)
                if finding is None or (key in found and not finding[1].sure):
                    continue
                place, sign = finding
                if not self._said(pattern.needs, facts, views):
                    if pattern.strict:
                        continue
                    sign = replace(sign, sure=False)
                if not sign.sure and self._said(("elsewhere",), facts, views):
                    continue
                found[key] = (number * 1000 + place, sign)
        order = sorted(found.values(), key=lambda item: (LEVELS.index(item[1].level), not item[1].sure, item[0]))
        return [finding for _, finding in order], matched

    def _mended(self, text: str) -> list[Sentence]:
        parts = sentences(text)
        mended = self._speller.mend(word for sentence in parts for word in sentence.words)
        # "passin", "tricklin": the g is dropped more often than any letter is mistyped.
        for word in {word for sentence in parts for word in sentence.words if word.endswith("in")}:
            if word not in self._vocabulary and f"{word}g" in self._vocabulary:
                mended[word] = f"{word}g"
        if not mended:
            return parts
        return [Sentence(tuple(mended.get(w, w) for w in s.words), s.question) for s in parts]

    def _view(self, sentence: Sentence) -> _View:
        words = [
            word if word in self._vocabulary else number_class(word) if word[0].isdigit() else _UNKNOWN_WORD
            for word in sentence.words
        ]
        view = _View(sentence, words, self._vocab)
        masked: set[int] = set()
        for mask in dict.fromkeys(m for word in view.present for m in self._masks_by_word.get(word, ())):
            if mask.possible(view.present):
                for start, end in view.spans(mask.parts[0]):
                    masked.update(range(start, end))
        if not masked:
            return view
        return _View(sentence, [_UNKNOWN_WORD if i in masked else w for i, w in enumerate(words)], self._vocab)

    def _candidates(self, view: _View) -> Iterator[tuple[Pattern, Alternative]]:
        seen: set[int] = set()
        for word in view.present:
            for pattern, alternative in self._by_word.get(word, ()):
                if id(alternative) not in seen:
                    seen.add(id(alternative))
                    if alternative.possible(view.present):
                        yield pattern, alternative

    def _finding(
        self, pattern: Pattern, alternative: Alternative, view: _View, matched: set[str]
    ) -> tuple[int, Finding] | None:
        """The alternative's first standing match in the sentence, with its place.

        A pattern whose every part matches is noted in `matched` even when the context takes the alarm away.
        """
        starts: list[tuple[int, int, Verdict]] = []
        for position, part in enumerate(alternative.parts):
            best: tuple[int, int, Verdict] | None = None
            for start, end in view.spans(part):
                match = Match(view.sentence, start, end, part.words)
                if negated(match):
                    continue
                verdict = (
                    reading(match, past_counts=pattern.past_counts, questions_clear=pattern.questions_clear)
                    if position == 0
                    else Verdict.STANDS
                )
                if verdict is Verdict.GONE:
                    continue
                if best is None or (verdict is Verdict.STANDS and best[2] is Verdict.DOUBT):
                    best = (start, end, verdict)
            if best is None:
                if pattern.sure and all(view.spans(other) for other in alternative.parts):
                    matched.add(pattern.group)
                return None
            starts.append(best)
        begin, finish = min(s for s, _, _ in starts), max(e for _, e, _ in starts)
        # A guard counts near the match only: in a rambling sentence a dog or a tap says nothing about the pain.
        if pattern.unless and view.has(pattern.unless, begin - _NEAR, finish + _NEAR):
            return None
        first, last = view.sentence.clause_bounds(begin, finish)
        sure = pattern.sure and starts[0][2] is Verdict.STANDS
        clause = " ".join(view.sentence.words[first:last])
        return starts[0][0], Finding(pattern.group, pattern.level, sure, pattern.id, clause)

    def _said(self, needs: tuple[str, ...], facts: dict[str, bool], views: list[_View]) -> bool:
        """Does the message say what the pattern needs (pregnant, after birth, a baby), anywhere in it?"""
        for name in needs:
            if name not in facts:
                facts[name] = any(view.has(self._facts[name]) for view in views)
        return not needs or any(facts[name] for name in needs)


@lru_cache(maxsize=1)
def load_net() -> RedFlagNet:
    """The net, compiled once in this process (2 to 3 s)."""
    return RedFlagNet()


def _index(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    index: dict[str, list[Any]] = {}
    for word, value in pairs:
        index.setdefault(word, []).append(value)
    return index


def _read(path: Path) -> dict[str, Any]:
    # BaseLoader leaves every scalar as written: "no" and "on" are words here, not booleans.
    loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    assert isinstance(loaded, dict), path
    return loaded


@lru_cache(maxsize=64)
def _content_level(group: str) -> str | None:
    """The level the group's card was given by the content team, once the card is written."""
    path = CONTENT / "urgent" / f"{group}.yml"
    if not path.is_file():
        return None
    level = str((yaml.safe_load(path.read_text("utf-8")) or {}).get("level", ""))
    return level if level in LEVELS else None


def _patterns(data: dict[str, Any], compiler: Compiler) -> Iterator[Pattern]:
    group = data["group"]
    level = _content_level(group) or str(data["level"])
    for entry in data["patterns"]:
        yield Pattern(
            id=entry["id"],
            group=group,
            level=str(entry.get("level", level)),
            sure=entry.get("sure", "true") == "true",
            reason=entry["reason"],
            example=entry["example"],
            match=tuple(compiler.alternatives(entry["match"], data.get("sets", {}))),
            unless=tuple(compiler.alternatives(entry.get("unless", []), data.get("sets", {}))),
            needs=tuple(entry.get("needs", ())),
            strict=entry.get("strict", "false") == "true",
            past_counts=entry.get("past_counts", "true") == "true",
            questions_clear=data.get("questions_clear", "true") == "true",
        )


__all__ = ["LEVELS", "Finding", "Pattern", "Reading", "RedFlagNet", "load_net"]
