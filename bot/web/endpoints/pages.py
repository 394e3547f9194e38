"""Pages that need neither JavaScript nor Rasa (search is better with Rasa, and works without)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web import render
from bot.web.search import TopicIndex
from bot.web.services import Services
from bot.web.view import View

MOST_QUERY = 2000


class PageEndpoints:
    """Topics, danger signs, who to call, search."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._index = TopicIndex(services.library)

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route("/topics", self.topics),
            Route("/topics/{id}", self.topic),
            Route("/urgent", self.signs),
            Route("/urgent/{id}", self.urgent),
            Route("/call", self.call),
            Route("/search", self.search),
            Route("/offline", self.offline),
        ]

    def _view(self, request: Request) -> View:
        return View.of(request, self._services.library)

    async def topics(self, request: Request) -> Response:
        """GET /topics: by group and from A to Z."""
        return HTMLResponse(render.render_topics(self._view(request), self._services.library))

    async def topic(self, request: Request) -> Response:
        """GET /topics/ID."""
        topic = self._services.library.topics.get(request.path_params["id"])
        if topic is None:
            raise HTTPException(404)
        return HTMLResponse(render.render_topic(topic, self._view(request), self._services.library))

    async def signs(self, request: Request) -> Response:
        """GET /urgent: the list of danger signs."""
        return HTMLResponse(render.render_signs(self._view(request), self._services.library))

    async def urgent(self, request: Request) -> Response:
        """GET /urgent/ID."""
        group = request.path_params["id"]
        if group not in self._services.library.urgent:
            raise HTTPException(404)
        view = self._view(request)
        return HTMLResponse(render.render_urgent(self._services.composer.urgent_card(group, view.unit), view))

    async def call(self, request: Request) -> Response:
        """GET /call: who to call now."""
        return HTMLResponse(render.render_call(self._view(request), self._services.library))

    async def offline(self, request: Request) -> Response:
        """GET /offline: what the service worker shows when there is no network."""
        return HTMLResponse(render.render_offline(self._view(request), self._services.library))

    async def search(self, request: Request) -> Response:
        """GET /search?q=: danger signs first, then what the chat would answer, then topics that hold the words."""
        query = request.query_params.get("q", "").strip()[:MOST_QUERY]
        view = self._view(request)
        if not query:
            return HTMLResponse(render.render_search(view))
        # A conversation of its own: what is searched for changes nothing in a chat.
        messages = await self._services.pipeline.run(
            query, self._services.ids.issue(), unit=view.unit, language=view.code
        )
        return HTMLResponse(render.render_search(view, query, self._index.results(query, messages)))
