"""What holds for every request: headers that close the page off, and a limit on what is read."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frame_ancestors}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


# A file whose address has its version never changes.
KEPT = "public, max-age=31536000, immutable"


class SecurityHeaders:
    """Adds HEADERS to every response; pages of a conversation are kept in no cache.

    `frame_ancestors` are the sites that may frame our pages, or 'none' (bot/web/frames.py).
    """

    def __init__(self, app: ASGIApp, frame_ancestors: str = "'none'") -> None:
        self._app = app
        self._headers = {name: value.format(frame_ancestors=frame_ancestors) for name, value in HEADERS.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
                elif message["status"] == 200 and scope["query_string"].startswith(b"v="):
                    headers["Cache-Control"] = KEPT
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class LimitBody:
    """Refuses bodies over `most_bytes` with 413, whether or not their length is declared."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read."""
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most_bytes:
                raise HTTPException(413)
            return message

        await self._app(scope, counted if scope["type"] == "http" else receive, send)
