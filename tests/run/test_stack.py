import socket

import pytest

from bot.run import stack
from bot.run.stack import Stack, StackError, check_port, free_port


def test_a_taken_port_is_named_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StackError, match=r"Port \d+ cannot be used .* PORT="):
            check_port("127.0.0.1", taken.getsockname()[1])


def test_a_free_port_is_fine():
    check_port("127.0.0.1", free_port())


def test_a_missing_model_is_named_with_what_to_do(tmp_path):
    with pytest.raises(StackError, match="is missing: run make train"):
        Stack(tmp_path / "no-such-model.tar.gz", free_port(), state=tmp_path).start()


def test_a_part_that_keeps_stopping_is_named_with_its_last_words(tmp_path, monkeypatch):
    config = tmp_path / "supervisord.conf"
    config.write_text(
        f"[supervisord]\nnodaemon=true\nlogfile={tmp_path}/log/supervisord.log\npidfile={tmp_path}/pid\n"
        "[program:gateway]\ncommand=sh -c 'echo no luck; exit 1'\nredirect_stderr=true\n"
        f"stdout_logfile={tmp_path}/log/gateway.log\nstartretries=9\n"
    )
    monkeypatch.setattr(stack, "CONFIG", config)
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"")
    with (
        Stack(model, free_port(), state=tmp_path) as running,
        pytest.raises(StackError, match="'gateway' keeps stopping: no luck"),
    ):
        running.wait_until_ready()
