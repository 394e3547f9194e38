"""Browsers that are signed in: a random token in a cookie, its hash in the database, and a secret for each form."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.review.database import Database, now
from bot.review.reviewers import is_active
from bot.review.tables import Reviewer, SignIn

LASTS = timedelta(hours=12)


class SignIns:
    """Begins, reads and ends them."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def begin(self, reviewer: Reviewer) -> str:
        """Sign a reviewer in; returns the token for the cookie."""
        token = secrets.token_urlsafe(32)
        time = self._clock()
        with self._database.writing() as session:
            session.execute(sa.delete(SignIn).where(SignIn.expires_at < time))
            session.add(
                SignIn(
                    reviewer_id=reviewer.id,
                    token_hash=_hashed(token),
                    csrf=secrets.token_urlsafe(24),
                    expires_at=min(time + LASTS, reviewer.expires_at),
                )
            )
        return token

    def read(self, token: str | None) -> SignIn | None:
        """The sign-in of this token, unless it or its reviewer has ended."""
        if not token:
            return None
        with self._database.reading() as session:
            found = session.scalar(sa.select(SignIn).where(SignIn.token_hash == _hashed(token)))
        if found is None or found.expires_at <= self._clock() or not is_active(found.reviewer, self._clock()):
            return None
        return found

    def end(self, sign_in: SignIn) -> None:
        """Sign this browser out."""
        with self._database.writing() as session:
            session.execute(sa.delete(SignIn).where(SignIn.id == sign_in.id))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
