"""Controls of the hazard log that no other test proves, most of them words that must stand in content/."""

from __future__ import annotations

import asyncio
import re
import time

import pytest

from bot.content import load_library
from bot.messages import Composer
from bot.rasa_server.request import UserTurn
from bot.red_flags import RedFlagNet
from bot.signs import Sign, Signs
from bot.turn import rasa_client
from bot.turn.context import BackendError, TurnContext
from bot.turn.steps import Compose, KeepSigns
from bot.web import render

LIBRARY = load_library()
COMPOSER = Composer(LIBRARY)
NET = RedFlagNet()


@pytest.mark.parametrize("words", [LIBRARY.urgent["baby_unwell"], *LIBRARY.urgent["baby_unwell"].variants])
def test_for_an_ill_baby_111_is_phoned_and_never_111_online(words):
    assert any("111 online" in line and line.startswith("Do not") for line in words.do_not)
    assert any("nhs_111" in card.contacts for card in words.cards)
    assert "nhs_111" not in LIBRARY.urgent["baby_unwell"].pages  # the page of pages.yml is 111 online


def test_the_medicines_never_name_a_dose():
    table = LIBRARY.things["medicines"]
    texts = [table.rule, *(text for thing in table.things for text in (thing.text, *(n.text for n in thing.weeks)))]
    amount = re.compile(r"\d\s?(mg|milligram|mcg|microgram|ml|millilitre|g|tablet|puff|drop)s?\b", re.IGNORECASE)
    assert [text for text in texts if amount.search(text)] == []


def test_a_prescribed_medicine_is_never_stopped_on_our_word():
    assert "Do not stop a prescribed medicine" in LIBRARY.things["medicines"].rule
    assert "o not stop a prescribed medicine" in LIBRARY.topics["medicines"].answer


@pytest.mark.parametrize("group", sorted(LIBRARY.urgent))
def test_every_card_says_how_deaf_people_and_people_without_english_call(group):
    html = render.render_urgent(COMPOSER.urgent_card(group, None))
    for words in ("18000", "18001 111", "interpreter", "press 55"):
        assert words in html


def test_a_conditional_card_links_to_the_page_with_the_whole_help():
    html = render.render_message(COMPOSER.urgent_card("bleeding", None, {"conditional": True}))
    assert 'href="/urgent/bleeding"' in html


def test_whoever_is_watched_is_told_to_close_the_page_and_gets_nothing_to_read():
    card = COMPOSER.urgent_card("domestic_danger", None)
    assert "close this page" in card["lead"]
    assert "press 55" in card["lead"]
    assert card["pages"] == []
    assert "checks your phone" in LIBRARY.wordings["privacy"].texts[0]


def test_no_fixed_reply_cheers_or_congratulates():
    texts = [text for wording in LIBRARY.wordings.values() for text in wording.texts]
    texts += [topic.answer for topic in LIBRARY.topics.values()]
    assert [text for text in texts if re.search(r"!|congratulat|exciting|great news|🎉", text, re.IGNORECASE)] == []


def test_a_loss_is_met_with_sorrow_and_somebody_to_talk_to():
    answer = LIBRARY.topics["pregnancy_loss"].answer
    assert "sorry for your loss" in answer
    assert "Sands" in answer
    assert "Call 999" in answer


async def test_at_most_two_cards_of_the_rules_and_the_gravest_first():
    signs = Signs.of(
        NET.read("im itching all over my palms, peeing burns, my calf is swollen and sore and i cant breathe")
    )
    assert len(signs.found) > 2
    turn = TurnContext("x", "c", signs=signs, backend_failed=True)
    await KeepSigns().run(turn)
    await Compose(COMPOSER).run(turn)
    assert [message["type"] for message in turn.messages] == ["urgent", "urgent", "error"]
    assert turn.messages[0]["level"] == "999"


async def test_the_words_that_something_was_too_long_never_push_a_card_away():
    turn = TurnContext("x", "c", backend_failed=True)
    turn.signs = Signs((Sign("bleeding", "maternity_now", True, "p"),))
    turn.messages = [COMPOSER.notice("too_long")]
    await KeepSigns().run(turn)
    await Compose(COMPOSER).run(turn)
    assert turn.messages[0]["type"] == "urgent"


async def test_a_rasa_that_hangs_is_given_up(monkeypatch):
    assert rasa_client.TIMEOUT <= 3
    monkeypatch.setattr(rasa_client, "TIMEOUT", 0.2)

    async def never(reader, writer):
        await asyncio.sleep(5)
        writer.close()

    server = await asyncio.start_server(never, "127.0.0.1", 0)
    rasa = rasa_client.RasaOverHttp(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "token")
    started = time.monotonic()
    with pytest.raises(BackendError):
        await rasa.send(UserTurn("c", "text"))
    assert time.monotonic() - started < 2
    await rasa.close()
    server.close()


@pytest.mark.parametrize(
    "text",
    [
        "sorry to bother you its probably nothing but im bleeding a bit, 20 weeks, im sure its fine",
        "i dont want to waste anyones time but baby hasnt moved since yesterday",
        "its prob just me being silly but my waters have gone i think",
    ],
)
def test_playing_it_down_does_not_quiet_the_rules(text):
    assert NET.find(text) != []


def test_a_made_up_unit_says_that_it_is_made_up():
    made_up = [unit for unit in LIBRARY.services.values() if unit.fictional]
    assert made_up
    for unit in made_up:
        assert "made up" in unit.name
        assert "made up" in unit.short_name
        for line in unit.lines.values():
            assert "made up" in line.label
            assert line.tel is None or line.tel.startswith("01632 960 ")
