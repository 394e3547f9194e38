import pytest
from starlette.datastructures import QueryParams

from bot.content import load_library
from bot.web.share.choice import MOST_TOPICS, Choice, is_local, public_origin, read_choice

LIBRARY = load_library()
HOST = "https://keepwell.example"


def read(query):
    return read_choice(QueryParams(query), LIBRARY)


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("", "/"),
        ("topic=vitamin_d", "/?topic=vitamin_d"),
        ("unit=example_unit&weeks=28", "/?weeks=28&unit=example_unit"),
        ("topic=vitamin_d&topic=exercise", "/for-you?topic=vitamin_d&topic=exercise"),
        ("topic=vitamin_d&topic=vitamin_d", "/?topic=vitamin_d"),
        ("weeks=&unit=&topic=&lang=", "/"),
        ("weeks=+8+", "/?weeks=8"),
        ("lang=en", "/"),
    ],
)
def test_the_link_says_what_was_picked_and_no_more(query, link):
    choice, problems = read(query)
    assert (choice.link(HOST), problems) == (HOST + link, [])


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("weeks=99", "weeks", "share.bad_weeks"),
        ("weeks=-1", "weeks", "share.bad_weeks"),
        ("weeks=28%2B3", "weeks", "share.bad_weeks"),
        ("weeks=٢٨", "weeks", "share.bad_weeks"),
        ("topic=moon", "topic", "share.no_topic"),
        ("unit=nowhere", "unit", "share.no_unit"),
        ("&".join(f"topic={name}" for name in list(LIBRARY.topics)[: MOST_TOPICS + 1]), "topic", "share.too_many"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(query, field, words):
    choice, problems = read(f"{query}&topic=vitamin_d")
    assert [(problem.field, problem.words) for problem in problems] == [(field, words)]
    assert "vitamin_d" in choice.topics


def test_the_query_gives_the_same_choice_again():
    choice = Choice(("vitamin_d", "exercise"), "example_unit", 12)
    assert read(choice.query.removeprefix("?"))[0] == choice


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "http://localhost:8000"),
        ("https://keepwell.example/", "https://keepwell.example"),
        ("keepwell.example", "http://localhost:8000"),
        ("https://keepwell.example/x?y", "http://localhost:8000"),
    ],
)
def test_the_address_on_paper_can_be_set(monkeypatch, given, used):
    monkeypatch.setenv("KEEPWELL_PUBLIC_URL", given)
    assert public_origin("http://localhost:8000") == used


@pytest.mark.parametrize(
    ("origin", "local"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1", True),
        ("http://10.1.2.3:80", True),
        ("http://[::1]:8000", True),
        ("http://server", True),
        ("https://keepwell.example", False),
    ],
)
def test_an_address_that_phones_cannot_open_is_known(origin, local):
    assert is_local(origin) is local
