"""Hazard entries that "unsafe" opened, on their way into the hazard log."""

from __future__ import annotations

import sqlalchemy as sa
from starlette.responses import Response

from bot.review.database import Conflict, Missing
from bot.review.pages.guard import ChangedMeanwhile, Visit, Wrong
from bot.review.tables import HazardEntry
from bot.review.verdicts import HAZARD_STATUSES
from bot.review.words import text

MOST_TITLE = 200


def index(visit: Visit) -> Response:
    """GET /review/hazards: open ones first."""
    with visit.desk.database.reading() as session:
        found = list(
            session.scalars(
                sa.select(HazardEntry)
                .options(sa.orm.joinedload(HazardEntry.report))
                .order_by(HazardEntry.status != "open", HazardEntry.id.desc())
            )
        )
    return visit.page("hazards.html", found=found)


def show(visit: Visit) -> Response:
    """GET /review/hazards/ID."""
    return visit.page("hazard.html", hazard=_read(visit), statuses=HAZARD_STATUSES)


def change(visit: Visit) -> Response:
    """POST /review/hazards/ID."""
    id = visit.param("id")
    status = visit.one_of("status", HAZARD_STATUSES, "error.no_status")
    log_id = visit.field("log_id", most=8).upper() or None
    if status == "in_log" and not (log_id and log_id[0] == "H" and log_id[1:].isdecimal()):
        raise Wrong("error.no_log_id")
    fields = {
        "title": visit.required("title", "error.no_title", most=MOST_TITLE),
        "harm": visit.field("harm"),
        "cause": visit.field("cause"),
        "status": status,
        "log_id": log_id,
    }
    try:
        visit.desk.verdicts.change_hazard(id, visit.number("version"), fields)
    except Conflict as conflict:
        other = _read(visit)
        theirs = {text(f"field.{name}"): getattr(other, name) or "" for name in ("title", "harm", "cause", "log_id")}
        theirs[text("field.status")] = text(f"hazard_status.{other.status}")
        raise ChangedMeanwhile(theirs, other.version) from conflict
    return visit.go(f"/hazards/{id}", saved="hazard")


def _read(visit: Visit) -> HazardEntry:
    with visit.desk.database.reading() as session:
        hazard = session.scalar(
            sa.select(HazardEntry)
            .where(HazardEntry.id == visit.param("id"))
            .options(sa.orm.joinedload(HazardEntry.report))
        )
    if hazard is None:
        raise Missing(visit.param("id"))
    return hazard
