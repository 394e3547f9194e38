"""What people think of an answer, what became of it, and the hazard entry that an "unsafe" opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.review.database import Conflict, Database, Missing, now
from bot.review.entries import Entry
from bot.review.tables import HazardEntry, Reviewer, Try, Verdict

# In the order in which they stand everywhere: the gravest first.
VERDICTS = ("unsafe", "wrong", "upsetting", "unclear", "right")
STATUSES = ("open", "fixed", "no_change")
HAZARD_STATUSES = ("open", "in_log", "closed")
# An expectation that names no entry.
OUT_OF_SCOPE = "out_of_scope"
_TITLE = 120

GRAVEST_FIRST = sa.case(
    {name: place for place, name in enumerate(VERDICTS)}, value=Verdict.verdict, else_=len(VERDICTS)
)


@dataclass(frozen=True)
class Judgement:
    """What a reviewer says. `version` is that of the verdict they saw, 0 for a new one."""

    verdict: str
    comment: str
    expected: str | None
    version: int = 0


class Verdicts:
    """Keeps and resolves them."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def judge_try(self, tried_id: int, reviewer: Reviewer, judgement: Judgement) -> None:
        """A verdict on a try; the same reviewer's second one replaces the first. Raises Conflict, Missing."""
        with self._database.writing() as session:
            tried = session.get(Try, tried_id)
            if tried is None:
                raise Missing(tried_id)
            known = session.scalar(
                sa.select(Verdict).where(Verdict.try_id == tried_id, Verdict.reviewer_id == reviewer.id)
            )
            if (known.version if known else 0) != judgement.version:
                raise Conflict
            verdict = known or Verdict(try_id=tried_id, reviewer_id=reviewer.id, entry=tried.entry, digest=tried.digest)
            self._judge(session, verdict, judgement, tried.text)

    def judge_entry(self, entry: Entry, digest: str, reviewer: Reviewer, judgement: Judgement) -> None:
        """A verdict on words that were read on their own page. Raises Conflict when they have changed since."""
        if digest != entry.digest:
            raise Conflict
        with self._database.writing() as session:
            verdict = Verdict(reviewer_id=reviewer.id, entry=entry.key, digest=entry.digest)
            self._judge(session, verdict, judgement, entry.title)

    def _judge(self, session: Session, verdict: Verdict, judgement: Judgement, about: str) -> None:
        verdict.verdict, verdict.comment = judgement.verdict, judgement.comment
        verdict.expected = judgement.expected or verdict.expected
        if judgement.verdict == "right":
            verdict.status = None
        elif verdict.status is None:
            verdict.status = "open"
        verdict.at = self._clock()
        session.add(verdict)
        session.flush()
        if judgement.verdict == "unsafe" and verdict.hazard is None:
            session.add(HazardEntry(verdict_id=verdict.id, title=_short(about), status="open", opened_at=self._clock()))

    def resolve(
        self, id: int, version: int, editor: Reviewer, status: str, resolution: str, expected: str | None
    ) -> None:
        """Say what became of a report. Raises Conflict when somebody else did first, Missing."""
        with self._database.writing() as session:
            report = session.get(Verdict, id)
            if report is None or report.status is None:
                raise Missing(id)
            if report.version != version:
                raise Conflict
            report.status, report.resolution, report.expected = status, resolution, expected
            report.resolved_by_id = None if status == "open" else editor.id
            report.resolved_at = None if status == "open" else self._clock()

    def change_hazard(self, id: int, version: int, fields: dict[str, str | None]) -> None:
        """Change title, harm, cause, status and log_id of a hazard entry. Raises Conflict, Missing."""
        with self._database.writing() as session:
            hazard = session.get(HazardEntry, id)
            if hazard is None:
                raise Missing(id)
            if hazard.version != version:
                raise Conflict
            for name in ("title", "harm", "cause", "status", "log_id"):
                setattr(hazard, name, fields[name])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
