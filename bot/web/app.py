"""The gateway: the only public process. Pages, the chat API, health."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.content import load_library
from bot.paths import STATE, STATIC
from bot.review.pages import review_routes
from bot.review.usage import UsageCounter
from bot.review.workspace import Workspace, draft_folder
from bot.turn import TurnPipeline
from bot.turn.rasa_client import RasaOverHttp
from bot.web.conversations import ConversationIds
from bot.web.endpoints.chat import ChatEndpoints
from bot.web.endpoints.errors import ErrorPages
from bot.web.endpoints.feedback import FeedbackEndpoints
from bot.web.endpoints.health import HealthEndpoints
from bot.web.endpoints.pages import PageEndpoints
from bot.web.endpoints.scripts import ScriptEndpoints
from bot.web.endpoints.share import ShareEndpoints
from bot.web.feedback import FeedbackStore
from bot.web.frames import allowed_frames
from bot.web.interface import interface
from bot.web.middleware import LimitBody, SecurityHeaders
from bot.web.services import Services
from bot.web.switch import Switch

# 20,000 characters of any script fit; more is no message.
MOST_BYTES = 200_000
# Bytes from which an answer is compressed; smaller ones fit one packet anyway.
COMPRESS_FROM = 1000


def create_app() -> Starlette:
    """The app, set up from the environment that `keepwell run` gives it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    library, switch = load_library(), Switch()
    rasa = RasaOverHttp(os.environ["KEEPWELL_RASA_URL"], os.environ["KEEPWELL_TOKEN"])
    health = HealthEndpoints(rasa, os.environ["KEEPWELL_ACTIONS_URL"].removesuffix("/webhook"))
    counter = UsageCounter()
    services = Services(
        library,
        TurnPipeline(library, rasa, switch.off_message, counter.count),
        ConversationIds.with_key_file(STATE / "conversation.key"),
        switch,
    )
    feedback = FeedbackStore(STATE / "feedback.db", library, tuple(interface().section("reason")))
    workspace = Workspace(library, rasa, services.ids, feedback, counter, draft=draft_folder())
    errors = ErrorPages(services)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with workspace.running():
            yield
        await rasa.close()
        await health.close()

    return Starlette(
        routes=[
            *ChatEndpoints(services).routes(),
            *PageEndpoints(services).routes(),
            *FeedbackEndpoints(services, feedback).routes(),
            *ShareEndpoints(services).routes(),
            *ScriptEndpoints(services).routes(),
            *health.routes(),
            review_routes(workspace),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[
            Middleware(SecurityHeaders, frame_ancestors=allowed_frames(library)),
            Middleware(GZipMiddleware, minimum_size=COMPRESS_FROM),
            Middleware(LimitBody, most_bytes=MOST_BYTES),
        ],
        exception_handlers={HTTPException: errors.on_http_error, Exception: errors.on_crash},
        lifespan=lifespan,
    )
