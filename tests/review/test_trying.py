"""A tester asks; the reply is kept at once, with why it came in plain words."""

import shutil

import pytest

from bot.content.library import load_library
from bot.messages.compose import long_date
from bot.paths import CONTENT
from bot.red_flags import load_net
from bot.review.explain import Explainer
from tests.review.conftest import ScriptedRasa
from tests.review.test_answers import text_of


def ask(visitor, text, page="/try", **fields):
    answer = visitor.send(page, "/try", text=text, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removeprefix("/review").split("#")[0]


def test_what_was_understood_in_plain_words(site):
    visitor = site.signed_in()
    shown = text_of(visitor.get(ask(visitor, "how much vitamin d")))
    assert 'What was understood The topic "Vitamin D"' in shown
    assert "How sure Very sure, 87 of 100" in shown
    assert 'What came second The topic "Vitamins and supplements", 8 of 100' in shown
    assert "Danger signs None was seen." in shown
    assert f"Last reviewed {long_date(load_library().topics['vitamin_d'].last_reviewed)}" in shown
    assert "Families read that no clinician has signed it off yet." in shown
    assert "Take 10 micrograms" in shown


def test_a_danger_sign_with_its_pattern_and_reason(site):
    visitor = site.signed_in()
    shown = text_of(visitor.get(ask(visitor, "im bleeding, 20 weeks")))
    assert "Bleeding from your vagina (call the maternity unit now, certain)" in shown
    assert "Why it counts: she says so herself" in shown
    assert "Pattern bleeding/bleeding_now" in shown


def test_what_is_only_denied(site):
    visitor = site.signed_in()
    assert "Words of danger were there, but not as happening now: Bleeding" in text_of(
        visitor.get(ask(visitor, "im not bleeding, how much vitamin d"))
    )


def test_a_card_that_came_by_the_meaning():
    parse = {"intent": {"name": "bleeding", "confidence": 0.7}, "intent_ranking": []}
    shown = [{"type": "urgent", "id": "bleeding"}]
    explained = Explainer(load_library(), load_net()).explain("it went everywhere after lunch", parse, shown)
    assert explained.dangers == []
    assert explained.by_meaning == ["Bleeding from your vagina"]
    assert explained.guess.kind == "urgent"
    assert explained.guess.sureness == "fairly"


def test_buttons_of_a_reply_ask_again_in_the_workspace(site):
    visitor = site.signed_in()
    page = visitor.get(ask(visitor, "how much vitamin d")).text
    assert 'action="/#latest"' not in page
    form = page[
        page.index('name="part" value="halal_vegan"') - 700 : page.index('name="part" value="halal_vegan"') + 700
    ]
    assert 'action="/review/try"' in form
    address = ask(visitor, "Halal, vegan, no gelatine", page="/try?try=1", topic="vitamin_d", part="halal_vegan")
    shown = text_of(visitor.get(address))
    assert "A button was pressed" in shown
    assert "gelatine-free type" in shown


def test_everything_is_kept_at_once(site, other_site):
    visitor = site.signed_in()
    address = ask(visitor, "how much vitamin d")
    later = other_site().signed_in("Later")  # the gateway was restarted
    assert "how much vitamin d" in later.get(address).text


def test_when_rasa_is_down_that_is_said(other_site):
    visitor = other_site(backend=ScriptedRasa(down=True)).signed_in()
    shown = text_of(visitor.get(ask(visitor, "im bleeding, 20 weeks")))
    assert "Keep Well could not understand the message just now. Only danger signs were looked for." in shown
    assert "Call your maternity unit now if" in shown


def test_testing_is_not_counted_as_use(site):
    visitor = site.signed_in()
    ask(visitor, "how much vitamin d")
    site.workspace.refresh()
    assert "Answered:" not in text_of(visitor.get("/families"))


@pytest.mark.parametrize(
    "fields", [{"verdict": "nonsense"}, {"verdict": ""}, {"verdict": "right", "expected": "made/up"}]
)
def test_wrong_fields_are_refused_kindly(site, fields):
    visitor = site.signed_in()
    address = ask(visitor, "how much vitamin d")
    answer = visitor.send(address, "/tries/1/verdict", comment="My comment stays.", **fields)
    assert answer.status_code == 422
    assert "My comment stays." in answer.text


def test_an_empty_question(site):
    answer = site.signed_in().send("/try", "/try", text=" ")
    assert answer.status_code == 422
    assert "Type a question first." in answer.text


def test_draft_words(other_site, tmp_path):
    content = shutil.copytree(CONTENT, tmp_path / "draft")
    path = content / "topics" / "vitamin_d.yml"
    path.write_text(path.read_text("utf-8").replace("Take 10 micrograms", "Please take 10 micrograms", 1), "utf-8")
    site = other_site(draft=content)
    visitor = site.signed_in()
    running = text_of(visitor.get(ask(visitor, "how much vitamin d")))
    assert "Please take" not in running
    draft = text_of(visitor.get(ask(visitor, "how much vitamin d", words="draft")))
    assert "Please take 10 micrograms" in draft
    assert "These were the draft words." in draft
    # saved again: asked with the new words, without a restart
    path.write_text(path.read_text("utf-8").replace("Please take", "Do take", 1), "utf-8")
    assert "Do take 10 micrograms" in text_of(visitor.get(ask(visitor, "how much vitamin d", words="draft")))
    path.write_text("id: [", "utf-8")
    answer = visitor.send("/try", "/try", text="how much vitamin d", words="draft")
    assert answer.status_code == 422
    assert "vitamin_d.yml line" in answer.text
    assert "how much vitamin d" in answer.text
