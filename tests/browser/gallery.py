"""The style page: every state of tests/web/fixtures.py as a page, with our real style, script and headers.

`python -m tests.browser.gallery` serves it on http://127.0.0.1:8010.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.paths import STATIC
from bot.run.stack import free_port
from bot.web import render
from bot.web.middleware import SecurityHeaders
from tests.web.fixtures import CHATS, MESSAGES, PAGES, PLAIN


def slug(name: str) -> str:
    """A name as part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _chat_with(message: dict) -> str:
    question = "im bleeding" if message["type"] == "urgent" else "im 28 weeks, what about this"
    turns = [{"role": "you", "text": question, "messages": []}]
    return render.render_chat([*turns, {"role": "keepwell", "text": "", "messages": [message]}], "c-1", PLAIN)


# Address of a state: what renders it.
STATES: dict[str, Callable[[], str]] = {
    **{f"chat-{slug(name)}": partial(render.render_chat, *CHATS[name]) for name in CHATS},
    **{f"message-{slug(name)}": partial(_chat_with, MESSAGES[name]) for name in MESSAGES},
    **{f"page-{slug(name)}": PAGES[name] for name in PAGES},
}


async def _state(request: Request) -> Response:
    return HTMLResponse(STATES[request.path_params["name"]]())


async def _list(request: Request) -> Response:
    links = "".join(f'<li><a href="/state/{name}">{escape(name)}</a></li>' for name in STATES)
    return HTMLResponse(f"<!doctype html><title>States</title><ul>{links}</ul>")


app = Starlette(
    routes=[
        Route("/", _list),
        Route("/state/{name}", _state),
        Mount("/static", StaticFiles(directory=STATIC)),
    ],
    middleware=[Middleware(SecurityHeaders)],
)


@contextmanager
def serve(application: Starlette, port: int | None = None) -> Iterator[str]:
    """Run an app in a thread; gives its address."""
    port = port or free_port()
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("The server of the gallery did not start; the lines above say why.")
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8010, ws="none")
