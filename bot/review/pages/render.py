"""HTML of the workspace's pages, from its own templates, in the style of the public ones."""

from __future__ import annotations

from datetime import date, datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup

from bot.messages.compose import long_date
from bot.review.words import text, words
from bot.web import render as web
from bot.web.view import View

if TYPE_CHECKING:
    from bot.review.pages.guard import Visit

TEMPLATES = Path(__file__).parent.parent / "templates"
LONDON = ZoneInfo("Europe/London")


class TestingView(View):
    """How a reply is seen while it is tested: its buttons ask again in the workspace, and carry what that needs."""

    __test__ = False

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(ask_to="/review/try")
        object.__setattr__(self, "_fields", fields)  # the parent is frozen

    @property
    def carried(self) -> dict[str, str]:
        """Goes along with every button, and with no link."""
        return self._fields  # type: ignore[attr-defined, no-any-return]

    def link(self, path: str, anchor: str | None = None, **query: str) -> str:
        """Links lead to the public pages."""
        return View().link(path, anchor, **query)


def page(template: str, visit: Visit, /, **context: Any) -> str:  # noqa: ANN401 (templates)
    """A page for whoever is visiting."""
    saved = visit.query.get("saved")
    return (
        _environment()
        .get_template(template)
        .render(
            visit=visit,
            reviewer=visit.sign_in.reviewer if visit.sign_in else None,
            csrf=visit.sign_in.csrf if visit.sign_in else "",
            path=visit.request.url.path,
            saved=saved if saved in _saved_words() else None,
            **context,
        )
    )


def closed() -> str:
    """The page while there is no database."""
    return _environment().get_template("closed.html").render(visit=None, reviewer=None, path="", saved=None, csrf="")


def messages(shown: list[dict[str, Any]], conversation: str, fields: dict[str, str]) -> list[Markup]:
    """The messages of a reply as families see them."""
    view = TestingView(fields)
    return [Markup(web.render_message(message, conversation, view)) for message in shown]  # noqa: S704 (autoescaped)


def day(value: date | datetime) -> str:
    """Like 3 December 2026; a time is shown as London's day."""
    return long_date(_local(value).date() if isinstance(value, datetime) else value)


def moment(value: datetime) -> str:
    """Like 3 December 2026, 14:05 (London)."""
    return f"{day(value)}, {_local(value):%H:%M}"


def _local(value: datetime) -> datetime:
    return value.replace(tzinfo=timezone.utc).astimezone(LONDON)


def _words_of(value: str, section: str) -> tuple[str, str]:
    """An option of a list to choose from."""
    return value, text(f"{section}.{value}")


def _saved_words() -> frozenset[str]:
    return frozenset(words()["saved"])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = web.new_environment(TEMPLATES)
    environment.filters.update(
        markdown=web.markdown, phones=web.link_phones, day=day, moment=moment, words_of=_words_of
    )
    environment.globals.update(asset=web.asset, t=text)
    return environment
