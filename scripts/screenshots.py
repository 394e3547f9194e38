"""Pictures of every state at 360 and 1280 px, to look at: .venv/bin/python scripts/screenshots.py [folder] [word of a name]
With --readme alone: the pictures of README, into docs/pictures/.

Needs the page build (python -m bot.web.build) and Chromium; neither Rasa nor a model.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, chromium  # noqa: E402
from tests.browser.gallery import STATES, app, serve  # noqa: E402

WIDTHS = {360: 740, 1280: 800}


def _fail(page: Page, status: int | None) -> None:
    """Have the next messages fail: with a status, or as if there were no server."""

    def answer(route: Route) -> None:
        route.abort() if status is None else route.fulfill(status=status, body="{}", content_type="application/json")

    page.route("**/api/messages", answer)


def _ask(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#form button[type=submit]").click()


def _failed(page: Page, status: int | None, text: str) -> None:
    _fail(page, status)
    _ask(page, text)
    page.locator("[data-kw-failure]").wait_for()


# States that only the script makes: name, page to begin with, what is done.
DONE = {
    "failure-unreachable": lambda page: _failed(page, None, "how much vitamin d"),
    "failure-danger": lambda page: _failed(page, None, "im bleeding"),
    "failure-busy": lambda page: _failed(page, 429, "how much vitamin d"),
    "long-text": lambda page: page.locator("#text").fill("my question is long " * 110),
}


def take(browser: Browser, url: str, folder: Path, word: str) -> None:
    """Write a PNG of each state whose name holds the word."""
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page = context.new_page()
        for name in [name for name in STATES if word in name]:
            page.goto(f"{url}/state/{name}")
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        for name in [name for name in DONE if word in name]:
            page.goto(f"{url}/state/chat-empty")
            page.evaluate("sessionStorage.clear()")
            page.locator("#log").evaluate("log => log.replaceChildren()")
            DONE[name](page)
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        context.close()


# The pictures of README: name, state, what is done there, and how far down.
README = {
    "answer": ("chat-one-answer", None, ".kw-turn--you"),
    "urgent": ("message-urgent-999", None, ".kw-turn--you"),
    "no-network": ("chat-empty", "failure-danger", ".kw-turn--you"),
    "who-to-call": ("page-call", None, "body"),
}


def take_for_readme(browser: Browser, url: str) -> None:
    """Write docs/pictures/: small, one screen of a phone each."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    for name, (state, done, top) in README.items():
        context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{url}/state/{state}")
        if done:
            DONE[done](page)
        page.locator(top).first.evaluate("e => e.scrollIntoView({ block: 'start' })")
        page.screenshot(path=folder / f"{name}.png")
        context.close()


def main() -> None:
    """Take them all, or those of README."""
    given = sys.argv[1:]
    with serve(app) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        if given == ["--readme"]:
            take_for_readme(browser, url)
            return
        folder = Path(given[0] if given else ROOT / "build" / "screenshots")
        folder.mkdir(parents=True, exist_ok=True)
        take(browser, url, folder, given[1] if len(given) > 1 else "")
        print(folder)


if __name__ == "__main__":
    main()
