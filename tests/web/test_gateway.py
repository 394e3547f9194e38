"""The gateway over HTTP with Rasa and the actions dead: what stays when everything else is gone."""

import re

import httpx
import pytest
from starlette.testclient import TestClient

from bot.web import app as gateway


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def client(state):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gateway, "STATE", state)
        patch.setattr(gateway, "Switch", lambda: gateway_switch(state))
        patch.setenv("KEEPWELL_RASA_URL", "http://127.0.0.1:9")
        patch.setenv("KEEPWELL_ACTIONS_URL", "http://127.0.0.1:9/webhook")
        patch.setenv("KEEPWELL_TOKEN", "t")
        patch.setenv("KEEPWELL_FRAME_ANCESTORS", "https://hospital.example")
        with TestClient(gateway.create_app(), raise_server_exceptions=False) as client:
            yield client


def gateway_switch(state):
    from bot.web.switch import Switch

    return Switch(state / "off")


@pytest.mark.parametrize(
    "address",
    ["/", "/topics", "/topics/vitamin_d", "/urgent", "/urgent/bleeding", "/call", "/offline", "/search", "/search?q=vitamin+d",
     "/?topic=vitamin_d", "/?weeks=28", "/?embed=1&unit=example_unit", "/?lang=xx&unit=x"],
)  # fmt: skip
def test_pages_stand_without_rasa(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert 'href="tel:999"' in answer.text
    assert "frame-ancestors https://hospital.example" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/topics/moon", "/urgent/moon", "/moon"])
def test_a_page_that_is_not_there_says_who_to_call(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'href="tel:999"' in answer.text


def test_search_leads_with_danger_and_finds_words(client):
    page = client.get("/search", params={"q": "im bleeding heavily"}).text
    assert page.index("Call 999 now if") < page.index('id="q"')
    page = client.get("/search", params={"q": "vitamin d"}).text
    assert 'href="/topics/vitamin_d' in page
    assert "cannot read whole questions just now" in page


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "a" * 5000, "\x00\u202e", "?" * 50])
def test_search_takes_anything(client, query):
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_what_is_typed_without_javascript_gets_the_card(client):
    page = client.post("/", data={"text": "im bleeding heavily", "embed": "1"}).text
    assert "Call 999 now if" in page[: page.index("<template")]
    assert 'name="embed" value="1"' in page


def test_votes(client):
    answer = client.post("/api/feedback", json={"topic": "vitamin_d", "vote": "down"})
    assert answer.status_code == 200
    assert "What was wrong" in answer.json()["html"]
    id = answer.json()["id"]
    assert client.post("/api/feedback", json={"id": id, "reason": "not_clear"}).json() == {"id": id, "html": ""}
    page = client.post("/api/feedback", data={"topic": "vitamin_d", "vote": "up"})
    assert "Thank you" in page.text
    for wrong in ({"topic": "moon", "vote": "up"}, {"id": "x", "reason": "not_clear"}, [], "x", {"vote": {}}):
        refused = client.post("/api/feedback", json=wrong)
        assert refused.status_code == 400
        assert refused.json()["contacts"]


def test_the_service_worker_keeps_who_to_call_first(client):
    for _ in range(2):  # each answer is whole
        script = client.get("/sw.js")
        assert script.headers["Content-Type"].startswith("text/javascript")
        assert '"first":["/call","/offline"' in script.text
        assert '"/urgent/bleeding"' in script.text


def test_compressed_and_kept_as_it_may(client):
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    style = re.search(r'href="(/static/build/keepwell\.css\?v=\w+)"', page.text)
    assert style is not None, "build the pages first: python -m bot.web.build"
    assert "immutable" in client.get(style[1]).headers["Cache-Control"]
    assert "immutable" not in client.get("/static/build/moon.css?v=1").headers.get("Cache-Control", "")


def test_switched_off_nothing_is_a_bare_503(client, state):
    gateway_switch(state).turn_off("Back at 6pm.")
    try:
        assert "Back at 6pm." in client.get("/").text
        assert "Back at 6pm." in client.get("/?topic=vitamin_d").text
        answer = client.post("/api/messages", json={"text": "can i swim"})
        assert answer.status_code == 200
        assert answer.json()["messages"][-1]["text"].startswith("Back at 6pm.")
        danger = client.post("/api/messages", json={"text": "im bleeding heavily"}).json()["messages"]
        assert danger[0]["type"] == "urgent"
        assert client.get("/topics/vitamin_d").status_code == 200
    finally:
        gateway_switch(state).turn_on()


def test_a_crash_is_told_with_who_to_call(client, monkeypatch):
    def crash(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr("bot.web.render.render_call", crash)
    answer = client.get("/call")
    assert answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR
    assert 'href="tel:999"' in answer.text
    assert "boom" not in answer.text
