import socket

import pytest

from bot.run.stack import Stack, StackError, check_port, free_port


def test_a_taken_port_is_named_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StackError, match=r"Port \d+ cannot be used .* PORT="):
            check_port("127.0.0.1", taken.getsockname()[1])


def test_a_free_port_is_fine():
    check_port("127.0.0.1", free_port())


@pytest.mark.stack
def test_a_part_that_cannot_start_is_named_with_its_log(tmp_path):
    stack = Stack(tmp_path / "no-such-model.tar.gz", free_port(), state=tmp_path / "state")
    (tmp_path / "state" / "trackers.db").mkdir(parents=True)  # a folder where the database should be
    with stack, pytest.raises(StackError, match=r"Its log is|Not healthy|say why"):
        stack.wait_until_ready()
