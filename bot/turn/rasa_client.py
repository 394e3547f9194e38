"""The gateway's side of the one call to Rasa."""

from __future__ import annotations

from typing import Any

import httpx

from bot.rasa_server.request import TOKEN_HEADER, UserTurn
from bot.turn.context import BackendError

# After this many seconds a family gets the gateway's own reply. A turn takes about 0.02 s.
TIMEOUT = 2.0


class RasaOverHttp:
    """The Rasa server on loopback or a private network."""

    def __init__(self, url: str, token: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, headers={TOKEN_HEADER: token}, timeout=TIMEOUT)

    async def send(self, turn: UserTurn) -> list[dict[str, Any]]:
        """The directions for this turn. Raises BackendError."""
        try:
            response = await self._client.post("/webhooks/gateway/turn", json=turn.as_json())
            response.raise_for_status()
            return response.json()["directions"]
        except (httpx.HTTPError, KeyError, ValueError) as error:
            raise BackendError(f"{type(error).__name__}: {error}") from error

    async def understood(self, conversation: str) -> dict[str, Any]:
        """What Rasa took the last message of a conversation for; {} when there is none. Raises BackendError."""
        try:
            response = await self._client.get("/webhooks/gateway/understood", params={"conversation": conversation})
            response.raise_for_status()
            return response.json()["understood"]
        except (httpx.HTTPError, KeyError, ValueError) as error:
            raise BackendError(f"{type(error).__name__}: {error}") from error

    async def is_ready(self) -> bool:
        """Whether Rasa has its model loaded."""
        try:
            return (await self._client.get("/webhooks/gateway/health")).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the kept connections."""
        await self._client.aclose()
