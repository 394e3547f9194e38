"""The gateway: the only public process. Pages, the chat API, health."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.content import Library, load_library
from bot.paths import STATE, STATIC
from bot.turn import TurnPipeline
from bot.turn.rasa_client import RasaOverHttp
from bot.web import render
from bot.web.conversations import ConversationIds, Transcripts
from bot.web.middleware import LimitBody, SecurityHeaders

logger = logging.getLogger(__name__)

# 20,000 characters of any script fit; more is no message.
MOST_BYTES = 200_000
BAD_REQUEST = {
    400: ("bad_request", 'The message could not be read. Send JSON like {"text": "your question"}.'),
    404: ("not_found", "There is no page at this address."),
    405: ("method_not_allowed", "This address does not take that kind of request."),
    413: ("too_large", "The message is too long. Please send a shorter one."),
}


class Gateway:
    """The handlers, with what they share."""

    def __init__(self, library: Library, rasa: RasaOverHttp, ids: ConversationIds, actions_url: str) -> None:
        self.library = library
        self.rasa = rasa
        self.pipeline = TurnPipeline(library, rasa)
        self.ids = ids
        self.transcripts = Transcripts()
        self._actions = httpx.AsyncClient(base_url=actions_url, timeout=1.0)

    # -- chat

    async def home(self, request: Request) -> Response:
        """GET /: the chat page; ?topic=ID opens on that answer, an unknown ID is ignored."""
        topic, unit = request.query_params.get("topic"), self._unit(request.query_params.get("unit"))
        if topic not in self.library.topics:
            return HTMLResponse(render.render_chat([], None, unit, None))
        conversation = self.ids.issue()
        messages = await self.pipeline.run("", conversation, topic=topic, unit=unit)
        transcript = self.transcripts.add(conversation, "", messages)
        return HTMLResponse(render.render_chat(transcript, conversation, unit, None))

    async def post_home(self, request: Request) -> Response:
        """POST /: the same chat as a form, for pages without JavaScript."""
        form = await request.form()
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
        conversation, text, messages, unit = await self._turn(fields)
        transcript = self.transcripts.add(conversation, text, messages)
        return HTMLResponse(render.render_chat(transcript, conversation, unit, None))

    async def post_message(self, request: Request) -> Response:
        """POST /api/messages: one message in, message objects out. `html: true` adds each message's HTML."""
        try:
            body = json.loads(await request.body())
        except (UnicodeDecodeError, ValueError, RecursionError):
            return self._json_error(400)
        if not isinstance(body, dict) or not isinstance(body.get("text", ""), str):
            return self._json_error(400)
        conversation, _, messages, _ = await self._turn(body)
        if body.get("html") is True:
            messages = [{**message, "html": render.render_message(message)} for message in messages]
        return JSONResponse({"conversation": conversation, "messages": messages})

    async def _turn(self, fields: dict[str, Any]) -> tuple[str, str, list[dict[str, Any]], str | None]:
        """Conversation id, text, messages and unit of one turn; wrong fields are ignored, not refused."""
        text = fields.get("text") or ""
        conversation = self.ids.accept(fields.get("conversation"))
        topic, part, unit = (self._word(fields.get(name)) for name in ("topic", "part", "unit"))
        unit = self._unit(unit)
        messages = await self.pipeline.run(text, conversation, topic=topic, part=part, unit=unit)
        return conversation, text, messages, unit

    @staticmethod
    def _word(value: object) -> str | None:
        return value if isinstance(value, str) else None

    def _unit(self, unit: str | None) -> str | None:
        return unit if unit in self.library.services else None

    # -- pages that need neither JavaScript nor Rasa

    async def topic(self, request: Request) -> Response:
        """GET /topics/ID."""
        topic = self.library.topics.get(request.path_params["id"])
        if topic is None:
            raise HTTPException(404)
        message = self.pipeline.composer.compose([{"type": "answer", "topic": topic.id}])[0]
        return HTMLResponse(render.render_topic(topic, message))

    async def urgent(self, request: Request) -> Response:
        """GET /urgent/ID."""
        group = request.path_params["id"]
        if group not in self.library.urgent:
            raise HTTPException(404)
        unit = self._unit(request.query_params.get("unit"))
        return HTMLResponse(render.render_urgent(self.pipeline.composer.urgent_card(group, unit)))

    # -- health

    async def live(self, request: Request) -> Response:
        """GET /health/live: this process answers."""
        return JSONResponse({"status": "live"})

    async def ready(self, request: Request) -> Response:
        """GET /health/ready: Rasa has its model and the actions answer."""
        parts = {"rasa": await self.rasa.is_ready(), "actions": await self._actions_ready()}
        ready = all(parts.values())
        return JSONResponse({"status": "ready" if ready else "not ready", **parts}, 200 if ready else 503)

    async def _actions_ready(self) -> bool:
        try:
            return (await self._actions.get("/health")).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    # -- errors

    def _contacts(self) -> list[dict[str, Any]]:
        return self.pipeline.composer.error("rasa_down")["contacts"]

    def _json_error(self, status: int) -> Response:
        error, message = BAD_REQUEST.get(status, ("server_error", self.pipeline.composer.words("rasa_down")))
        return JSONResponse({"error": error, "message": message, "contacts": self._contacts()}, status)

    async def on_http_error(self, request: Request, error: Exception) -> Response:
        """A clear page or JSON for refused requests, always with who to call."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        if request.url.path.startswith(("/api/", "/health/")):
            return self._json_error(status)
        _, message = BAD_REQUEST.get(status, ("", self.pipeline.composer.words("rasa_down")))
        title = "Page not found" if status == httpx.codes.NOT_FOUND else "Something went wrong"
        return HTMLResponse(render.render_error(status, title, message, self._contacts()), status)

    async def on_crash(self, request: Request, error: Exception) -> Response:
        """A fault of ours: logged with its trace, shown without."""
        logger.error("request to %s failed", request.url.path, exc_info=error)
        return await self.on_http_error(request, error)

    async def close(self) -> None:
        """Close kept connections."""
        await self.rasa.close()
        await self._actions.aclose()


def create_app() -> Starlette:
    """The app, set up from the environment that `keepwell run` gives it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    gateway = Gateway(
        load_library(),
        RasaOverHttp(os.environ["KEEPWELL_RASA_URL"], os.environ["KEEPWELL_TOKEN"]),
        ConversationIds.with_key_file(STATE / "conversation.key"),
        os.environ["KEEPWELL_ACTIONS_URL"].removesuffix("/webhook"),
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await gateway.close()

    return Starlette(
        routes=[
            Route("/", gateway.home, methods=["GET"]),
            Route("/", gateway.post_home, methods=["POST"]),
            Route("/api/messages", gateway.post_message, methods=["POST"]),
            Route("/topics/{id}", gateway.topic),
            Route("/urgent/{id}", gateway.urgent),
            Route("/health/live", gateway.live),
            Route("/health/ready", gateway.ready),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(LimitBody, most_bytes=MOST_BYTES)],
        exception_handlers={HTTPException: gateway.on_http_error, Exception: gateway.on_crash},
        lifespan=lifespan,
    )
