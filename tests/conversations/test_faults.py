"""Pulls the plug on parts of the running assistant. Last of the stack tests: it uses a stack of its own."""

import time

import httpx
import psutil
import pytest

from bot.messages import summarise
from bot.run.stack import Stack, free_port

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def own_stack(model, tmp_path_factory):
    with Stack(model, free_port(), state=tmp_path_factory.mktemp("own")) as running:
        running.wait_until_ready()
        yield running


def part(stack, word):
    children = psutil.Process(stack.process_id).children(recursive=True)
    return next(child for child in children if word in " ".join(child.cmdline()))


def test_killed_parts_heal_and_nobody_is_left_alone_meanwhile(own_stack):
    with httpx.Client(base_url=own_stack.url, timeout=20) as client:

        def ask(text, conversation=None):
            return client.post("/api/messages", json={"text": text, "conversation": conversation}).json()

        conversation = ask("how much folic acid do i need")["conversation"]

        part(own_stack, "bot.rasa_server.command run").kill()
        started = time.monotonic()
        danger = ask("im bleeding heavily", conversation)
        assert summarise(danger["messages"])["kind"] == "urgent"
        ordinary = ask("how much vitamin d", conversation)
        assert summarise(ordinary["messages"])["kind"] == "error"
        assert "999" in str(ordinary["messages"][0]["contacts"])
        assert time.monotonic() - started < 6
        assert client.get("/topics/vitamin_d").status_code == 200
        assert client.get("/health/ready").status_code == 503

        own_stack.wait_until_ready()
        after = ask("what is it for?", conversation)
        assert summarise(after["messages"])["topic"] == "folic_acid", "the conversation is still there"

        part(own_stack, "rasa_sdk").kill()
        assert summarise(ask("im bleeding heavily", conversation)["messages"])["kind"] == "urgent"
        own_stack.wait_until_ready()
        assert summarise(ask("how much vitamin d", conversation)["messages"])["topic"] == "vitamin_d"


def test_stopping_ends_every_process(model, tmp_path):
    stack = Stack(model, free_port(), state=tmp_path)
    stack.start()
    stack.wait_until_ready()
    children = psutil.Process(stack.process_id).children(recursive=True)
    assert len(children) >= 3
    stack.stop()
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []
