"""What leaves the workspace: reports, held-out cases, content tasks and hazard entries, as CSV, JSON, YAML or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
import yaml
from sqlalchemy.orm import Session

from bot.messages import summarise
from bot.redact import redact
from bot.review.tables import HazardEntry, Try, Verdict
from bot.review.verdicts import GRAVEST_FIRST, OUT_OF_SCOPE

Row = dict[str, Any]
# Reports that say the assistant did wrong, not only the words.
_MISTAKES = ("unsafe", "wrong")
# What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def reports(session: Session) -> list[Row]:
    """Every report, unsafe first."""
    return [
        {
            "report": report.id,
            "verdict": report.verdict,
            "status": report.status,
            "entry": report.entry,
            "digest": report.digest,
            "question": redact(report.tried.text) if report.tried else None,
            "shown": summarise(report.tried.shown)["kind"] if report.tried else None,
            "expected": report.expected,
            "comment": redact(report.comment),
            "by": report.reviewer.name,
            "role": report.reviewer.role,
            "at": report.at.isoformat(timespec="seconds"),
            "resolution": report.resolution,
            "resolved_by": report.resolved_by.name if report.resolved_by else None,
            "hazard": report.hazard.log_id or report.hazard.status if report.hazard else None,
        }
        for report in _reports(session)
    ]


def cases(session: Session) -> list[Row]:
    """Held-out cases in the form of tests/held_out: each wrong or unsafe report of which is known what should have come.

    They are never training data: who mends the fault writes other, new examples.
    """
    wanted = [report for report in _reports(session) if _mistake(report) and report.expected is not None]
    conversations = _conversations(session, {report.tried.conversation for report in wanted})
    found = []
    for report in wanted:
        same = conversations[report.tried.conversation, report.tried.words]
        turns = [{"user": redact(text)} for id, text in same if id <= report.try_id]
        asked: Row = {"text": turns[0]["user"]} if len(turns) == 1 else {"turns": turns}
        expect = _expect(report.expected)
        found.append({**asked, "persona": f"reviewer_{report.reviewer.role}", "expect": expect, "also": [],
                      "report": report.id})  # fmt: skip
    return found


def without_expectation(session: Session) -> list[int]:
    """Wrong or unsafe reports that are no held-out case yet, because nobody said what should have come."""
    return [report.id for report in _reports(session) if _mistake(report) and report.expected is None]


def tasks(session: Session) -> list[Row]:
    """What an editor has to do: every open report, unsafe first."""
    return [
        {
            "report": report.id,
            "verdict": report.verdict,
            "file": f"content/{report.entry}.yml" if report.entry else None,
            "question": redact(report.tried.text) if report.tried else None,
            "expected": report.expected,
            "comment": redact(report.comment),
        }
        for report in _reports(session)
        if report.status == "open"
    ]


def hazards(session: Session) -> list[Row]:
    """Hazard entries in the form of docs/clinical-safety/hazard-log.yml; what nobody knows yet is null."""
    entries = session.scalars(sa.select(HazardEntry).order_by(HazardEntry.id))
    return [
        {
            "id": entry.log_id,
            "title": entry.title,
            "harm": entry.harm or None,
            "causes": [line for line in entry.cause.splitlines() if line.strip()],
            "controls": [],
            "tests": [],
            "before": None,
            "after": None,
            "status": "open",
            "owner": None,
            "open": [f"Report {entry.verdict_id} of the review workspace: {redact(entry.report.comment)}".rstrip(": ")],
            "workspace_status": entry.status,
        }
        for entry in entries
    ]


WHAT: dict[str, Callable[[Session], list[Row]]] = {
    "reports": reports,
    "cases": cases,
    "tasks": tasks,
    "hazards": hazards,
}


def as_json(rows: Sequence[Row]) -> str:
    """One list."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


def as_jsonl(rows: Sequence[Row]) -> str:
    """One line each: the form of tests/held_out."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_yaml(rows: Sequence[Row]) -> str:
    """One list."""
    return yaml.safe_dump(list(rows), allow_unicode=True, sort_keys=False, width=120)


def as_csv(rows: Sequence[Row]) -> str:
    """One line each, for a spreadsheet; nested values as JSON, and nothing that a spreadsheet would run."""
    output = io.StringIO()
    if rows:
        writer = csv.DictWriter(output, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return output.getvalue()


FORMATS: dict[str, Callable[[Sequence[Row]], str]] = {
    "csv": as_csv,
    "json": as_json,
    "yaml": as_yaml,
    "jsonl": as_jsonl,
}


def _reports(session: Session) -> list[Verdict]:
    return list(
        session.scalars(sa.select(Verdict).where(Verdict.status.is_not(None)).order_by(GRAVEST_FIRST, Verdict.id))
    )


def _mistake(report: Verdict) -> bool:
    return report.verdict in _MISTAKES and report.tried is not None


def _conversations(session: Session, ids: set[str]) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """All that was asked in these conversations, in order: id and text, by conversation and content set."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    columns = sa.select(Try.conversation, Try.words, Try.id, Try.text)
    for conversation, words, id, text in session.execute(columns.where(Try.conversation.in_(ids)).order_by(Try.id)):
        found.setdefault((conversation, words), []).append((id, text))
    return found


def _expect(expected: str) -> Row:
    if expected == OUT_OF_SCOPE:
        return {"kind": OUT_OF_SCOPE}
    kind, _, id = expected.partition("/")
    return {"urgent": id} if kind == "urgent" else {"topic": id}


def _cell(value: Any) -> Any:  # noqa: ANN401 (a cell)
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
