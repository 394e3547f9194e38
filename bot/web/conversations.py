"""Conversation ids that only this server can issue, and the transcripts of pages without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Any

from cachetools import TTLCache

HOURS_KEPT = 24
MOST_CONVERSATIONS = 5000
MOST_TURNS = 50
_RANDOM_BYTES = 16
_TAG_BYTES = 9


class ConversationIds:
    """Unguessable ids, each with a tag of a secret key: a made-up one is told apart without any storage."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def with_key_file(cls, path: Path) -> ConversationIds:
        """The key in this file, made on first use, so that conversations outlive a restart."""
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(secrets.token_bytes(32))
        return cls(path.read_bytes())

    def issue(self) -> str:
        """A new id."""
        return self._tagged(secrets.token_bytes(_RANDOM_BYTES))

    def accept(self, given: object) -> str:
        """The given id if this server issued it, else a new one: a wrong id only starts a new conversation."""
        if isinstance(given, str) and given.isascii() and len(given) <= 64:
            try:
                raw = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
            except ValueError:
                return self.issue()
            if hmac.compare_digest(given, self._tagged(raw[:_RANDOM_BYTES])):
                return given
        return self.issue()

    def _tagged(self, random: bytes) -> str:
        tag = hmac.new(self._key, random, hashlib.sha256).digest()[:_TAG_BYTES]
        return base64.urlsafe_b64encode(random + tag).decode().rstrip("=")


class Transcripts:
    """What stands on the page of each conversation that is held without JavaScript. In memory only."""

    def __init__(self) -> None:
        self._kept: TTLCache[str, list[dict[str, Any]]] = TTLCache(MOST_CONVERSATIONS, HOURS_KEPT * 3600)

    def add(self, conversation: str, text: str, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Append a turn and return the whole transcript (its last 50 turns)."""
        turns = self._kept.get(conversation, [])
        if text:
            turns = [*turns, {"role": "you", "text": text, "messages": []}]
        turns = [*turns, {"role": "keepwell", "text": "", "messages": messages}][-2 * MOST_TURNS :]
        self._kept[conversation] = turns
        return turns
