"""Test sessions: begin one, work through its tasks, and print its record."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from bot.review.database import Conflict, Missing
from bot.review.pages.guard import ChangedMeanwhile, Visit, Wrong
from bot.review.pages.trying import MOST_SHOWN
from bot.review.sittings import OUTCOMES
from bot.review.tables import TaskOutcome, TestSession
from bot.review.verdicts import VERDICTS
from bot.review.words import text

MOST_NAME = 200


def index(visit: Visit) -> Response:
    """GET /review/sessions: the scripts to begin with, and every session so far."""
    scripts = visit.workspace.scripts
    return visit.page("sessions.html", scripts=scripts, sittings=visit.desk.sittings.all())


def begin(visit: Visit) -> Response:
    """POST /review/sessions."""
    name = visit.required("name", "error.no_session_name", most=MOST_NAME)
    script = visit.form.get("script") or None
    if script is not None and script not in visit.workspace.scripts:
        raise Wrong("error.form")
    return visit.go(f"/sessions/{visit.desk.sittings.begin(name, script, visit.reviewer)}", saved="session")


def show(visit: Visit) -> Response:
    """GET /review/sessions/ID: the tasks and what was tried."""
    sitting = _read(visit)
    return visit.page("session.html", **_context(visit, sitting), most=MOST_SHOWN)


def record(visit: Visit) -> Response:
    """GET /review/sessions/ID/record: all of it on one page, to print for a meeting."""
    return visit.page("record.html", **_context(visit, _read(visit)))


def record_outcome(visit: Visit) -> Response:
    """POST /review/sessions/ID/task."""
    sitting = _read(visit)
    script = visit.workspace.scripts.get(sitting.script or "")
    task = script.task(visit.form.get("task")) if script else None
    if task is None:
        raise Wrong("error.form")
    outcome = visit.one_of("outcome", OUTCOMES, "error.no_outcome")
    try:
        visit.desk.sittings.record_outcome(
            sitting.id, task.id, outcome, visit.field("comment"), visit.number("version")
        )
    except Conflict as conflict:
        other = _outcomes(_read(visit))[task.id]
        theirs = {text("field.outcome"): text(f"outcome.{other.outcome}"), text("field.comment"): other.comment}
        raise ChangedMeanwhile(theirs, other.version) from conflict
    return visit.go(f"/sessions/{sitting.id}", saved="task", anchor=f"task-{task.id}")


def note(visit: Visit) -> Response:
    """POST /review/sessions/ID/notes."""
    id = visit.param("id")
    try:
        visit.desk.sittings.note(
            id, visit.number("version"), visit.field("notes"), finished=visit.form.get("finish") == "yes"
        )
    except Conflict as conflict:
        other = _read(visit)
        raise ChangedMeanwhile({text("field.notes"): other.notes}, other.version) from conflict
    return visit.go(f"/sessions/{id}", saved="notes", anchor="notes")


def _read(visit: Visit) -> TestSession:
    sitting = visit.desk.sittings.read(visit.param("id"))
    if sitting is None:
        raise Missing(visit.param("id"))
    return sitting


def _outcomes(sitting: TestSession) -> dict[str, TaskOutcome]:
    return {outcome.task: outcome for outcome in sitting.outcomes}


def _context(visit: Visit, sitting: TestSession) -> dict[str, Any]:
    found = [verdict for tried in sitting.tries for verdict in tried.verdicts if verdict.verdict != "right"]
    return {
        "sitting": sitting,
        "script": visit.workspace.scripts.get(sitting.script or ""),
        "outcomes": _outcomes(sitting),
        "entries": visit.workspace.entries,
        "found": sorted(found, key=lambda verdict: (VERDICTS.index(verdict.verdict), verdict.id)),
        "outcome_names": OUTCOMES,
    }
