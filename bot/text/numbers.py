"""A message that is nothing but a number: an answer to what was offered, or a week of pregnancy."""

from __future__ import annotations

import re

_ONLY_NUMBER = re.compile(r"\W*([0-9]{1,2})(?:\s*\+\s*[0-6])?\W*")
# A test shows a pregnancy from about week 4; smaller numbers pick one of the topics offered.
FIRST_WEEK, LAST_WEEK = 4, 42


def only_number(text: str) -> int | None:
    """The number, or None when the message says anything else. Days ("24+3") are left out.

    >>> only_number("28"), only_number(" 24 + 3 ?"), only_number("28 mg"), only_number("38.5")
    (28, 24, None, None)
    """
    match = _ONLY_NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def only_week(text: str) -> int | None:
    """The week of pregnancy that a lone number can be, or None."""
    number = only_number(text)
    return number if number is not None and FIRST_WEEK <= number <= LAST_WEEK else None
