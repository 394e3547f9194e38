"""Personal codes: easy to read out, stored only as a hash.

The first four letters (the selector) find the reviewer, the other twelve (60 random bits) are proved against the hash.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

# Crockford's base 32: no letter that looks like a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LENGTH, _SELECTOR, _GROUP = 16, 4, 4
_COST = {"n": 2**14, "r": 8, "p": 1}  # about 40 ms and 16 MB


def new_code() -> str:
    """A code as it is handed out, like K7QF-2M9X-8D3T-0WZA."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_code(typed: str) -> tuple[str, str] | None:
    """Selector and secret of a code as somebody typed it, or None when it cannot be one.

    >>> read_code("k7qf 2m9x 8d3t owza")
    ('K7QF', '2M9X8D3T0WZA')
    """
    letters = "".join(char for char in typed.upper() if char.isalnum()).translate(_LOOKALIKES)
    if len(letters) != _LENGTH or not set(letters) <= set(_ALPHABET):
        return None
    return letters[:_SELECTOR], letters[_SELECTOR:]


def hash_secret(secret: str, salt: bytes) -> bytes:
    """The hash that is stored."""
    return hashlib.scrypt(secret.encode(), salt=salt, n=_COST["n"], r=_COST["r"], p=_COST["p"])


def new_salt() -> bytes:
    """A salt for one reviewer."""
    return secrets.token_bytes(16)


def is_right(secret: str, salt: bytes, code_hash: bytes) -> bool:
    """Whether the secret belongs to the hash."""
    return hmac.compare_digest(hash_secret(secret, salt), code_hash)
