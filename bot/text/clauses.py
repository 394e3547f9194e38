"""Splits a message into the clauses that can carry a meaning of their own."""

from __future__ import annotations

import re

# Sentence ends and line breaks always part. "and", "but", "also" ... part only before what starts a clause
# of its own, so that "ham and cheese" stays whole.
_SENTENCE_END = re.compile(r"[.!?;\n…]+(?=\s|$)|\n+|\s+-+\s+")
_JOINT = re.compile(
    r",?\s+(?:and also|and|but|also|plus|then|so|because|cos|anyway|oh|btw|by the way|"
    r"another thing|one more thing|as well as)\s+"
    r"(?=(?:i|i'm|im|ive|i've|my|me|we|he|hes|she|shes|it|its|is|are|am|was|do|does|did|can|could|should|will|"
    r"would|what|whats|when|where|wheres|who|how|why|which|there|theres|the|a|also|now|if|have|has|got|"
    r"been|keep|not|no|cannot|cant|baby|been|feel|feeling|having|today)\b)",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+")
MIN_WORDS = 3
MAX_CLAUSES = 48


def split_clauses(text: str) -> list[str]:
    """The clauses of a message in order; [] when the message is one clause.

    Longer messages without any punctuation (voice typing) are also cut into overlapping windows,
    since there a danger sign can stand anywhere between ordinary words.
    """
    clauses: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        sentence = sentence.strip(" ,")
        if not sentence:
            continue
        parts = [part.strip(" ,") for part in _JOINT.split(sentence)]
        for part in parts:
            pieces = [piece for piece in _COMMA.split(part) if piece] if len(part.split()) > 9 else [part]
            for piece in pieces:
                clauses.extend(_windows(piece))
        if len(parts) > 1:
            clauses.append(sentence)
    seen: dict[str, None] = {}
    for clause in clauses:
        if len(clause.split()) >= MIN_WORDS and clause != text.strip():
            seen.setdefault(clause)
    return list(seen)[:MAX_CLAUSES]


def _windows(piece: str, size: int = 14, step: int = 7) -> list[str]:
    words = piece.split()
    if len(words) <= size + step:
        return [piece]
    return [" ".join(words[start : start + size]) for start in range(0, len(words) - step, step)]
