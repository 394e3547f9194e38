"""The chat: the page, its form for pages without JavaScript, and the API."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web import render
from bot.web.conversations import Transcripts
from bot.web.deep_links import read_deep_link
from bot.web.services import Services
from bot.web.view import View


class ChatEndpoints:
    """One turn, however it is sent."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._transcripts = Transcripts()

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route("/", self.home, methods=["GET"]),
            Route("/", self.post_home, methods=["POST"]),
            Route("/api/messages", self.post_message, methods=["POST"]),
        ]

    async def home(self, request: Request) -> Response:
        """GET /: the chat page; ?topic= and ?weeks= open on what they ask for."""
        services = self._services
        view = View.of(request, services.library)
        link, closed = read_deep_link(request.query_params, services.library), services.switch.off_message()
        if link.is_empty or closed is not None:
            return HTMLResponse(render.render_chat([], None, view, closed, topic=link.topic))
        conversation = services.ids.issue()
        messages = await services.pipeline.run(
            "", conversation, topic=link.topic, part=link.part, unit=view.unit, weeks=link.weeks, language=view.code
        )
        return HTMLResponse(self._page(conversation, "", messages, view))

    async def post_home(self, request: Request) -> Response:
        """POST /: the same chat as a form, for pages without JavaScript."""
        form = await request.form()
        fields: dict[str, Any] = {key: value for key, value in form.items() if isinstance(value, str)}
        view = View.of(request, self._services.library, fields)
        conversation, messages = await self._turn(fields, view)
        return HTMLResponse(self._page(conversation, fields.get("text", ""), messages, view))

    async def post_message(self, request: Request) -> Response:
        """POST /api/messages: one message in, message objects out. `html: true` adds each message's HTML."""
        try:
            fields = json.loads(await request.body())
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise HTTPException(400) from None
        if not isinstance(fields, dict) or not isinstance(fields.get("text", ""), str):
            raise HTTPException(400)
        view = View.of(request, self._services.library, fields)
        conversation, messages = await self._turn(fields, view)
        if fields.get("html") is True:
            messages = [{**message, "html": render.render_message(message, None, view)} for message in messages]
        return JSONResponse({"conversation": conversation, "messages": messages})

    async def _turn(self, fields: dict[str, Any], view: View) -> tuple[str, list[dict[str, Any]]]:
        """Conversation id and messages of one turn; wrong fields are ignored, not refused."""
        conversation = self._services.ids.accept(fields.get("conversation"))
        topic, part = (_word(fields.get(name)) for name in ("topic", "part"))
        messages = await self._services.pipeline.run(
            fields.get("text") or "", conversation, topic=topic, part=part, unit=view.unit, language=view.code
        )
        return conversation, messages

    def _page(self, conversation: str, text: str, messages: list[dict[str, Any]], view: View) -> str:
        transcript = self._transcripts.add(conversation, text, messages)
        return render.render_chat(transcript, conversation, view, self._services.switch.off_message())


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
