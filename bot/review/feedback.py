"""Takes over the votes of the public pages (bot/web/feedback.py)."""

from __future__ import annotations

import sqlalchemy as sa

from bot.redact import redact
from bot.review.database import Database
from bot.review.tables import Thumb
from bot.web.feedback import FeedbackStore


def take_over(store: FeedbackStore, database: Database) -> int:
    """Copy votes and reasons that are not here yet; returns how many votes were new. Shared messages come redacted."""
    votes = store.all()
    with database.writing() as session:
        known = {thumb.id: thumb for thumb in session.scalars(sa.select(Thumb))}
        for vote in votes:
            thumb = known.get(vote.id)
            message = redact(vote.message) if vote.message else None
            if thumb is None:
                session.add(Thumb(id=vote.id, topic=vote.topic, part=vote.part, vote=vote.vote, day=vote.day,
                                  reason=vote.reason_code, message=message))  # fmt: skip
            elif (thumb.reason, thumb.message) != (vote.reason_code, message):
                # why was told after the vote
                thumb.reason, thumb.message = vote.reason_code, message
    return sum(vote.id not in known for vote in votes)
