"""Test sessions: a group works through a script or asks what it likes. Each step is kept as soon as it is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from bot.review.database import Conflict, Database, Missing, now
from bot.review.tables import Reviewer, TaskOutcome, TestSession, Try, Verdict

OUTCOMES = ("found", "partly", "not_found")


class Sittings:
    """Begins, keeps and ends test sessions."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def begin(self, name: str, script: str | None, reviewer: Reviewer) -> int:
        """A new session; returns its id."""
        with self._database.writing() as session:
            sitting = TestSession(name=name, script=script, reviewer_id=reviewer.id, started_at=self._clock())
            session.add(sitting)
            session.flush()
            return int(sitting.id)

    def all(self) -> list[TestSession]:
        """Every session, newest first."""
        with self._database.reading() as session:
            return list(session.scalars(sa.select(TestSession).order_by(TestSession.id.desc())))

    def read(self, id: int) -> TestSession | None:
        """One session with its tries, their verdicts, and how its tasks went."""
        with self._database.reading() as session:
            return session.scalar(
                sa.select(TestSession)
                .where(TestSession.id == id)
                .options(
                    selectinload(TestSession.outcomes),
                    selectinload(TestSession.tries).selectinload(Try.verdicts).joinedload(Verdict.hazard),
                )
            )

    def record_outcome(self, id: int, task: str, outcome: str, comment: str, version: int) -> None:
        """How a task went. `version` is 0 for the first time. Raises Conflict, Missing."""
        with self._database.writing() as session:
            if session.get(TestSession, id) is None:
                raise Missing(id)
            known = session.scalar(sa.select(TaskOutcome).where(TaskOutcome.session_id == id, TaskOutcome.task == task))
            if (known.version if known else 0) != version:
                raise Conflict
            kept = known or TaskOutcome(session_id=id, task=task)
            kept.outcome, kept.comment = outcome, comment
            session.add(kept)

    def note(self, id: int, version: int, notes: str, *, finished: bool) -> None:
        """The notes of the meeting, and whether it is over. Raises Conflict, Missing."""
        with self._database.writing() as session:
            sitting = session.get(TestSession, id)
            if sitting is None:
                raise Missing(id)
            if sitting.version != version:
                raise Conflict
            sitting.notes = notes
            sitting.finished_at = (sitting.finished_at or self._clock()) if finished else None
