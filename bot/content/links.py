"""Visits every registered page politely and writes when each was last seen alive."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from bot.content.library import Library, load_library
from bot.content.model import Page
from bot.paths import CONTENT

# One at a time, with a pause between visits to the same host.
PAUSE_SECONDS = 1.0
TIMEOUT_SECONDS = 10
RETRIES = 2
AGENT = "KeepWell-link-check/1 (checks that the pages families are sent to still exist)"
GONE = (404, 410)


@dataclass(frozen=True)
class Visit:
    """What became of one page. `status` is alive, moved, dead, or unknown when nothing could be learnt."""

    page: Page
    status: str
    detail: str

    def __str__(self) -> str:
        return f"{self.status:7} {self.page.id}: {self.page.url} {self.detail}".rstrip()


def new_session() -> requests.Session:
    """A session that retries what may pass (429, 5xx, broken connections), waiting longer each time."""
    retry = Retry(total=RETRIES, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504), raise_on_status=False)
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def visit(page: Page, session: requests.Session) -> Visit:
    """HEAD, then GET where HEAD is refused. Only a clear 404 or 410 makes a page dead."""
    try:
        response = session.head(page.url, allow_redirects=True, timeout=TIMEOUT_SECONDS)
        if response.status_code >= 400:
            response = session.get(page.url, allow_redirects=True, timeout=TIMEOUT_SECONDS, stream=True)
            response.close()
    except requests.RequestException as error:
        return Visit(page, "unknown", f"({type(error).__name__}: try again later)")
    if response.status_code in GONE:
        return Visit(page, "dead", f"({response.status_code})")
    if response.status_code >= 400:
        return Visit(page, "unknown", f"({response.status_code}: look at it in a browser)")
    if response.history and response.url != page.url:
        return Visit(page, "moved", f"-> {response.url}")
    return Visit(page, "alive", "")


def check_links(
    say: Callable[[str], None], write: bool = True, folder: Path = CONTENT, library: Library | None = None
) -> list[Visit]:
    """Visit all pages; with `write`, record states and dates in pages.yml."""
    pages = (library or load_library(folder)).pages.values()
    session = new_session()
    last_visit: dict[str, float] = {}
    visits: list[Visit] = []
    for number, page in enumerate(pages, 1):
        host = urlsplit(page.url).netloc
        time.sleep(max(0.0, last_visit.get(host, 0.0) + PAUSE_SECONDS - time.monotonic()))
        visits.append(visit(page, session))
        last_visit[host] = time.monotonic()
        say(f"{number}/{len(pages)} {visits[-1]}")
    if write:
        record(folder / "pages.yml", visits, date.today())
    return visits


def record(pages_file: Path, visits: list[Visit], today: date) -> None:
    """Write states into pages.yml and leave all else in it, comments included, as it is.

    A page that could not be reached keeps its old state: our network may have been down, not the page.
    """
    text = pages_file.read_text("utf-8")
    for result in visits:
        if result.status == "unknown":
            continue
        block = re.compile(
            rf"(  - id: {re.escape(result.page.id)}\n(?:    .*\n)*?)    last_checked: .*\n    status: .*\n"
        )
        text = block.sub(rf"\g<1>    last_checked: {today}\n    status: {result.status}\n", text)
    pages_file.write_text(text, "utf-8")
