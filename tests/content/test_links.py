"""The link check against a real web server on loopback."""

import http.server
import threading
from datetime import date

import pytest

from bot.content import links
from bot.content.model import Page

ANSWERS = {"/alive": 200, "/dead": 404, "/broken": 500, "/no-head": 200}


class Handler(http.server.BaseHTTPRequestHandler):
    seen: list[tuple[str, str]] = []

    def answer(self):
        self.seen.append((self.command, self.path))
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/alive")
        elif self.path == "/no-head" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(ANSWERS[self.path])
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 (the library's names)

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(links, "RETRIES", 0)
    monkeypatch.setattr(links, "PAUSE_SECONDS", 0)
    Handler.seen = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def page(url):
    return Page(id="p", title="T", publisher="P", url=url, parent=None, mark="seen")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/alive", "alive"), ("/dead", "dead"), ("/broken", "unknown"), ("/moved", "moved"), ("/no-head", "alive")],
)
def test_what_became_of_a_page(server, path, status):
    assert links.visit(page(server + path), links.new_session()).status == status


def test_a_redirect_reports_the_new_address(server):
    assert links.visit(page(f"{server}/moved"), links.new_session()).detail == f"-> {server}/alive"


def test_get_only_where_head_is_refused(server):
    links.visit(page(f"{server}/alive"), links.new_session())
    links.visit(page(f"{server}/no-head"), links.new_session())
    assert Handler.seen == [("HEAD", "/alive"), ("HEAD", "/no-head"), ("GET", "/no-head")]


def test_nobody_there_is_not_called_dead():
    assert links.visit(page("http://127.0.0.1:9/"), links.new_session()).status == "unknown"


def test_states_are_written_and_the_rest_of_the_file_stays(tmp_path):
    file = tmp_path / "pages.yml"
    before = (
        "# a comment\npages:\n  - id: p\n    title: T\n    mark: seen\n    last_checked: null\n    status: unknown\n"
    )
    file.write_text(before, "utf-8")
    links.record(file, [links.Visit(page("https://x"), "dead", "")], date(2026, 11, 23))
    assert file.read_text("utf-8") == before.replace("null", "2026-11-23").replace("unknown", "dead")
    links.record(file, [links.Visit(page("https://x"), "unknown", "")], date(2026, 12, 1))
    assert "status: dead" in file.read_text("utf-8")
