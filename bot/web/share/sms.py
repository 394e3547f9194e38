"""How many text messages a text takes: senders pay for each."""

from __future__ import annotations

# GSM 03.38: what fits 7 bits, and what takes two places. Any other letter makes the whole text take 16 bits a letter.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE = frozenset("^{}\\[~]|€")


def sms_parts(text: str) -> int:
    """The number of text messages; 1 for an empty text.

    >>> sms_parts("a" * 160), sms_parts("a" * 161), sms_parts("ł" * 71)
    (1, 2, 2)
    """
    if set(text) <= _BASIC | _DOUBLE:
        length, alone, joined = sum(2 if char in _DOUBLE else 1 for char in text), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else -(-length // joined)
