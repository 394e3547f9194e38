"""Words that take back what was said before: "no i meant for the baby", "sorry, not me, i was asking about my mum"."""

from __future__ import annotations

import re

# They say how the message hangs on to the last one, and nothing about what is asked.
_LEAD_IN = re.compile(
    r"^(?:(?:no+|nah|nope|sorry|oh|ah|wait|actually|hang on|oops|not that|wrong one)\b[ ,.!-]*)*"
    r"(?:what )?(?:i|we) (?:(?:only|just|really|actually) )?"
    r"(?:meant?|mean to (?:say|ask)|meant to (?:say|ask)|(?:was|am) (?:asking|talking|on) about|(?:was|am) asking)"
    r"(?: is| was)?[ ,:]+(?!(?:it|that|this|so|you)\b)(?=\w)"
)


def strip_correction(words: str) -> str:
    """Normalised words without the lead-in of a correction.

    >>> strip_correction("no i meant for the baby")
    'for the baby'
    """
    return _LEAD_IN.sub("", words, count=1)


def is_correction(words: str) -> bool:
    """Whether normalised words begin with such a lead-in."""
    return bool(_LEAD_IN.match(words))
