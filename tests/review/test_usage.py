"""Counts hold no words, add up from several gateways, and small ones are not shown."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from bot.content.library import load_library
from bot.messages import summarise
from bot.review.feedback import take_over
from bot.review.tables import Thumb, Usage
from bot.review.usage import Bar, UsageCounter, figures, votes
from bot.turn import TurnPipeline
from bot.web.feedback import FeedbackStore
from bot.web.interface import interface
from tests.review.conftest import ScriptedRasa
from tests.review.test_answers import text_of

TODAY = date.today()


def summary(kind="answer", topic="vitamin_d", urgent=()):
    return {"kind": kind, "topic": topic, "urgent": list(urgent)}


def test_counts_of_two_gateways_add_up(database):
    for _ in range(2):
        counter = UsageCounter()
        for _ in range(3):
            counter.count(summary(), "example_unit", "en")
        counter.flush(database)
        counter.flush(database)
    with database.reading() as session:
        assert figures(session, TODAY, 7).by["topic"] == [Bar("vitamin_d", 6)]
        assert figures(session, TODAY, 7, unit="example_unit").by["kind"] == [Bar("answer", 6)]
        assert figures(session, TODAY - timedelta(days=1), 7).by["topic"] == []


def test_numbers_under_five_are_not_shown(database):
    counter = UsageCounter()
    for count, topic in ((5, "vitamin_d"), (4, "fgm"), (1, "pregnancy_loss")):
        for _ in range(count):
            counter.count(summary(topic=topic), None, "en")
    counter.flush(database)
    with database.reading() as session:
        by = figures(session, TODAY, 7).by["topic"]
    assert by == [Bar("vitamin_d", 5), Bar("fgm", None), Bar("pregnancy_loss", None)]


def test_what_cannot_be_written_is_kept_for_the_next_time(sqlite):
    counter = UsageCounter()
    counter.count(summary(), None, "en")
    with sqlite.writing() as session:
        session.execute(sa.text("alter table usage rename to away"))
    counter.flush(sqlite)
    with sqlite.writing() as session:
        session.execute(sa.text("alter table away rename to usage"))
    counter.flush(sqlite)
    with sqlite.reading() as session:
        assert session.scalar(sa.select(Usage.turns)) == 1


async def test_a_turn_is_counted_without_its_words(sqlite, tmp_path):
    counter = UsageCounter()
    pipeline = TurnPipeline(load_library(), ScriptedRasa(), count=counter.count)
    await pipeline.run("how much vitamin d, says Zebedee", "c-1", unit="example_unit", language="cy")
    await pipeline.run("im bleeding", "c-1")
    counter.flush(sqlite)
    with sqlite.reading() as session:
        rows = {(row.kind, row.topic, row.urgent, row.unit, row.language) for row in session.scalars(sa.select(Usage))}
    assert ("answer", "vitamin_d", "", "example_unit", "cy") in rows
    assert b"Zebedee" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert set(Usage.__table__.columns.keys()) == {"day", "kind", "topic", "urgent", "unit", "language", "turns"}


def test_the_summary_has_what_is_counted():
    assert set(summary()) <= set(summarise([]))


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "feedback.db", load_library(), tuple(interface().section("reason")))


def test_thumbs_are_taken_over_once_with_their_reasons_and_redacted(store, database):
    id = store.vote("vitamin_d", "food", "down")
    assert take_over(store, database) == 1
    store.reason(id, "not_clear", "my name is Sara Khan, sara@example.org", may_share=True)
    store.vote("vitamin_d", None, "up")
    assert take_over(store, database) == 1
    assert take_over(store, database) == 0
    with database.reading() as session:
        thumb = session.get(Thumb, id)
        assert thumb.reason == "not_clear"
        assert thumb.message == "my name is [name], [e-mail]"
        assert votes(session)[0][0].down is None  # fewer than five


def test_the_page_has_pictures_and_tables_and_hides_small_numbers(site):
    counter = site.workspace.counter
    for _ in range(12):
        counter.count(summary(), "example_unit", "en")
    for _ in range(3):
        counter.count(summary("urgent", None, ["bleeding"]), None, "en")
    id = site.workspace.feedback.vote("vitamin_d", None, "down")
    site.workspace.feedback.reason(id, "not_clear", "I shared this", may_share=True)
    page = site.signed_in("Lay").get("/families")
    shown = text_of(page)
    assert "Vitamin D: 12" in shown
    assert "Bleeding from your vagina: fewer than 5" in shown
    assert "Bleeding from your vagina: 3" not in shown
    assert page.text.count("<svg") == page.text.count("<details")
    assert "I shared this" not in shown  # lay reviewers do not read what families wrote
    assert "I shared this" in site.signed_in("Ed", "editor").get("/families").text
    assert "I shared this" in site.signed_in("Dr", "clinical").get("/families").text


def test_one_unit_and_another_period(site):
    for _ in range(7):
        site.workspace.counter.count(summary(), "example_unit", "en")
        site.workspace.counter.count(summary(), None, "en")
    visitor = site.signed_in()
    assert "Vitamin D: 14" in text_of(visitor.get("/families?days=7"))
    assert "Vitamin D: 7" in text_of(visitor.get("/families?days=90&unit=example_unit"))
    assert visitor.get("/families?days=nonsense&unit=none").status_code == 200
