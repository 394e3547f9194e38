"""Scripts with a fixed address: the launcher for other sites, and the service worker."""

from __future__ import annotations

import hashlib
import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.paths import STATIC
from bot.web import render
from bot.web.services import Services
from bot.web.view import View

BUILD = STATIC / "build"
# Kept on the phone before anything else: with these alone a family learns who to call.
FIRST_KEPT = ("/call", "/offline")


class ScriptEndpoints:
    """The two scripts, each with its data before it."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._composer = services.composer
        self._worker = self._worker_script()

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [Route("/embed.js", self.embed), Route("/sw.js", self.worker)]

    async def embed(self, request: Request) -> Response:
        """GET /embed.js: adds a launcher and a frame to the page of a hospital; its words in ?lang=."""
        words = View.of(request, self._library).language.section("embed")
        return _answer(_script({"words": words}, "embed.js"))

    async def worker(self, request: Request) -> Response:
        """GET /sw.js: keeps who to call and the danger signs on the phone."""
        return _answer(self._worker)

    def _worker_script(self) -> str:
        view = View()
        later = ["/urgent", *(f"/urgent/{group}" for group in self._library.urgent)]
        pages = [
            render.render_call(view, self._library),
            render.render_offline(view, self._library),
            render.render_signs(view, self._library),
            *(render.render_urgent(self._composer.urgent_card(group, None), view) for group in self._library.urgent),
        ]
        # The pages name their style and script by version, so the digest changes with those too.
        version = hashlib.sha256("".join(pages).encode()).hexdigest()[:12]
        first = [*FIRST_KEPT, *(render.asset(name) for name in ("keepwell.css", "page.js", "icon.svg"))]
        return _script({"version": version, "first": first, "later": later, "offline": "/offline"}, "sw.js")


def _script(data: dict[str, object], name: str) -> str:
    path = BUILD / name
    code = path.read_text("utf-8") if path.is_file() else ""
    # in a function of its own: no name of ours is left behind in the page of another site
    return f"(()=>{{const KEEPWELL={json.dumps(data, separators=(',', ':'))};{code}}})();"


def _answer(script: str) -> Response:
    return Response(script, media_type="text/javascript")
