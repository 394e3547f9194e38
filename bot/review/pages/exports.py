"""Files for editors: the same as `keepwell review export`."""

from __future__ import annotations

from starlette.responses import Response

from bot.review.database import Missing
from bot.review.export import FORMATS, WHAT, without_expectation
from bot.review.pages.guard import Visit

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "yaml": "application/yaml",
    "jsonl": "application/jsonl",
}


def index(visit: Visit) -> Response:
    """GET /review/export: what can be had."""
    with visit.desk.database.reading() as session:
        missing = without_expectation(session)
    return visit.page("export.html", what=list(WHAT), formats=list(FORMATS), missing=missing)


def download(visit: Visit) -> Response:
    """GET /review/export/WHAT.FORMAT."""
    what, form = visit.param("what"), visit.param("form")
    if what not in WHAT or form not in FORMATS:
        raise Missing(what)
    with visit.desk.database.reading() as session:
        body = FORMATS[form](WHAT[what](session))
    name = f"keepwell-{what}.{form}"
    return Response(body, media_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})
