"""Reports: what testers found, unsafe first, and what became of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from starlette.responses import Response

from bot.review.database import Conflict, Missing
from bot.review.pages import render
from bot.review.pages.guard import ChangedMeanwhile, Visit
from bot.review.pages.trying import expectations, expected_of
from bot.review.tables import Verdict
from bot.review.verdicts import GRAVEST_FIRST, STATUSES, VERDICTS
from bot.review.words import text

A_PAGE = 50
KINDS = tuple(name for name in VERDICTS if name != "right")


def index(visit: Visit) -> Response:
    """GET /review/reports: by status (open ones unless asked otherwise) and verdict, 50 a page."""
    status = visit.query.get("status", "open")
    verdict = visit.query.get("verdict", "")
    page = max(1, int(visit.query["page"])) if visit.query.get("page", "").isdecimal() else 1
    wanted = [Verdict.status.is_not(None)]
    if status in STATUSES:
        wanted.append(Verdict.status == status)
    if verdict in KINDS:
        wanted.append(Verdict.verdict == verdict)
    with visit.desk.database.reading() as session:
        count = session.scalar(sa.select(sa.func.count()).select_from(Verdict).where(*wanted))
        pages = max(1, -(-count // A_PAGE))
        page = min(page, pages)
        found = list(
            session.scalars(
                sa.select(Verdict)
                .where(*wanted)
                .order_by(GRAVEST_FIRST, Verdict.id.desc())
                .limit(A_PAGE)
                .offset((page - 1) * A_PAGE)
            )
        )
    return visit.page(
        "reports.html",
        found=found,
        count=count,
        number=page,
        pages=pages,
        status=status,
        verdict=verdict,
        statuses=STATUSES,
        kinds=KINDS,
        entries=visit.workspace.entries,
    )


def show(visit: Visit) -> Response:
    """GET /review/reports/ID."""
    report = _read(visit)
    return visit.page("report.html", **_context(visit, report))


def resolve(visit: Visit) -> Response:
    """POST /review/reports/ID: what became of it, and what should have come."""
    id = visit.param("id")
    status = visit.one_of("status", STATUSES, "error.no_status")
    resolution, expected = visit.field("resolution"), expected_of(visit)
    try:
        visit.desk.verdicts.resolve(id, visit.number("version"), visit.reviewer, status, resolution, expected)
    except Conflict as conflict:
        other = _read(visit)
        theirs = {
            text("field.status"): text(f"status.{other.status}"),
            text("field.resolution"): other.resolution,
            text("field.expected"): _title(visit, other.expected),
        }
        raise ChangedMeanwhile(theirs, other.version) from conflict
    return visit.go(f"/reports/{id}", saved="resolution")


def _read(visit: Visit) -> Verdict:
    with visit.desk.database.reading() as session:
        report = session.get(Verdict, visit.param("id"))
    if report is None or report.status is None:
        raise Missing(visit.param("id"))
    return report


def _title(visit: Visit, expected: str | None) -> str:
    entry = visit.workspace.entries.get(expected or "")
    return entry.title if entry else text("expected.out_of_scope") if expected else text("expected.unknown")


def _context(visit: Visit, report: Verdict) -> dict[str, Any]:
    tried = report.tried
    return {
        "report": report,
        "entry": visit.workspace.entries.get(report.entry or ""),
        "html": render.messages(tried.shown, tried.conversation, {}) if tried else [],
        "expected": _title(visit, report.expected),
        "expectations": expectations(visit),
        "statuses": STATUSES,
    }
