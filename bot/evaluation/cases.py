"""A held-out message, what was expected of it, and what came."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A follow-up that no part of the topic answers.
NO_PART = "none"


class CaseFileError(ValueError):
    """A line of a held-out file is not a case; says which and why."""


@dataclass(frozen=True)
class Case:
    """One line of tests/held_out/<set>/<author>.jsonl."""

    set: str
    persona: str
    turns: list[str]
    expect: dict[str, Any]
    also: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What a confusion table calls it."""
        for key in ("urgent", "topic", "conversation", "kind", "either"):
            if self.expect.get(key):
                return str(self.expect[key])
        return "+".join(self.expect.get("topics", [])) or "none"


@dataclass(frozen=True)
class Result:
    """A case with the summary of its last turn."""

    case: Case
    turn: dict[str, Any]

    @property
    def right(self) -> bool:
        """Whether the first thing shown is what was expected (or what its author said would also be fine)."""
        expect, turn = self.case.expect, self.turn
        if "either" in expect:
            return True  # a card and an ordinary answer are both fine; the report says how many got which
        if "topics" in expect:
            return set(expect["topics"]) <= set(turn["topics"])
        if "urgent" in expect:
            if expect["urgent"] is None:
                return turn["kind"] != "urgent"
            return bool({expect["urgent"], *self.case.also} & set(turn["urgent"]))
        if "conversation" in expect:
            return turn["conversation"] in (expect["conversation"], *self.case.also)
        if "kind" in expect:
            return turn["topic"] is None
        if "part" in expect:
            return self.part_right
        accepted = {expect["topic"], *self.case.also}
        got = turn["topic"] or turn["conversation"]
        return got in accepted

    @property
    def part_right(self) -> bool:
        """Whether what is shown answers the follow-up that was meant.

        `part` is a part's id or the kind of follow-up it answers; null: the topic's short answer says it; "none":
        nothing of ours does, and the reply should say so. `also` names other fitting parts, `also_topics` other topics.
        """
        from bot.content import load_library

        answer = next((message for message in self.turn["reply"] if message["type"] == "answer"), None)
        if answer is None:
            return self.case.expect["part"] == NO_PART and self.turn["kind"] != "urgent"
        if answer["topic"] in self.case.expect.get("also_topics", []):
            return True
        if answer["topic"] != self.case.expect["topic"]:
            return False
        part = load_library().topics[answer["topic"]].part(answer["part"] or "")
        shown = {part.id, *part.answers} if part is not None else {None, NO_PART}
        return bool({self.case.expect["part"], *self.case.also} & shown)

    @property
    def offered(self) -> bool:
        """Whether the right topic was answered or is among the suggestions."""
        wanted = {self.case.expect.get("topic"), *self.case.also}
        return self.right or bool(wanted & {*self.turn["topics"], *self.turn["suggestions"]})

    @property
    def any_card(self) -> bool:
        """Whether any danger-sign card was shown."""
        return self.turn["kind"] == "urgent"

    @property
    def conditional_card(self) -> bool:
        """Whether the card only says "if this is happening now", with the ordinary answer behind it."""
        cards = [message for message in self.turn["reply"] if message["type"] == "urgent"]
        return bool(cards) and all(card["conditional"] for card in cards)

    @property
    def says_999(self) -> bool:
        """Whether the reply leads with 999, not only in case it is happening."""
        return self.turn["level"] == "999" and not self.conditional_card

    @property
    def got(self) -> str:
        """What came, for confusion tables."""
        turn = self.turn
        if turn["kind"] == "urgent":
            return str(turn["urgent"][0])
        return str(turn["topic"] or turn["conversation"] or turn["kind"])


def read_cases(folder: Path) -> list[Case]:
    """All cases of <folder>/<set>/*.jsonl or <folder>/<set>.jsonl. Raises CaseFileError."""
    cases = []
    for path in sorted(folder.glob("**/*.jsonl")):
        name = path.parent.name if path.parent != folder else path.stem
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                entry = json.loads(line)
                turns = [entry["text"]] if "text" in entry else [turn["user"] for turn in entry["turns"]]
                cases.append(Case(name, entry.get("persona", "?"), turns, entry["expect"], entry.get("also", [])))
            except (ValueError, KeyError, TypeError) as error:
                raise CaseFileError(f"{path} line {number} is not a case: {error!r}") from error
    return cases
