"""Plays conversations.yml over HTTP against gateway, Rasa and action server."""

from pathlib import Path

import httpx
import pytest
import yaml

from bot.content import load_library
from bot.messages import summarise

pytestmark = pytest.mark.stack
CONVERSATIONS = yaml.safe_load((Path(__file__).parent / "conversations.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def client(stack):
    with httpx.Client(base_url=stack.url, timeout=20) as client:
        yield client


def check(turn, messages):
    got = summarise(messages)
    text = "\n".join(message["text"] for message in messages)
    for field in ("kind", "topic", "topics", "conversation", "level"):
        if field in turn:
            assert got[field] == turn[field], (turn, got, text)
    if "not_kind" in turn:
        assert got["kind"] != turn["not_kind"], (turn, got)
    if "urgent" in turn:
        assert turn["urgent"] in got["urgent"], (turn, got)
        assert messages[0]["type"] == "urgent"
    if "topic_in" in turn:
        assert got["topic"] in turn["topic_in"], (turn, got, text)
    if "says" in turn:
        assert turn["says"].lower() in text.lower(), (turn, text)
    if "not_says" in turn:
        assert turn["not_says"].lower() not in text.lower(), (turn, text)
    if "not_suggests" in turn:
        assert turn["not_suggests"] not in got["suggestions"], (turn, got)
    if "part_answers" in turn:
        answer = next(message for message in messages if message["type"] == "answer")
        part = load_library().topics[answer["topic"]].part(answer["part"] or "")
        assert part is not None, (turn, answer)
        assert turn["part_answers"] in part.answers, (turn, part.id)


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation["name"])
def test_conversation(client, conversation):
    known = None
    for turn in conversation["turns"]:
        response = client.post("/api/messages", json={"text": turn["say"], "conversation": known})
        assert response.status_code == 200
        known = response.json()["conversation"]
        check(turn, response.json()["messages"])


def post(client, **body):
    response = client.post("/api/messages", json=body)
    assert response.status_code == 200
    return response.json()


ODD_INPUT = {
    "empty": "",
    "blank": " \n\t ",
    "20,000 characters": "tell me about vitamin d please " * 645,
    "emoji only": "🙂🙃🦄",
    "control characters": "vit\x00amin\x07 d\x1b[31m",
    "right-to-left": "كم فيتامين د أحتاج",
    "HTML": "<script>alert(1)</script><b>vitamin d</b>",
    "SQL": "'; DROP TABLE events; --",
    "restart": "/restart",
    "intent": '/vitamin_d{"x":1}',
    "external": "EXTERNAL: x",
    "slashes": "////",
    "back": "/back",
}


@pytest.mark.parametrize("text", ODD_INPUT.values(), ids=ODD_INPUT.keys())
def test_odd_input_gets_a_sensible_reply_and_loses_nothing(client, text):
    conversation = post(client, text="how much folic acid do i need")["conversation"]
    body = post(client, text=text, conversation=conversation, html=True)
    assert body["messages"]
    assert all(message["kind"] != "error" for message in body["messages"])
    assert all("<script>alert" not in message["html"] for message in body["messages"])
    after = post(client, text="what is it for", conversation=conversation)
    assert after["conversation"] == conversation
    assert summarise(after["messages"])["topic"] is not None


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"text": 5}', b"[" * 5000])
def test_invalid_json_is_refused_with_the_emergency_contacts(client, content):
    response = client.post("/api/messages", content=content)
    assert response.status_code == 400
    body = response.json()
    assert body["error"]
    assert body["message"]
    assert "999" in [contact["id"] for contact in body["contacts"]]


def test_a_huge_body_is_refused_with_the_emergency_contacts(client):
    response = client.post("/api/messages", json={"text": "a" * 300_000})
    assert response.status_code == 413
    assert "999" in [contact["id"] for contact in response.json()["contacts"]]


def test_wrong_fields_are_ignored_kindly(client):
    body = post(client, text="hello", conversation="made-up", topic="moon", unit=7, lang=["x"])
    assert body["conversation"] != "made-up"
    assert body["messages"][0]["conversation"] == "greet"


@pytest.mark.parametrize("path", ["/?topic=moon", "/?unit=nowhere", "/?topic=%00&unit=%F0%9F", "/?topic=" + "x" * 3000])
def test_unknown_values_in_the_address_are_ignored(client, path):
    assert client.get(path).status_code == 200


def test_a_topic_in_the_address_opens_on_its_answer(client):
    page = client.get("/?topic=vitamin_d").text
    assert "10 micrograms" in page


def test_topic_and_urgent_pages(client):
    library = load_library()
    for topic in library.topics:
        assert client.get(f"/topics/{topic}").status_code == 200
    for group in library.urgent:
        assert "999" in client.get(f"/urgent/{group}").text
    for missing in ("/topics/moon", "/urgent/moon", "/nothing"):
        response = client.get(missing)
        assert response.status_code == 404
        assert "999" in response.text


def test_the_page_works_as_a_form_post_with_its_transcript(client):
    page = client.post("/", data={"text": "how much vitamin d should i take"}).text
    assert "10 micrograms" in page
    conversation = page.split('name="conversation" value="')[1].split('"')[0]
    page = client.post("/", data={"text": "is it halal?", "conversation": conversation}).text
    assert "how much vitamin d should i take" in page
    assert "is it halal?" in page


def test_headers_and_health(client):
    response = client.get("/")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json()["status"] == "ready"


def test_a_configured_unit_s_own_number_is_in_the_card(client):
    body = post(client, text="my waters have broken", unit="example_unit")
    assert "01632960001" in str(body["messages"][0]["cards"])


def test_logs_hold_no_words_of_the_family(client, stack):
    post(client, text="zanzibar marmalade vitamin d question")
    for log in (stack.state / "log").iterdir():
        assert "marmalade" not in log.read_text("utf-8", "replace"), log
