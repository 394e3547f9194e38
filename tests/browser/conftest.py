"""One Chromium, one style page and one running assistant for all browser tests."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.run.stack import free_port
from bot.web.build import build_assets
from bot.web.frames import SETTING

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
HOST_PAGE = Path(__file__).parent / "host" / "index.html"
# The hospital's site of the embed tests. Set here, before the assistant starts.
HOST_PORT = free_port()
HOST_ORIGIN = f"http://localhost:{HOST_PORT}"
os.environ[SETTING] = HOST_ORIGIN


def chromium():
    """The path of the machine's Chromium; None where Playwright installed its own (scripts/chromium.sh)."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests; each test has its own context."""
    build_assets()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def gallery():
    """The address of the style page."""
    from tests.browser.gallery import app, serve

    with serve(app) as url:
        yield url


@pytest.fixture(scope="session")
def host(stack):
    """The address of a hospital's page with a strict Content-Security-Policy and our script on it."""
    from tests.browser.gallery import serve

    policy = (
        f"default-src 'none'; style-src 'nonce-page'; script-src {stack_origin(stack)}; frame-src {stack_origin(stack)}"
    )

    async def page(request):
        html = HOST_PAGE.read_text("utf-8").replace("https://keepwell.example", stack_origin(stack))
        return HTMLResponse(html, headers={"Content-Security-Policy": policy})

    with serve(Starlette(routes=[Route("/", page)]), HOST_PORT):
        yield HOST_ORIGIN


def stack_origin(stack):
    """The assistant by number, so that it is another site than the hospital's."""
    return stack.url.replace("localhost", "127.0.0.1")


@pytest.fixture
def new_page(browser):
    """Makes pages, each in a context of its own; keywords go to Playwright's new_context."""
    contexts = []

    def make(**options):
        context = browser.new_context(**{"viewport": PHONE, "service_workers": "block", **options})
        context.set_default_timeout(10000)
        # Nothing outside is reached from the tests; the way out leads to a page that only says where it is.
        context.route(re.compile("^https:"), lambda route: route.fulfill(body="elsewhere", content_type="text/html"))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def chat(new_page, stack):
    """The chat page of the running assistant."""
    page = new_page()
    page.goto(stack.url)
    return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, new_page, stack):
    """The chat page, with and without JavaScript."""
    page = new_page(java_script_enabled=request.param)
    page.goto(stack.url)
    return page
