import dataclasses
from datetime import date

import msgspec
import pytest

from bot.content import load_library
from bot.messages import Composer, summarise
from bot.messages.compose import long_date

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
    assert message["reviewed"] == long_date(topic.last_reviewed)
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
    assert own[0]["tel"] == unit.maternity_unit.digits
    assert own[0]["label"].endswith(": 01632 960 001")
    assert own[1]["tel"] == "999"
    assert composer.contacts(["maternity_unit"], None)[0]["tel"] is None


def test_a_unit_s_own_line_stands_under_the_answers_it_is_about(composer):
    def lines(topic, unit):
        return composer.compose([{"type": "answer", "topic": topic}], unit)[0]["contacts"]

    assert [line["tel"] for line in lines("birth_reflections", "example_unit")] == ["01632960003"]
    assert [line["tel"] for line in lines("breastfeeding", "example_unit")] == ["01632960004"]
    place = lines("vitamin_d", "example_unit")[0]
    assert (place["tel"], place["label"]) == (None, "Free vitamins at Example Hospital (made up)")
    assert "maternity desk" in place["note"]
    assert lines("birth_reflections", None) == []
    assert lines("exercise", "example_unit") == []


def test_where_the_unit_has_no_line_the_national_way_stands():
    bare = msgspec.structs.replace(LIBRARY.services["example_unit"], infant_feeding=None)
    composer = Composer(dataclasses.replace(LIBRARY, services={"example_unit": bare}))
    answer = composer.compose([{"type": "answer", "topic": "breastfeeding"}], "example_unit")[0]
    assert [line["tel"] for line in answer["contacts"]] == [LIBRARY.contacts["infant_feeding"].tel]


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


def sections(composer, group, **known):
    return composer.urgent_card(group, None, known)["cards"]


def test_without_weeks_the_card_covers_both_in_one_line(composer):
    card = next(card for card in sections(composer, "bleeding") if card["level"] == "maternity_now")
    assert "16 to 20 weeks" in card["note"]
    assert [contact["id"] for contact in card["contacts"]] == ["maternity_unit", "early_pregnancy_unit", "nhs_111"]


@pytest.mark.parametrize(
    ("known", "first"),
    [({"week": 8}, "early_pregnancy_unit"), ({"week": 17}, "maternity_unit"), ({"week": 30}, "maternity_unit"),
     ({"week": 30, "baby_born": True}, "maternity_unit")],
)  # fmt: skip
def test_the_number_fits_the_weeks(composer, known, first):
    card = next(card for card in sections(composer, "bleeding", **known) if card["level"] == "maternity_now")
    assert card["contacts"][0]["id"] == first
    early = known["week"] < 20
    assert card["heading"].startswith("Call your maternity unit now") != early
    assert ("After the birth" in card["note"]) == known.get("baby_born", False)
    assert ("early_pregnancy_unit" in [contact["id"] for contact in card["contacts"]]) == (known["week"] < 20)


def test_a_sure_999_sign_raises_the_level_and_takes_reading_away(composer):
    heavy = composer.urgent_card("bleeding", None, {"level": "999"})
    assert (heavy["level"], heavy["pages"]) == ("999", [])
    assert "999" in heavy["lead"]
    assert composer.urgent_card("bleeding", None)["level"] == "maternity_now"


def test_a_level_is_never_lowered(composer):
    assert composer.urgent_card("cord_prolapse", None, {"level": "same_day"})["level"] == "999"


@pytest.mark.parametrize(
    ("group", "variant"), [(group, v) for group, urgent in sorted(LIBRARY.urgent.items()) for v in urgent.variants]
)
def test_each_variant_has_its_own_words(composer, group, variant):
    card = composer.urgent_card(group, None, {"pattern": variant.patterns[0]})
    assert (card["id"], card["title"]) == (group, variant.title)
    assert card["lead"] != LIBRARY.urgent[group].lead


def test_a_reminder_counts_for_nothing_in_the_summary(composer):
    directions = [{"type": "reminder", "groups": ["bleeding"]}, {"type": "answer", "topic": "exercise"}]
    messages = composer.compose(directions)
    assert messages[0]["cards"] == [{"id": "bleeding", "title": LIBRARY.urgent["bleeding"].title}]
    summary = summarise(messages)
    assert (summary["kind"], summary["urgent"], summary["topic"]) == ("answer", [], "exercise")


def test_a_thing_asked_about_is_answered_by_name(composer):
    thing = next(thing for thing in LIBRARY.things["foods_to_avoid"].things if thing.id == "brie")
    message = composer.compose([{"type": "answer", "topic": "foods_to_avoid", "things": ["brie"], "part": "x"}])[0]
    assert message["text"].startswith(f"**{thing.name}**")
    assert thing.text.strip() in message["text"]
    assert message["part"] is None


def test_a_thing_may_have_words_for_the_week(composer):
    table, thing = next((table, thing) for table in LIBRARY.things.values() for thing in table.things if thing.weeks)
    note = thing.weeks[0]
    direction = {"type": "answer", "topic": table.topic, "things": [thing.id]}
    assert note.text in composer.compose([{**direction, "week": note.first}])[0]["text"]
    assert note.text not in composer.compose([direction])[0]["text"]


def test_what_is_not_in_the_table_gets_the_general_rule(composer):
    asked = composer.compose([{"type": "answer", "topic": "foods_to_avoid", "lead": True}])[0]
    assert asked["text"].endswith(LIBRARY.things["foods_to_avoid"].rule.strip())
    page = composer.compose([{"type": "answer", "topic": "foods_to_avoid"}])[0]
    assert LIBRARY.things["foods_to_avoid"].rule.strip() not in page["text"]


def test_after_a_loss_nothing_cheerful_about_the_bump_follows(composer):
    told = {"after_loss": True, "week": None}
    answer = composer.compose([{"type": "answer", "topic": "exercise", "lead": True, **told}])[0]
    assert answer["text"].startswith(LIBRARY.after_loss.words.strip())
    allowed = {*LIBRARY.after_loss.fitting, *LIBRARY.after_loss.offered}
    assert {link["topic"] for link in answer["related"]} <= allowed
    fitting = composer.compose([{"type": "answer", "topic": "pregnancy_loss", "lead": True, **told}])[0]
    assert LIBRARY.after_loss.words.strip() not in fitting["text"]
    text = composer.compose([{"type": "text", "wording": "greet", "conversation": "greet", **told}])[0]
    assert [link["topic"] for link in text["topics"]] == LIBRARY.after_loss.offered


def test_the_same_answer_again_comes_in_other_words(composer):
    again = composer.compose([{"type": "again", "topic": "vitamin_d", "part": None}])[0]
    assert again["text"] == LIBRARY.topics["vitamin_d"].in_short.strip()
