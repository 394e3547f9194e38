"""/share, where midwives make links, QR codes, leaflets, posters and text messages; and /for-you, what a link opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.messages.compose import long_date
from bot.web import render
from bot.web.deep_links import FIRST_WEEK, LAST_WEEK
from bot.web.interface import DEFAULT, interface, read_interfaces
from bot.web.services import Services
from bot.web.share.choice import MOST_TOPICS, Choice, is_local, public_origin, read_choice
from bot.web.share.paper import make_paper
from bot.web.share.qr import qr_png, qr_svg
from bot.web.share.sms import sms_parts
from bot.web.view import View

# The last part of a sheet's address: its name in the catalogue.
SHEETS = {"leaflet": "share.leaflet", "poster": "share.poster", "large": "share.large"}
CODES = {"svg": ("image/svg+xml", qr_svg), "png": ("image/png", qr_png)}


class ShareEndpoints:
    """Pages without sign-in. What is picked stands in the address and nowhere else."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._composer = services.composer
        self._languages = read_interfaces()

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route("/share", self.form),
            *(Route(f"/share/{kind}", self.sheet) for kind in SHEETS),
            *(Route(f"/share/qr.{kind}", self.qr) for kind in CODES),
            Route("/for-you", self.for_you),
        ]

    async def form(self, request: Request) -> Response:
        """GET /share: what to share, and below it everything ready to use."""
        choice, problems = read_choice(request.query_params, self._library)
        # The page itself stays in English, whatever the leaflet is in.
        view = replace(View.of(request, self._library), language=interface(), code=DEFAULT, unit=None)
        origin = public_origin(view.origin)
        paper = make_paper(choice, origin, self._library)
        topics = sorted(self._library.topics.values(), key=lambda topic: topic.title.casefold())
        page = render.render_share(
            "form",
            view,
            choice=choice,
            problems=problems,
            paper=paper,
            groups={group: [t for t in topics if t.group == group] for group in view.language.section("group")},
            units=sorted(self._library.services.values(), key=lambda unit: unit.name.casefold()),
            languages=self._languages,
            typed_weeks=request.query_params.get("weeks", "")[:20],
            careful=[topic for topic in paper.topics if topic.id in self._library.sharing.careful],
            local=is_local(origin),
            origin=origin,
            sheets=SHEETS,
            sms_parts=sms_parts(paper.sms),
            most_topics=MOST_TOPICS,
            first_week=FIRST_WEEK,
            last_week=LAST_WEEK,
        )
        return HTMLResponse(page, 400 if problems else 200)

    async def sheet(self, request: Request) -> Response:
        """GET /share/leaflet, /share/poster, /share/large: a sheet to print."""
        choice, problems = read_choice(request.query_params, self._library)
        if problems:
            return self._back(request)
        kind = request.url.path.rsplit("/", 1)[1]
        view = self._family_view(request, choice)
        paper = make_paper(choice, public_origin(view.origin), self._library)
        return HTMLResponse(
            render.render_share(
                "sheet",
                view,
                kind=kind,
                title=SHEETS[kind],
                paper=paper,
                e=interface().text,
                today=long_date(date.today()),
            )
        )

    async def qr(self, request: Request) -> Response:
        """GET /share/qr.svg, /share/qr.png: the code of the link."""
        choice, problems = read_choice(request.query_params, self._library)
        if problems:
            return self._back(request)
        media_type, draw = CODES[request.url.path.rsplit(".", 1)[1]]
        origin = public_origin(View.of(request, self._library).origin)
        return Response(draw(choice.link(origin)), media_type=media_type)

    async def for_you(self, request: Request) -> Response:
        """GET /for-you: the topics of a link that names several. What is not known is left out."""
        choice, _ = read_choice(request.query_params, self._library)
        view = self._family_view(request, choice)
        topics = [self._library.topics[topic] for topic in choice.topics]
        calls = ["999", *self._library.stage(choice.weeks, False).contacts]
        return HTMLResponse(
            render.render_share(
                "for_you", view, choice=choice, topics=topics, calls=self._composer.contacts(calls, view.unit)
            )
        )

    @staticmethod
    def _back(request: Request) -> Response:
        """To the form, which says what is wrong with the choice and keeps the rest of it."""
        return RedirectResponse(f"/share?{request.url.query}", 303)

    def _family_view(self, request: Request, choice: Choice) -> View:
        return replace(View.of(request, self._library), language=interface(choice.lang), code=choice.lang)
