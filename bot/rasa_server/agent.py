"""The whole assistant in one process: model, policies and actions, without servers. For `keepwell ask` and tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.rasa_server import graph_runner, validation
from bot.rasa_server.messages import directions_of, to_user_message, understood_by
from bot.rasa_server.request import UserTurn


class InProcessActions(EndpointConfig):
    """Runs the real custom actions here, where Rasa would call the action server over HTTP."""

    def __init__(self) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)  # as in endpoints.yml
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(  # type: ignore[override]
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,  # noqa: ANN401 (Rasa's signature)
    ) -> Any:  # noqa: ANN401 (Rasa's signature)
        """Answer as the action server would, a refusal included."""
        try:
            return await self._executor.run(kwargs["json"])
        except ActionExecutionRejection as rejection:
            body = {"error": rejection.message, "action_name": rejection.action_name}
            raise ClientResponseError(400, rejection.message, json.dumps(body)) from rejection


class RasaInProcess:
    """A backend of the turn pipeline that needs no server."""

    def __init__(self, model: Path) -> None:
        validation.install()
        graph_runner.install()
        endpoint = InProcessActions()
        self._agent = Agent.load(
            model_path=str(model),
            tracker_store=InMemoryTrackerStore(None),
            lock_store=InMemoryLockStore(),
            action_endpoint=endpoint,
        )

    async def parse(self, message: UserMessage) -> dict[str, Any]:
        """What the NLU pipeline makes of a message, without any dialogue."""
        assert self._agent.processor is not None
        return await self._agent.processor.parse_message(message)

    async def understood(self, conversation: str) -> dict[str, Any]:
        """What the last message of a conversation was taken for; {} when there is none."""
        return understood_by(await self._agent.tracker_store.retrieve(conversation))

    def read(self, turn: UserTurn) -> Message:
        """The turn's message with all that the NLU components set on it, for measuring them: CONFIDENCES and so on."""
        processor = self._agent.processor
        assert processor is not None
        target = str(processor.model_metadata.nlu_target)
        message = to_user_message(turn, CollectingOutputChannel(), "gateway")
        inputs = {PLACEHOLDER_MESSAGE: [message], PLACEHOLDER_TRACKER: None}
        return processor.graph_runner.run(inputs, targets=[target])[target][0]

    async def send(self, turn: UserTurn) -> list[dict[str, Any]]:
        """The directions for this turn."""
        output = CollectingOutputChannel()
        await self._agent.handle_message(to_user_message(turn, output, "gateway"))
        return directions_of(output)
