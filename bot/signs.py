"""What the net found, in the plain form in which the gateway hands it to Rasa as message metadata."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the action server needs the signs and not the net, which would bring spaCy
    from bot.red_flags.net import Reading

# The key under which the metadata of a message carries it.
SIGNS = "signs"


@dataclass(frozen=True)
class Sign:
    """A danger sign that the deterministic net found."""

    group: str
    level: str
    sure: bool
    pattern: str


@dataclass(frozen=True)
class Signs:
    """All of a message. `denied`: danger words stand in it, but only where the context takes the alarm away."""

    found: tuple[Sign, ...] = ()
    denied: bool = False

    @classmethod
    def of(cls, reading: Reading) -> Signs:
        """The signs of a reading."""
        found = tuple(Sign(f.group, f.level, f.sure, f.pattern) for f in reading.findings)
        return cls(found, bool(reading.denied))

    @classmethod
    def from_metadata(cls, metadata: dict[str, Any] | None) -> Signs:
        """The signs in a message's metadata; none when it came without."""
        raw = (metadata or {}).get(SIGNS) or {}
        return cls(tuple(Sign(**sign) for sign in raw.get("found", [])), bool(raw.get("denied")))

    def as_metadata(self) -> dict[str, Any]:
        """The value of the key SIGNS."""
        return asdict(self)

    @property
    def state(self) -> str:
        """'sure', 'doubt', 'denied' or 'none'."""
        if self.found:
            return "sure" if any(sign.sure for sign in self.found) else "doubt"
        return "denied" if self.denied else "none"

    def of_group(self, group: str) -> Sign | None:
        """The sign of this group, if there is one."""
        return next((sign for sign in self.found if sign.group == group), None)
