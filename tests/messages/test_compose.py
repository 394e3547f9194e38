import dataclasses
from datetime import date

import msgspec
import pytest

from bot.content import load_library
from bot.messages import Composer, summarise

LIBRARY = load_library()


@pytest.fixture
def composer():
    return Composer(LIBRARY, today=lambda: date(2026, 12, 1))


def test_an_answer_carries_pages_source_date_and_buttons(composer):
    message = composer.compose([{"type": "answer", "topic": "vitamin_d", "confidence": 0.8}])[0]
    topic = LIBRARY.topics["vitamin_d"]
    assert message["text"] == topic.answer.strip()
    assert [page["id"] for page in message["pages"]] == topic.pages
    assert message["source"]["publisher"] == LIBRARY.pages[topic.sources[0].page].publisher
    assert message["reviewed"] == "23 November 2026"
    assert (message["signed_off"], message["review_overdue"], message["confidence"]) == (False, False, 0.8)
    assert len(message["parts"]) == len(topic.parts)


def test_a_part_follows_the_short_answer_or_stands_alone(composer):
    part = LIBRARY.topics["vitamin_d"].parts[0]
    both = composer.compose([{"type": "answer", "topic": "vitamin_d", "part": part.id, "lead": True}])[0]
    alone = composer.compose([{"type": "answer", "topic": "vitamin_d", "part": part.id, "lead": False}])[0]
    assert both["text"].startswith(LIBRARY.topics["vitamin_d"].answer.strip())
    assert part.text.strip() in both["text"]
    assert alone["text"] == part.text.strip()
    assert part.id not in [entry["part"] for entry in alone["parts"]]


def test_overdue_content_says_so():
    late = Composer(LIBRARY, today=lambda: date(2028, 1, 1))
    assert late.compose([{"type": "answer", "topic": "vitamin_d"}])[0]["review_overdue"] is True


def test_a_dead_page_is_never_offered():
    pages = {**LIBRARY.pages, "nhs_vitamins": msgspec.structs.replace(LIBRARY.pages["nhs_vitamins"], status="dead")}
    composer = Composer(dataclasses.replace(LIBRARY, pages=pages))
    offered = [page["id"] for page in composer.compose([{"type": "answer", "topic": "vitamin_d"}])[0]["pages"]]
    assert "nhs_vitamins" not in offered
    assert LIBRARY.pages["nhs_vitamins"].parent in offered


@pytest.mark.parametrize("group", sorted(LIBRARY.urgent))
def test_every_card_says_who_to_call_and_999_cards_offer_no_reading(composer, group):
    card = composer.urgent_card(group, None)
    assert all(entry["contacts"] and entry["heading"].startswith("Call ") for entry in card["cards"])
    if card["level"] == "999":
        assert card["pages"] == []
    assert "Call" in card["text"]


def test_a_unit_s_own_number_replaces_the_national_way(composer):
    unit = next(service for service in LIBRARY.services.values() if service.fictional)
    own = composer.contacts(["maternity_unit", "999"], unit.id)
    assert own[0]["tel"] == unit.maternity_unit.tel
    assert own[1]["tel"] == "999"
    assert composer.contacts(["maternity_unit"], None)[0]["tel"] is None


def test_texts_are_used_in_turn(composer):
    first, second = (composer.compose([{"type": "text", "wording": "thanks", "number": n}])[0]["text"] for n in (1, 2))
    assert first != second


def test_a_week_shows_what_is_due_and_its_page(composer):
    message = composer.compose([{"type": "week", "topic": "week_by_week", "week": 20, "told_now": True}])[0]
    assert message["due"]
    assert "week-20" in message["pages"][0]["url"]
    assert "20 weeks" in message["text"]


def test_the_week_note_of_a_topic(composer):
    noted = [topic for topic in LIBRARY.topics.values() if topic.weeks]
    note = noted[0].weeks[0]
    message = composer.compose([{"type": "answer", "topic": noted[0].id, "week": note.first}])[0]
    assert message["week_note"] == note.text


@pytest.mark.parametrize("name", sorted(name for name in LIBRARY.wordings if name.startswith("healthy_start_outcome")))
def test_no_outcome_decides(composer, name):
    text = composer.compose([{"type": "outcome", "topic": "healthy_start", "wording": name}])[0]["text"].lower()
    assert "you qualify" not in text
    assert "you do not qualify" not in text
    assert "0300 330 7010" in text or "midwife" in text


def test_summary_of_a_danger_sign_with_a_question(composer):
    directions = [{"type": "urgent", "id": "bleeding"}, {"type": "later", "topics": ["exercise"]}]
    summary = summarise(composer.compose(directions))
    assert summary["kind"] == "urgent"
    assert summary["urgent"] == ["bleeding"]
    assert summary["level"] == "maternity_now"
    assert summary["suggestions"] == ["exercise"]
    assert summary["topic"] is None


def test_summary_of_two_answers(composer):
    summary = summarise(
        composer.compose([{"type": "answer", "topic": "exercise"}, {"type": "answer", "topic": "vitamin_d"}])
    )
    assert (summary["kind"], summary["topic"], summary["topics"]) == ("answer", "exercise", ["exercise", "vitamin_d"])


def test_summary_of_out_of_scope_and_error(composer):
    text = {"type": "text", "wording": "out_of_scope", "conversation": "out_of_scope"}
    assert summarise(composer.compose([text]))["kind"] == "out_of_scope"
    assert summarise([composer.error("rasa_down")])["kind"] == "error"
