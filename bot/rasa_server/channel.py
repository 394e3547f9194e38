"""The only way into Rasa: a channel for the gateway, guarded by a shared token, on loopback."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.rasa_server import graph_runner, validation
from bot.rasa_server.messages import directions_of, to_user_message, understood_by
from bot.rasa_server.request import TOKEN_HEADER, UserTurn

validation.install()
graph_runner.install()


class GatewayInput(InputChannel):
    """POST /webhooks/gateway/turn takes a UserTurn and returns {"directions": [...]}.

    GET /webhooks/gateway/understood?conversation=ID says what its last message was taken for, for the review workspace.
    """

    def __init__(self, token: str) -> None:
        self._token = token

    @classmethod
    def name(cls) -> str:
        """The channel's name in its address."""
        return "gateway"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayInput:
        """`token` comes from the environment through credentials.yml."""
        token = (credentials or {}).get("token")
        if not token or token.startswith("${"):
            raise ValueError("KEEPWELL_TOKEN is not set: start Rasa with 'keepwell run', which makes one.")
        return cls(str(token))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The three routes."""
        blueprint = Blueprint("gateway_webhook")

        @blueprint.get("/health")
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            ready = agent is not None and agent.is_ready()
            return response.json({"ready": ready}, status=200 if ready else 503)

        def forbidden(request: Request) -> bool:
            return not hmac.compare_digest(request.headers.get(TOKEN_HEADER, ""), self._token)

        @blueprint.get("/understood")
        async def understood(request: Request) -> HTTPResponse:
            if forbidden(request):
                return response.json({"error": "forbidden"}, status=403)
            tracker = await request.app.ctx.agent.tracker_store.retrieve(request.args.get("conversation", ""))
            return response.json({"understood": understood_by(tracker)})

        @blueprint.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if forbidden(request):
                return response.json({"error": "forbidden"}, status=403)
            output = CollectingOutputChannel()
            await on_new_message(to_user_message(UserTurn(**request.json), output, self.name()))
            return response.json({"directions": directions_of(output)})

        return blueprint
