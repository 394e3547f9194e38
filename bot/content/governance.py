"""Sign-off bound to a hash of the words, and review dates."""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from bot.content.model import Governed, Kept

DAYS_A_MONTH = 30.44  # review dates are about months; a day more or less does not matter

# Changing these does not change what a family reads.
UPKEEP_FIELDS = frozenset({"owner", "last_reviewed", "review_in", "sign_off", "check"})


def words_digest(entry: Governed) -> str:
    """SHA-256 of everything but the upkeep fields; a sign-off names the digest it agrees to."""
    words = {key: value for key, value in msgspec.to_builtins(entry).items() if key not in UPKEEP_FIELDS}
    return hashlib.sha256(msgspec.json.encode(words, order="sorted")).hexdigest()


def is_signed_off(entry: Governed) -> bool:
    """Whether a clinician agreed to exactly these words."""
    return entry.sign_off is not None and entry.sign_off.digest == words_digest(entry)


def review_by(entry: Kept) -> date:
    """The day by which the entry should be read again."""
    months = int(entry.review_in.split(" ")[0])
    return date.fromordinal(entry.last_reviewed.toordinal() + round(months * DAYS_A_MONTH))


def review_due(entry: Kept, today: date) -> bool:
    """Whether the review is overdue. Overdue content is still shown, and says so; cards never vanish."""
    return today > review_by(entry)
