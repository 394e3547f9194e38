from datetime import date

import pytest

from bot.content import load_library
from bot.web.feedback import MOST_CHARACTERS, FeedbackError, FeedbackStore

DAY = date(2026, 11, 25)


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "state" / "feedback.db", load_library(), ("not_clear", "incorrect"))


def test_a_vote_is_kept_without_any_words(store, tmp_path):
    id = store.vote("vitamin_d", "how_much", "down", DAY)
    store.reason(id, "not_clear", "my name is Ann", may_share=False)
    kept = store.all()[0]
    assert (kept.topic, kept.part, kept.vote, kept.reason_code, kept.day, kept.message) == (
        "vitamin_d", "how_much", "down", "not_clear", DAY, None,
    )  # fmt: skip
    assert b"Ann" not in (tmp_path / "state" / "feedback.db").read_bytes()
    assert (tmp_path / "state" / "feedback.db").stat().st_mode & 0o077 == 0


def test_words_are_kept_only_when_that_was_ticked(store):
    store.reason(store.vote("vitamin_d", None, "down"), None, " how much " + "x" * 5000, may_share=True)
    assert store.all()[0].message.startswith("how much")
    assert len(store.all()[0].message) == MOST_CHARACTERS


@pytest.mark.parametrize(
    "fields", [("moon", None, "up"), ("vitamin_d", None, "sideways"), (None, None, "up"), (7, {}, [])]
)
def test_what_is_no_vote_is_refused(store, fields):
    with pytest.raises(FeedbackError):
        store.vote(*fields)
    assert store.all() == []


def test_a_part_nobody_knows_is_left_out(store):
    store.vote("vitamin_d", "moon", "up")
    assert store.all()[0].part is None


def test_a_reason_goes_to_a_vote_of_ours_once(store):
    id = store.vote("vitamin_d", None, "down")
    for wrong in ((id, "moon"), ("made-up", "not_clear"), (None, "not_clear")):
        with pytest.raises(FeedbackError):
            store.reason(*wrong)
    store.reason(id, "not_clear")
    with pytest.raises(FeedbackError):
        store.reason(id, "incorrect")
