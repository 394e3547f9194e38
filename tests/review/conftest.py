"""The workspace with a real database, in an app of its own; Rasa is played by a script where the test is not about it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from bot.content.library import Library, load_library
from bot.paths import STATIC
from bot.rasa_server.request import UserTurn
from bot.review.database import Database
from bot.review.pages import review_routes
from bot.review.usage import UsageCounter
from bot.review.workspace import Workspace
from bot.run.stack import free_port
from bot.turn.context import BackendError
from bot.web.conversations import ConversationIds
from bot.web.feedback import FeedbackStore
from bot.web.interface import interface
from bot.web.middleware import SecurityHeaders


@dataclass
class ScriptedRasa:
    """Understands what it is told to understand: words of a message to an intent."""

    knows: dict[str, str] = field(default_factory=lambda: {"vitamin d": "vitamin_d", "healthy start": "healthy_start"})
    down: bool = False
    _last: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def send(self, turn: UserTurn) -> list[dict[str, Any]]:
        if self.down:
            raise BackendError("down")
        if turn.choice:
            self._last[turn.conversation] = {
                "intent": {"name": turn.choice["topic"], "confidence": 1.0},
                "choice": turn.choice,
            }
            return [{"type": "answer", **turn.choice}]
        intent = next((intent for words, intent in self.knows.items() if words in turn.text.lower()), "nlu_fallback")
        self._last[turn.conversation] = {
            "intent": {"name": intent, "confidence": 0.87},
            "intent_ranking": [{"name": intent, "confidence": 0.87}, {"name": "supplements", "confidence": 0.08}],
        }
        if intent == "nlu_fallback":
            return [{"type": "clarify", "suggestions": ["vitamin_d"], "wording": "did_you_mean"}]
        return [{"type": "answer", "topic": intent, "confidence": 0.87}]

    async def understood(self, conversation: str) -> dict[str, Any]:
        if self.down:
            raise BackendError("down")
        return self._last.get(conversation, {})


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own, on a free port; skips where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(p).parent for p in [shutil.which("initdb")] if p]
    if not found:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="keepwell-postgres-"))
    # PostgreSQL refuses to run as root
    user: dict[str, Any] = {}
    if os.getuid() == 0:
        try:
            shutil.chown(folder, "postgres")
        except LookupError:
            pytest.skip("there is no user postgres to run PostgreSQL as")
        user = {"user": "postgres"}
    port = free_port()
    data, options = str(folder / "data"), f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run = partial(subprocess.run, check=True, cwd=folder, stdout=subprocess.DEVNULL, **user)
    run([found[-1] / "initdb", "-D", data, "-A", "trust", "-U", "postgres"])
    run([found[-1] / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"])
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    run([found[-1] / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path) -> Iterator[str]:
    """A new database of each kind that there is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'review.db'}"
        return
    server_url = request.getfixturevalue("postgres")
    name = f"keepwell_{uuid.uuid4().hex}"
    server = sa.create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    yield sa.engine.make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(sa.text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture
def database(database_url) -> Iterator[Database]:
    made = Database.ready(database_url)
    yield made
    made.close()


@pytest.fixture
def sqlite(tmp_path) -> Iterator[Database]:
    """Where the kind of database does not matter."""
    made = Database.ready(f"sqlite:///{tmp_path / 'review.db'}")
    yield made
    made.close()


@dataclass
class Site:
    """A workspace and clients of it."""

    workspace: Workspace
    app: Starlette

    def client(self) -> TestClient:
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def code(self, name: str = "Leeds MNVP", role: str = "lay", days: int = 90) -> str:
        return self.workspace.desk().reviewers.add(name, role, days)

    def signed_in(self, name: str = "Leeds MNVP", role: str = "lay") -> Visitor:
        client = self.client()
        page = client.get("/review/sign-in")
        answer = client.post("/review/sign-in", data={"csrf": secret_of(page.text), "code": self.code(name, role)})
        assert answer.status_code == 303, answer.text
        return Visitor(client)


@dataclass
class Visitor:
    """Somebody who is signed in, and sends forms as a page does: with all its hidden fields."""

    client: TestClient

    def get(self, path: str):
        return self.client.get(f"/review{path}")

    def send(self, page: str, action: str, **fields: str):
        """Fill in the form of this action on a page, and send it."""
        return self.post(action, **{**hidden_fields(self.get(page).text, f"/review{action}"), **fields})

    def post(self, action: str, **fields: str):
        return self.client.post(f"/review{action}", data=fields)


def hidden_fields(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with this action."""
    form = next((form for form in re.findall(r"<form.*?</form>", html, re.DOTALL) if f'action="{action}"' in form), "")
    assert form, f"no form for {action}"
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))


def secret_of(html: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', html)
    assert found
    return found[1]


def make_site(folder, library: Library | None = None, backend: Any = None, url: str | None = None, **more: Any) -> Site:
    """The workspace as the gateway mounts it. The same folder is the same database."""
    library = library or load_library()
    workspace = Workspace(
        library,
        backend or ScriptedRasa(),
        ConversationIds(b"k" * 32),
        FeedbackStore(folder / "feedback.db", library, tuple(interface().section("reason"))),
        UsageCounter(),
        database_url=url or f"sqlite:///{folder / 'review.db'}",
        **more,
    )
    app = Starlette(
        routes=[review_routes(workspace), Mount("/static", StaticFiles(directory=STATIC), name="static")],
        middleware=[Middleware(SecurityHeaders)],
    )
    return Site(workspace, app)


@pytest.fixture
def site(tmp_path) -> Site:
    return make_site(tmp_path)


@pytest.fixture
def other_site(tmp_path) -> Callable[..., Site]:
    """The workspace after a restart of the gateway: the same database, and what is given anew."""
    return lambda **changes: make_site(tmp_path, **changes)
