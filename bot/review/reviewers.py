"""Who may sign in: made and revoked on the command line, proved with a code."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.review.codes import hash_secret, is_right, new_code, new_salt, read_code
from bot.review.database import Database, now
from bot.review.roles import ROLES
from bot.review.tables import FailedSignIn, Reviewer, SignIn

# Failed tries within this time, from one address or on one code, before nothing more is tried.
WINDOW = timedelta(minutes=15)
MOST_FAILED = 10
MOST_NAME = 200
_NOBODY = b"0" * 16  # the salt that an unknown selector is tried on, so that it takes as long as a known one


class ReviewerError(ValueError):
    """The command cannot be carried out; the message says what to do."""


class Refused(ValueError):  # noqa: N818 (an outcome)
    """A code was not accepted. `why`: wrong, expired or too_many."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Reviewers:
    """Adds, lists, revokes and recognises reviewers."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, role: str, days: int) -> str:
        """A new reviewer; returns the code, which is shown this once. Raises ReviewerError."""
        name = " ".join(name.split())
        if not name or len(name) > MOST_NAME:
            raise ReviewerError(f"Give a name of 1 to {MOST_NAME} letters.")
        if role not in ROLES:
            raise ReviewerError(f"There is no role {role!r}. Use one of: {', '.join(ROLES)}.")
        time = self._clock()
        with self._database.writing() as session:
            if self._active(session, name):
                raise ReviewerError(
                    f"{name!r} can already sign in. Revoke that first (keepwell reviewers revoke {name!r}), or use "
                    "another name."
                )
            code = new_code()
            while session.scalar(sa.select(Reviewer.id).where(Reviewer.selector == _selector(code))):
                code = new_code()
            salt = new_salt()
            session.add(
                Reviewer(
                    name=name,
                    role=role,
                    selector=_selector(code),
                    salt=salt,
                    code_hash=hash_secret(_read(code)[1], salt),
                    created_at=time,
                    expires_at=time + timedelta(days=days),
                )
            )
        return code

    def all(self) -> list[Reviewer]:
        """Every reviewer there ever was, newest last."""
        with self._database.reading() as session:
            return list(session.scalars(sa.select(Reviewer).order_by(Reviewer.id)))

    def revoke(self, name: str) -> int:
        """End the code and every sign-in of this name; returns how many reviewers that was. Raises ReviewerError."""
        with self._database.writing() as session:
            found = self._active(session, " ".join(name.split()))
            if not found:
                raise ReviewerError(f"Nobody called {name!r} can sign in. 'keepwell reviewers list' shows who can.")
            for reviewer in found:
                reviewer.revoked_at = self._clock()
                session.execute(sa.delete(SignIn).where(SignIn.reviewer_id == reviewer.id))
        return len(found)

    def recognise(self, typed: str, address: str) -> Reviewer:
        """The reviewer of this code. Raises Refused, and counts what failed."""
        parts = read_code(typed)
        watched = [_hashed(address), *([f"code {parts[0]}"] if parts else [])]
        with self._database.writing() as session:
            if self._failed_too_often(session, watched):
                raise Refused("too_many")
        with self._database.reading() as session:
            reviewer = session.scalar(sa.select(Reviewer).where(Reviewer.selector == parts[0])) if parts else None
        salt, code_hash = (reviewer.salt, reviewer.code_hash) if reviewer else (_NOBODY, b"")
        right = is_right(parts[1] if parts else "", salt, code_hash)
        with self._database.writing() as session:
            if not right or reviewer is None:
                session.add_all(FailedSignIn(who=who, at=self._clock()) for who in watched)
            elif is_active(reviewer, self._clock()):
                session.execute(
                    sa.update(Reviewer).where(Reviewer.id == reviewer.id).values(last_seen_at=self._clock())
                )
                return reviewer
        raise Refused("expired" if right else "wrong")

    def _failed_too_often(self, session: Session, watched: list[str]) -> bool:
        since = self._clock() - WINDOW
        session.execute(sa.delete(FailedSignIn).where(FailedSignIn.at < since))
        counts = sa.select(sa.func.count()).where(FailedSignIn.who.in_(watched)).group_by(FailedSignIn.who)
        return max(session.scalars(counts), default=0) >= MOST_FAILED

    def _active(self, session: Session, name: str) -> list[Reviewer]:
        named = session.scalars(sa.select(Reviewer).where(Reviewer.name == name))
        return [reviewer for reviewer in named if is_active(reviewer, self._clock())]


def is_active(reviewer: Reviewer, time: datetime) -> bool:
    """Whether the reviewer may sign in, and stay signed in, at this time."""
    return reviewer.revoked_at is None and time < reviewer.expires_at


def _read(code: str) -> tuple[str, str]:
    parts = read_code(code)
    assert parts is not None
    return parts


def _selector(code: str) -> str:
    return _read(code)[0]


def _hashed(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]
