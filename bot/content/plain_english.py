"""Points to words a family may not understand: long sentences, hard texts, words to avoid.

It points, a person decides. What it points to is mended, or recorded with a reason in content/plain_exceptions.yml;
a record of something that is no longer there is a fault too, so the list stays true.

Reading ease is the Automated Readability Index, which counts letters: formulas that count syllables need a dictionary
of pronunciations or of hyphens, and what could be had of these miscounts ("about" as one) or is downloaded at run time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from bot.content.fault import Fault, fault_at, texts_of
from bot.content.library import to_type
from bot.content.yaml_file import read_yaml

# Fields whose words families read. Examples and names are what families type; sources and checks are for reviewers.
_SHOWN = frozenset({
    "answer", "text", "texts", "title", "button", "buttons", "lead", "heading", "signs", "say", "do_not",
    "while_you_wait", "rule", "name", "label", "note", "hours",
})  # fmt: skip
_FOR_REVIEWERS = (["sources", "note"], ["sign_off", "name"])
# Titles of pages are their publishers' own words.
_NOT_OURS = frozenset({"pages.yml", "plain_words.yml", "plain_exceptions.yml"})
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_WORD = re.compile(r"\w+(?:[-'’.,/%&+°]+\w+)*")

Rule = Literal["long", "hard", "word"]


class AvoidedWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word in all its forms, and what to write instead."""

    avoid: tuple[str, ...]
    use: str
    fine_in: tuple[str, ...] = ()


class PlainWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/plain_words.yml."""

    most_words: int
    hardest_grade: float
    fewest_words_graded: int
    words: list[AvoidedWord]


class PlainException(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One finding that a person decided to leave: `what` is the sentence, the field or the word found."""

    file: str
    rule: Rule
    what: str
    reason: str


class PlainExceptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/plain_exceptions.yml."""

    exceptions: list[PlainException]


@dataclass(frozen=True)
class Finding:
    """Something a family may not understand."""

    rule: Rule
    what: str
    problem: str
    remedy: str
    where: list[Any] = field(default_factory=list)


def sentences(text: str) -> list[str]:
    """The sentences of a text; each line of a list is one or more of its own.

    >>> sentences("Take vitamin D. It is free.\\n- one\\n- two")
    ['Take vitamin D.', 'It is free.', 'one', 'two']
    """
    lines = (line.lstrip("- ").strip() for line in text.splitlines())
    return [sentence for line in lines if line for sentence in _SENTENCE_END.split(line)]


def words_in(text: str) -> list[str]:
    """The words and numbers of a text.

    >>> words_in("8.5 micrograms, well-known, 4,000 IU")
    ['8.5', 'micrograms', 'well-known', '4,000', 'IU']
    """
    return _WORD.findall(text)


def reading_grade(text: str) -> float:
    """Automated Readability Index: about the US school grade in which one reads such a text. It needs a word.

    >>> round(reading_grade("Take it with food. Call us."), 1)
    -3.8
    """
    words = words_in(text)
    letters = sum(character.isalnum() for word in words for character in word)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences(text)) - 21.43


def findings(text: str, rules: PlainWords, where: list[Any]) -> Iterator[Finding]:
    """What the rules say of one text that stands at `where` in its file."""
    record = "or record it with a reason in content/plain_exceptions.yml"
    for sentence in sentences(text):
        count = len(words_in(sentence))
        if count > rules.most_words:
            problem = f"{count} words in a sentence (at most {rules.most_words}): '{sentence}'"
            yield Finding("long", sentence, problem, f"make two sentences of it, {record}", where)
    if len(words_in(text)) >= rules.fewest_words_graded and reading_grade(text) > rules.hardest_grade:
        problem = f"hard to read (grade {reading_grade(text):.1f}, at most {rules.hardest_grade})"
        yield Finding("hard", ".".join(map(str, where)), problem, f"use shorter words and sentences, {record}", where)
    # almost every text has none of them, and asking once for all is 10 times as fast as asking for each
    if not _any_of(tuple(form for word in rules.words for form in word.avoid)).search(text):
        return
    for word in rules.words:
        without = _any_of(word.fine_in).sub(" ", text) if word.fine_in else text
        for found in dict.fromkeys(match.lower() for match in _any_of(word.avoid).findall(without)):
            yield Finding("word", found, f"the word '{found}'", f"write '{word.use}', {record}", where)


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])", re.IGNORECASE)


def check_plain_english(folder: Path) -> list[Fault]:
    """Findings that nobody recorded, and records of what is no longer found."""
    rules_file, records_file = folder / "plain_words.yml", folder / "plain_exceptions.yml"
    rules = to_type(read_yaml(rules_file), PlainWords, rules_file)
    records = to_type(read_yaml(records_file), PlainExceptions, records_file).exceptions
    recorded = {(record.file, record.rule, record.what): number for number, record in enumerate(records)}
    faults, used = [], set()
    for path in sorted(folder.rglob("*.yml")):
        if path.name in _NOT_OURS:
            continue
        name = path.relative_to(folder).as_posix()
        for where, text in texts_of(read_yaml(path)):
            if not _shown(where):
                continue
            for finding in findings(text, rules, where):
                key = (name, finding.rule, finding.what)
                if key in recorded:
                    used.add(key)
                else:
                    faults.append(fault_at(path, where, finding.problem, finding.remedy))
    for key, number in recorded.items():
        if key not in used:
            problem = f"nothing in {key[0]} is '{key[2]}' any more"
            faults.append(fault_at(records_file, ["exceptions", number], problem, "remove the record"))
    return faults


def _shown(where: list[Any]) -> bool:
    names = [step for step in where if isinstance(step, str)]
    return names[-1] in _SHOWN and names[-2:] not in _FOR_REVIEWERS
