"""POST /api/feedback: a vote on an answer, then why. As JSON, or as a form from a page without JavaScript."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web import render
from bot.web.feedback import FeedbackError, FeedbackStore
from bot.web.services import Services
from bot.web.view import View


class FeedbackEndpoints:
    """Takes votes and reasons."""

    def __init__(self, services: Services, store: FeedbackStore) -> None:
        self._library = services.library
        self._store = store

    def routes(self) -> list[BaseRoute]:
        """The address."""
        return [Route("/api/feedback", self.post, methods=["POST"])]

    async def post(self, request: Request) -> Response:
        """A vote {topic, part, vote} answers with its {id}; {id, reason, share, message} adds why to it."""
        is_form = not request.headers.get("content-type", "").startswith("application/json")
        fields = await self._fields(request, is_form)
        view = View.of(request, self._library, fields)
        given = fields.get("id")
        try:
            if given is not None:
                may_share = fields.get("share") in (True, "yes")
                self._store.reason(given, fields.get("reason"), fields.get("message"), may_share=may_share)
            else:
                given = self._store.vote(fields.get("topic"), fields.get("part"), fields.get("vote"))
        except FeedbackError:
            raise HTTPException(400, "bad_feedback") from None
        asks_why = fields.get("vote") == "down"
        if is_form:
            return HTMLResponse(render.render_feedback(view, given if asks_why else None))
        return JSONResponse({"id": given, "html": render.render_reasons(view, given) if asks_why else ""})

    @staticmethod
    async def _fields(request: Request, is_form: bool) -> dict[str, Any]:
        if is_form:
            form = await request.form()
            return {key: value for key, value in form.items() if isinstance(value, str)}
        try:
            fields = json.loads(await request.body())
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise HTTPException(400) from None
        if not isinstance(fields, dict):
            raise HTTPException(400)
        return fields
