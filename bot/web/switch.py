"""The off switch: a file in the state folder. While it is there, no question is answered, danger signs still are."""

from __future__ import annotations

from pathlib import Path

from bot.paths import STATE

MOST_CHARACTERS = 1000


class Switch:
    """Read at every message, so that it works without a restart and from another process."""

    def __init__(self, path: Path = STATE / "switched-off.txt") -> None:
        self._path = path

    def off_message(self) -> str | None:
        """The message of whoever switched off ("" when they gave none), or None when on.

        A file that is there and cannot be read counts as off.
        """
        try:
            return self._path.read_text("utf-8")[:MOST_CHARACTERS].strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            return ""

    def turn_off(self, message: str) -> None:
        """Switch off, showing this message."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(message.strip()[:MOST_CHARACTERS], "utf-8")

    def turn_on(self) -> bool:
        """Switch on; returns whether it was off."""
        was_off = self._path.exists()
        self._path.unlink(missing_ok=True)
        return was_off
