"""The first page: what waits."""

from __future__ import annotations

from collections import Counter
from datetime import date

import sqlalchemy as sa
from starlette.responses import Response

from bot.review.pages.guard import Visit
from bot.review.states import states_of
from bot.review.tables import HazardEntry, TestSession, Verdict


def home(visit: Visit) -> Response:
    """GET /review/."""
    with visit.desk.database.reading() as session:
        states = states_of(session, visit.workspace.entries.values(), date.today())
        open_reports = dict(
            session.execute(
                sa.select(Verdict.verdict, sa.func.count()).where(Verdict.status == "open").group_by(Verdict.verdict)
            ).all()
        )
        hazards = session.scalar(sa.select(sa.func.count()).where(HazardEntry.status == "open"))
        running = list(
            session.scalars(
                sa.select(TestSession)
                .where(TestSession.reviewer_id == visit.reviewer.id, TestSession.finished_at.is_(None))
                .order_by(TestSession.id.desc())
            )
        )
    return visit.page(
        "home.html",
        states=Counter(state.state for state in states),
        freshness=Counter(state.freshness for state in states),
        open_reports=open_reports,
        hazards=hazards,
        running=running,
    )
