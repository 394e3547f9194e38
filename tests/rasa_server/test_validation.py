import msgspec
import pytest
from rasa.core.actions.action import RemoteAction

from bot.rasa_server.validation import install


def validate(result):
    install()
    return RemoteAction("action_x", None)._validate_action_result(result)


def test_a_sound_reply_passes():
    assert validate({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": None}]})


@pytest.mark.parametrize("result", [{"events": "x"}, {"events": [1]}, {"responses": {}}, [], None])
def test_another_shape_is_refused(result):
    with pytest.raises(msgspec.ValidationError):
        validate(result)
