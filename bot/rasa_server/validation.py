"""Makes Rasa check action results with a validator built once.

RemoteAction validates every custom action's reply with jsonschema.validate(), which checks and compiles the
same schema anew each time: about 32 ms a turn (design.md). The check itself stays; only its preparation is kept.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction

_validator = Draft7Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    _validator.validate(result)
    return True


def install() -> None:
    """Replace RemoteAction's method in this process; safe to call twice."""
    RemoteAction._validate_action_result = _validate_action_result
