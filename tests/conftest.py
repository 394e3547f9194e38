"""Shared fixtures: the real assistant in this process, and the real three processes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.run.stack import QUIET, Stack, free_port

for _name, _value in QUIET.items():
    os.environ.setdefault(_name, _value)


@pytest.fixture(scope="session")
def model():
    """The trained model, trained now if need be."""
    from bot.rasa_server.train import train_if_needed

    return train_if_needed(print)


@pytest.fixture(scope="session")
def assistant(model):
    """Model, policies and actions in this process."""
    from bot.ask import Assistant

    return Assistant(print)


@pytest.fixture(scope="session")
def stack(model, tmp_path_factory) -> Iterator[Stack]:
    """Gateway, Rasa and action server, started by the real supervisor on free ports."""
    with Stack(model, free_port(), state=tmp_path_factory.mktemp("state")) as running:
        running.wait_until_ready(print)
        yield running
