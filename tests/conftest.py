"""Shared fixtures: the real assistant in this process, and the real three processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from bot.paths import ROOT
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


@pytest.fixture(scope="session")
def gateway_alone(tmp_path_factory) -> Iterator[str]:
    """The address of a gateway with nothing behind it: pages that need no Rasa."""
    port = free_port()
    environment = {
        **os.environ,
        "KEEPWELL_STATE": str(tmp_path_factory.mktemp("state")),
        "KEEPWELL_RASA_URL": "http://127.0.0.1:9",
        "KEEPWELL_ACTIONS_URL": "http://127.0.0.1:9/webhook",
        "KEEPWELL_TOKEN": "none",
    }
    command = ["uvicorn", "bot.web.app:create_app", "--factory", "--port", str(port), "--ws", "none", "--no-access-log"]
    with subprocess.Popen([sys.executable, "-m", *command], env=environment, cwd=ROOT) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{url}/health/live", process)
            yield url
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen) -> None:
    """Until the address answers; fails when the process ends or after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(url, timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} did not come up")
