"""Refused and failed requests: a clear page, or JSON, always with who to call."""

from __future__ import annotations

import logging

import httpx
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.web import render
from bot.web.services import Services
from bot.web.view import View

logger = logging.getLogger(__name__)

# Status: the name of the error in JSON, and its words in the catalogue.
KNOWN = {
    400: ("bad_request", "error.bad_request"),
    404: ("not_found", "error.no_page"),
    405: ("method_not_allowed", "error.method_not_allowed"),
    413: ("too_large", "error.too_large"),
}
EXAMPLE = '{"text": "your question"}'


class ErrorPages:
    """Turns exceptions into answers."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_http_error(self, request: Request, error: Exception) -> Response:
        """The answer to a refused request."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        view = View.of(request, self._services.library)
        contacts = self._services.contacts(view.unit)
        name, message = self._words(status, error, view)
        if request.url.path.startswith(("/api/", "/health/")):
            return JSONResponse({"error": name, "message": message, "contacts": contacts}, status)
        title = "error.not_found" if status == httpx.codes.NOT_FOUND else "error.wrong"
        return HTMLResponse(render.render_error(status, view.language.text(title), message, contacts, view), status)

    def _words(self, status: int, error: Exception, view: View) -> tuple[str, str]:
        if isinstance(error, HTTPException) and error.detail == "bad_feedback":
            return "bad_request", view.language.text("error.bad_feedback")
        if status not in KNOWN:
            return "server_error", self._services.composer.words("rasa_down")
        name, key = KNOWN[status]
        values = {"example": EXAMPLE} if key == "error.bad_request" else {}
        return name, view.language.text(key, **values)

    async def on_crash(self, request: Request, error: Exception) -> Response:
        """A fault of ours: logged with its trace, shown without."""
        logger.error("request to %s failed", request.url.path, exc_info=error)
        return await self.on_http_error(request, error)
