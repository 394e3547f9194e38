"""Pictures of every state at 360 and 1280 px, to look at: .venv/bin/python scripts/screenshots.py [folder] [word of a name]

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


def main() -> None:
    """Take them all."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with serve(app) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        take(browser, url, folder, sys.argv[2] if len(sys.argv) > 2 else "")
    print(folder)


if __name__ == "__main__":
    main()
