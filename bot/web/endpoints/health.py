"""Health: does this process answer, and do the others."""

from __future__ import annotations

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.turn.rasa_client import RasaOverHttp


class HealthEndpoints:
    """For supervisors and load balancers."""

    def __init__(self, rasa: RasaOverHttp, actions_url: str) -> None:
        self._rasa = rasa
        self._actions = httpx.AsyncClient(base_url=actions_url, timeout=1.0)

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [Route("/health/live", self.live), Route("/health/ready", self.ready)]

    async def live(self, request: Request) -> Response:
        """GET /health/live: this process answers."""
        return JSONResponse({"status": "live"})

    async def ready(self, request: Request) -> Response:
        """GET /health/ready: Rasa has its model and the actions answer."""
        parts = {"rasa": await self._rasa.is_ready(), "actions": await self._actions_ready()}
        ready = all(parts.values())
        return JSONResponse({"status": "ready" if ready else "not ready", **parts}, 200 if ready else 503)

    async def _actions_ready(self) -> bool:
        try:
            return (await self._actions.get("/health")).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close kept connections."""
        await self._actions.aclose()
