"""Sign-off: recorded in the workspace, bound to the digest of the words, published by writing it into the content file.

Families see what the file says and nothing else (docs/adr/0015): the records here are the minutes, and `publish`
is the only way from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec
import sqlalchemy as sa

from bot.content.library import read_library
from bot.content.model import SignOff
from bot.review.database import Conflict, Database, now
from bot.review.entries import Entry, entries_of
from bot.review.states import sign_off_of
from bot.review.tables import Reviewer, SignOffRecord

_LINE = re.compile(r"^sign_off:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


class SignOffs:
    """Records and takes back."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def record(self, entry: Entry, digest: str, reviewer: Reviewer, name: str, profession: str) -> None:
        """Agree to the words with this digest. Raises Conflict when the entry now has other words."""
        if digest != entry.digest:
            raise Conflict
        with self._database.writing() as session:
            session.add(
                SignOffRecord(
                    entry=entry.key,
                    digest=digest,
                    name=name,
                    profession=profession,
                    reviewer_id=reviewer.id,
                    at=self._clock(),
                )
            )

    def withdraw(self, id: int, version: int, why: str) -> None:
        """Take a sign-off back. Raises Conflict when somebody else already did."""
        with self._database.writing() as session:
            record = session.get(SignOffRecord, id)
            if record is None or record.version != version or record.withdrawn_at is not None:
                raise Conflict
            record.withdrawn_at, record.withdrawn_why = self._clock(), why


@dataclass(frozen=True)
class Publication:
    """One content file that says something else than the records."""

    key: str
    path: Path
    sign_off: SignOff | None

    def __str__(self) -> str:
        if self.sign_off is None:
            return f"{self.key}: the sign-off was taken back"
        return f"{self.key}: signed off by {self.sign_off.name} ({self.sign_off.role}) on {self.sign_off.on}"


def to_publish(database: Database, folder: Path) -> list[Publication]:
    """What the content files in this folder lack or hold too much of. A sign-off of other words is left alone."""
    with database.reading() as session:
        records = list(session.scalars(sa.select(SignOffRecord).order_by(SignOffRecord.id)))
    found = []
    for entry in entries_of(read_library(folder)).values():
        own = [record for record in records if record.entry == entry.key]
        standing = sign_off_of(entry, own)
        withdrawn = any(record.digest == entry.digest and record.withdrawn_at is not None for record in own)
        path = folder / f"{entry.key}.yml"
        if standing is not None and not entry.published:
            sign_off = SignOff(standing.name, standing.profession, _day(standing.at), entry.digest)
            found.append(Publication(entry.key, path, sign_off))
        elif standing is None and withdrawn and entry.published:
            found.append(Publication(entry.key, path, None))
    return found


def publish(publications: list[Publication], folder: Path) -> None:
    """Write them into the files, one line each; the rest of a file stays as it is. Raises ValueError for none."""
    for publication in publications:
        text = publication.path.read_text("utf-8")
        if len(_LINE.findall(text)) != 1:
            raise ValueError(
                f"{publication.path} has no line 'sign_off:' of its own. Add 'sign_off: null' and try again."
            )
        before, after = _LINE.split(text)
        line = f"sign_off: {_as_yaml(publication.sign_off)}\n"
        publication.path.write_text(f"{before}{line}{after}", "utf-8")
    entries = entries_of(read_library(folder))
    for publication in publications:
        if entries[publication.key].published != (publication.sign_off is not None):
            raise ValueError(f"{publication.path} was written, but reads back differently. Restore it from git.")


def _as_yaml(sign_off: SignOff | None) -> str:
    """One line. JSON is YAML, and quotes whatever a name may hold."""
    return "null" if sign_off is None else msgspec.json.encode(sign_off).decode()


def _day(time: datetime) -> date:
    return time.date()
