"""What families ask: counts with pictures and tables, small numbers left out."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from starlette.responses import Response

from bot.review.pages.guard import Visit
from bot.review.pages.trying import unit_options
from bot.review.tables import Thumb
from bot.review.usage import FEWEST, Bar, figures, votes
from bot.review.words import text, words
from bot.web.interface import interface

PERIODS = (7, 30, 90)
MOST_BARS = 20
MOST_MESSAGES = 100


def show(visit: Visit) -> Response:
    """GET /review/families: ?days= and ?unit= narrow it."""
    visit.workspace.refresh()
    given = visit.query.get("days", "")
    days = int(given) if given in map(str, PERIODS) else PERIODS[1]
    library = visit.workspace.library
    unit = visit.query.get("unit") if visit.query.get("unit") in library.services else None
    with visit.desk.database.reading() as session:
        found = figures(session, date.today(), days, unit)
        thumbs, reasons = votes(session)
        shared = (
            list(
                session.scalars(
                    sa.select(Thumb)
                    .where(Thumb.message.is_not(None))
                    .order_by(Thumb.vote == "up", Thumb.day.desc())
                    .limit(MOST_MESSAGES)
                )
            )
            if visit.may("shared")
            else []
        )
    names = {
        "kind": words()["kind"],
        "topic": {topic.id: topic.title for topic in library.topics.values()},
        "urgent": {card.id: card.title for card in library.urgent.values()},
        "unit": {"": text("families.no_unit"), **{unit.id: unit.name for unit in library.services.values()}},
        "language": {},
        "day": {},
    }
    charts = {
        name: [Bar(names[name].get(bar.name, bar.name), bar.turns) for bar in bars] for name, bars in found.by.items()
    }
    return visit.page(
        "families.html",
        figures=found,
        charts=charts,
        most_bars=MOST_BARS,
        thumbs=thumbs,
        reasons=[Bar(interface().section("reason").get(bar.name, bar.name), bar.turns) for bar in reasons],
        titles=names["topic"],
        shared=shared,
        days=days,
        periods=PERIODS,
        unit=unit,
        unit_options=unit_options(visit),
        fewest=FEWEST,
    )
