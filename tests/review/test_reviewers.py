from datetime import timedelta

import pytest

from bot.review.codes import new_code, read_code
from bot.review.database import now
from bot.review.reviewers import MOST_FAILED, WINDOW, Refused, ReviewerError, Reviewers
from bot.review.sign_ins import LASTS, SignIns

HERE = "192.0.2.1"


class Clock:
    def __init__(self):
        self.time = now()

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def reviewers(sqlite, clock):
    return Reviewers(sqlite, clock)


def why(reviewers, code, address=HERE):
    with pytest.raises(Refused) as refused:
        reviewers.recognise(code, address)
    return refused.value.why


def test_codes_are_read_as_people_type_them():
    code = new_code()
    assert read_code(code.lower().replace("-", " ")) == read_code(code)
    assert read_code("k7qf-2m9x-8d3t-owil") == read_code("K7QF 2M9X 8D3T 0W11")
    assert read_code("K7QF-2M9X-8D3T-0WZ") is None
    assert read_code("UUUU-UUUU-UUUU-UUUU") is None  # U is no letter of the codes
    assert read_code("") is None


def test_a_code_lets_its_reviewer_in(reviewers):
    code = reviewers.add("Leeds MNVP", "lay", 90)
    assert reviewers.recognise(code, HERE).name == "Leeds MNVP"
    assert reviewers.all()[0].last_seen_at is not None


def test_only_a_hash_is_stored(reviewers, tmp_path):
    code = reviewers.add("Leeds MNVP", "lay", 90)
    secret = read_code(code)[1].encode()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Leeds MNVP" in stored
    assert secret not in stored
    assert code.encode() not in stored


def test_wrong_codes(reviewers):
    code = reviewers.add("Leeds MNVP", "lay", 90)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert why(reviewers, wrong) == "wrong"
    assert why(reviewers, new_code()) == "wrong"
    assert why(reviewers, "hello") == "wrong"
    assert why(reviewers, "") == "wrong"


def test_an_expired_code(reviewers, clock):
    code = reviewers.add("Leeds MNVP", "lay", 2)
    clock.time += timedelta(days=2)
    assert why(reviewers, code) == "expired"
    # who does not know the whole code is not told that there was one
    assert why(reviewers, code[:-1] + ("0" if code[-1] != "0" else "1")) == "wrong"


def test_revoking_ends_code_and_sign_ins(reviewers, sqlite, clock):
    code = reviewers.add("Leeds MNVP", "lay", 90)
    sign_ins = SignIns(sqlite, clock)
    token = sign_ins.begin(reviewers.recognise(code, HERE))
    assert sign_ins.read(token).reviewer.name == "Leeds MNVP"
    reviewers.revoke("Leeds MNVP")
    assert sign_ins.read(token) is None
    assert why(reviewers, code) == "expired"
    reviewers.add("Leeds MNVP", "lay", 90)  # a new one of the same name may come


def test_guessing_is_stopped_by_address(reviewers, clock):
    code = reviewers.add("Leeds MNVP", "lay", 90)
    for _ in range(MOST_FAILED):
        assert why(reviewers, new_code()) == "wrong"
    assert why(reviewers, code) == "too_many"
    assert reviewers.recognise(code, "192.0.2.2").name == "Leeds MNVP"
    clock.time += WINDOW + timedelta(seconds=1)
    assert reviewers.recognise(code, HERE).name == "Leeds MNVP"


def test_guessing_one_code_from_many_addresses_is_stopped(reviewers):
    code = reviewers.add("Leeds MNVP", "lay", 90)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for number in range(MOST_FAILED):
        assert why(reviewers, wrong, f"192.0.2.{number}") == "wrong"
    assert why(reviewers, code, "198.51.100.7") == "too_many"


def test_a_sign_in_ends_by_itself(reviewers, sqlite, clock):
    sign_ins = SignIns(sqlite, clock)
    token = sign_ins.begin(reviewers.recognise(reviewers.add("A", "lay", 90), HERE))
    clock.time += LASTS - timedelta(seconds=1)
    assert sign_ins.read(token) is not None
    clock.time += timedelta(seconds=2)
    assert sign_ins.read(token) is None
    assert sign_ins.read("made up") is None
    assert sign_ins.read(None) is None


@pytest.mark.parametrize(
    ("name", "role", "part"),
    [("", "lay", "Give a name"), ("x" * 201, "lay", "Give a name"), ("A", "boss", "lay, clinical, editor")],
)
def test_what_cannot_be_added(reviewers, name, role, part):
    with pytest.raises(ReviewerError, match=part):
        reviewers.add(name, role, 90)


def test_one_name_one_code(reviewers):
    reviewers.add("Leeds MNVP", "lay", 90)
    with pytest.raises(ReviewerError, match="Revoke"):
        reviewers.add("Leeds  MNVP", "editor", 90)
    with pytest.raises(ReviewerError, match="list"):
        reviewers.revoke("Somebody")
