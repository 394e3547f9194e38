"""What a midwife picked on /share, and the link that opens Keep Well on it."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import QueryParams

from bot.content.library import Library
from bot.web.deep_links import FIRST_WEEK, LAST_WEEK
from bot.web.interface import DEFAULT, interface

# More titles than these do not fit a leaflet, and nobody reads them.
MOST_TOPICS = 4
SETTING = "KEEPWELL_PUBLIC_URL"
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?")


@dataclass(frozen=True)
class Problem:
    """A field that cannot be taken as it is: the words for it in the catalogue, and what they are filled with."""

    field: str
    words: str
    values: dict[str, object]


@dataclass(frozen=True)
class Choice:
    """Topics and unit by id, completed weeks of pregnancy, and a language of content/interface."""

    topics: tuple[str, ...] = ()
    unit: str | None = None
    weeks: int | None = None
    lang: str = DEFAULT

    @property
    def query(self) -> str:
        """The choice as the query of an address, with a leading "?", or nothing."""
        return self._query([("topic", topic) for topic in self.topics])

    def link(self, origin: str) -> str:
        """The address families open: the chat on one topic, or the page /for-you with several."""
        path = "/for-you" if len(self.topics) > 1 else "/"
        return f"{origin}{path}{self.query}"

    def topic_link(self, topic: str) -> str:
        """The chat opened on one of the topics, on our own site."""
        return f"/{self._query([('topic', topic)])}"

    def _query(self, topics: list[tuple[str, str]]) -> str:
        fields = [*topics]
        if self.weeks is not None:
            fields.append(("weeks", str(self.weeks)))
        if self.unit:
            fields.append(("unit", self.unit))
        if self.lang != DEFAULT:
            fields.append(("lang", self.lang))
        return f"?{urlencode(fields)}" if fields else ""


def read_choice(query: QueryParams, library: Library) -> tuple[Choice, list[Problem]]:
    """The choice that an address holds, without what cannot be taken, and a problem for each such thing."""
    problems: list[Problem] = []
    asked = [topic for topic in dict.fromkeys(query.getlist("topic")) if topic]
    topics = [topic for topic in asked if topic in library.topics]
    if len(topics) < len(asked):
        problems.append(Problem("topic", "share.no_topic", {}))
    if len(topics) > MOST_TOPICS:
        problems.append(Problem("topic", "share.too_many", {"most": MOST_TOPICS, "count": len(topics)}))
    unit = query.get("unit") or None
    if unit is not None and unit not in library.services:
        problems.append(Problem("unit", "share.no_unit", {}))
        unit = None
    weeks = _weeks(query.get("weeks", ""))
    if weeks is None and query.get("weeks", "").strip():
        problems.append(Problem("weeks", "share.bad_weeks", {"first": FIRST_WEEK, "last": LAST_WEEK}))
    return Choice(tuple(topics), unit, weeks, interface(query.get("lang")).lang.split("-")[0]), problems


def _weeks(text: str) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return None
    return int(text) if FIRST_WEEK <= int(text) <= LAST_WEEK else None


def public_origin(seen: str) -> str:
    """Our address on paper: KEEPWELL_PUBLIC_URL, or else the one that this page was opened at."""
    given = os.environ.get(SETTING, "").strip().rstrip("/")
    return given if _ORIGIN.fullmatch(given) else seen


def is_local(origin: str) -> bool:
    """Whether phones elsewhere cannot open this address."""
    host = urlsplit(origin).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host
