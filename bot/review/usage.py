"""What families ask, counted: day, kind, topic, danger sign, unit and language of a turn, and never its words."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.review.database import Database
from bot.review.tables import Thumb, Usage

logger = logging.getLogger(__name__)

# Fewer than this are never shown: so few people could be known by their neighbours.
FEWEST = 5
COLUMNS = ("kind", "topic", "urgent", "unit", "language")


@dataclass(frozen=True)
class Turn:
    """What is counted of one message; "" where there is none. `topic` and `urgent` are the first that was shown."""

    day: date
    kind: str
    topic: str = ""
    urgent: str = ""
    unit: str = ""
    language: str = ""

    @classmethod
    def of(cls, summary: dict[str, Any], unit: str | None, language: str) -> Turn:
        """From the summary of a turn (bot/messages/summary.py)."""
        urgent = summary["urgent"][0] if summary["urgent"] else ""
        return cls(date.today(), summary["kind"], summary["topic"] or "", urgent, unit or "", language)


class UsageCounter:
    """Counts in memory, so that no family waits for a disk; `flush` adds what was counted to the database."""

    def __init__(self) -> None:
        self._counted: Counter[Turn] = Counter()
        self._lock = threading.Lock()

    def count(self, summary: dict[str, Any], unit: str | None, language: str) -> None:
        """One turn more."""
        with self._lock:
            self._counted[Turn.of(summary, unit, language)] += 1

    def flush(self, database: Database) -> None:
        """Write what was counted since; when that fails it is kept for the next time."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
        if not counted:
            return
        try:
            with database.writing() as session:
                for turn, turns in counted.items():
                    _add(session, turn, turns)
        except SQLAlchemyError:
            logger.warning("Usage counts could not be written; they are kept in memory", exc_info=True)
            with self._lock:
                self._counted.update(counted)


def _add(session: Session, turn: Turn, turns: int) -> None:
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    values = {"day": turn.day, **{name: getattr(turn, name) for name in COLUMNS}, "turns": turns}
    session.execute(
        insert(Usage)
        .values(**values)
        .on_conflict_do_update(index_elements=["day", *COLUMNS], set_={"turns": Usage.turns + turns})
    )


@dataclass(frozen=True)
class Bar:
    """One line of a figure. `turns` is None where they are fewer than FEWEST."""

    name: str
    turns: int | None


@dataclass(frozen=True)
class Figures:
    """Counts of a period, by each thing that is counted."""

    first: date
    last: date
    by: dict[str, list[Bar]]


def figures(session: Session, last: date, days: int, unit: str | None = None) -> Figures:
    """Counts of the `days` up to and with `last`, of all units or of one; small numbers are suppressed."""
    first = last - timedelta(days=days - 1)
    in_period = [Usage.day >= first, Usage.day <= last, *([Usage.unit == unit] if unit else [])]
    by: dict[str, list[Bar]] = {}
    for name in (*COLUMNS, "day"):
        column = getattr(Usage, name)
        total = sa.func.sum(Usage.turns)
        rows = session.execute(
            sa.select(column, total).where(*in_period).group_by(column).order_by(total.desc(), column)
        )
        by[name] = [Bar(str(value), _shown(turns)) for value, turns in rows if name not in ("topic", "urgent") or value]
    by["day"].sort(key=lambda bar: bar.name)
    return Figures(first, last, by)


@dataclass(frozen=True)
class Votes:
    """Thumbs of one topic; None where they are fewer than FEWEST."""

    topic: str
    up: int | None
    down: int | None


def votes(session: Session) -> tuple[list[Votes], list[Bar]]:
    """Thumbs by topic, most down first, and the reasons given."""
    counts: dict[str, dict[str, int]] = {}
    for topic, vote, count in session.execute(
        sa.select(Thumb.topic, Thumb.vote, sa.func.count()).group_by(Thumb.topic, Thumb.vote)
    ):
        counts.setdefault(topic, {})[vote] = count
    ranked = sorted(counts.items(), key=lambda item: (-item[1].get("down", 0), item[0]))
    reasons = session.execute(
        sa.select(Thumb.reason, sa.func.count()).where(Thumb.reason.is_not(None)).group_by(Thumb.reason)
    )
    bars = sorted((Bar(reason, _shown(count)) for reason, count in reasons), key=lambda bar: -(bar.turns or 0))
    return [Votes(topic, _shown(count.get("up", 0)), _shown(count.get("down", 0))) for topic, count in ranked], bars


def _shown(turns: int) -> int | None:
    """The number, or None when it is small. None at all is a number too, and tells of nobody."""
    return turns if turns == 0 or turns >= FEWEST else None
