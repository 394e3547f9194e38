"""The state of an entry: how far its words are agreed, and how fresh they are. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.review.entries import Entry
from bot.review.tables import Reviewer, SignOffRecord, Verdict

STATES = ("draft", "lay_tested", "signed_off", "changed")
FRESHNESS = ("fresh", "due", "expired")
# So long before its day a review is announced.
NOTICE = timedelta(days=30)
_GRAVE = ("unsafe", "wrong")


@dataclass(frozen=True)
class EntryState:
    """An entry with all that its line in the list shows."""

    entry: Entry
    state: str
    freshness: str
    sign_off: SignOffRecord | None
    # every open report on any words of the entry, and those among them that say "unsafe"
    open_reports: int
    unsafe: int

    @property
    def to_publish(self) -> bool:
        """Whether a sign-off of the present words waits to be written into the content file."""
        return self.sign_off is not None and not self.entry.published


def states_of(session: Session, entries: Iterable[Entry], today: date) -> list[EntryState]:
    """The state of each entry, in the same order."""
    entries = list(entries)
    records: dict[str, list[SignOffRecord]] = {}
    for record in session.scalars(sa.select(SignOffRecord).order_by(SignOffRecord.id)):
        records.setdefault(record.entry, []).append(record)
    lay: set[tuple[str, str]] = set()
    disputed: set[tuple[str, str]] = set()
    reports: dict[str, int] = {}
    unsafe: dict[str, int] = {}
    columns = (Verdict.entry, Verdict.digest, Verdict.verdict, Verdict.status, Reviewer.role)
    for key, digest, verdict, status, role, count in session.execute(
        sa.select(*columns, sa.func.count())
        .join(Reviewer, Verdict.reviewer_id == Reviewer.id)
        .where(Verdict.entry.is_not(None))
        .group_by(*columns)
    ):
        if verdict == "right" and role == "lay":
            lay.add((key, digest))
        if status == "open":
            reports[key] = reports.get(key, 0) + count
            if verdict in _GRAVE:
                disputed.add((key, digest))
            if verdict == "unsafe":
                unsafe[key] = unsafe.get(key, 0) + count
    return [
        EntryState(
            entry=entry,
            state=_state(entry, records.get(entry.key, []), (entry.key, entry.digest) in lay - disputed),
            freshness=freshness(entry, today),
            sign_off=sign_off_of(entry, records.get(entry.key, [])),
            open_reports=reports.get(entry.key, 0),
            unsafe=unsafe.get(entry.key, 0),
        )
        for entry in entries
    ]


def sign_off_of(entry: Entry, records: Iterable[SignOffRecord]) -> SignOffRecord | None:
    """The newest standing sign-off of exactly the present words, made in the workspace."""
    standing = [record for record in records if record.digest == entry.digest and record.withdrawn_at is None]
    return standing[-1] if standing else None


def freshness(entry: Entry, today: date) -> str:
    """fresh, due (within NOTICE of its day) or expired (past it; families then read that it is overdue)."""
    if today > entry.review_by:
        return "expired"
    return "due" if today >= entry.review_by - NOTICE else "fresh"


def _state(entry: Entry, records: list[SignOffRecord], lay_tested: bool) -> str:
    withdrawn = {record.digest for record in records if record.withdrawn_at is not None}
    standing = {record.digest for record in records if record.withdrawn_at is None}
    in_file = {entry.content.sign_off.digest} if entry.content.sign_off else set()
    agreed = standing | (in_file - withdrawn)
    if entry.digest in agreed:
        return "signed_off"
    if agreed:
        return "changed"
    return "lay_tested" if lay_tested else "draft"
