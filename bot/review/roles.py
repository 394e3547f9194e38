"""Who may do what. Checked on the server at every request (bot/review/pages/guard.py)."""

from __future__ import annotations

from typing import Literal

Role = Literal["lay", "clinical", "editor"]
# "read" is all that is signed in; "shared" is messages that families agreed to share
Permission = Literal["read", "test", "comment", "shared", "sign_off", "resolve", "export"]

_EVERYONE: frozenset[Permission] = frozenset({"read", "test", "comment"})
PERMISSIONS: dict[str, frozenset[Permission]] = {
    "lay": _EVERYONE,
    "clinical": _EVERYONE | {"shared", "sign_off"},
    # who writes the words does not sign them off
    "editor": _EVERYONE | {"shared", "resolve", "export"},
}
ROLES = tuple(PERMISSIONS)


def may(role: str, permission: Permission) -> bool:
    """Whether this role has the permission; an unknown role has none."""
    return permission in PERMISSIONS.get(role, frozenset())
