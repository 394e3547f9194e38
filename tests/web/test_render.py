"""Every message and page renders, safely, with what a family needs on it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from bot.content import load_library
from bot.web import render
from bot.web.view import View
from tests.web.fixtures import CHATS, CONTACTS, MESSAGES, PAGES, PLAIN

LIBRARY = load_library()

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Checker(HTMLParser):
    """Finds what is wrong with the shape of a page: tags left open, ids used twice, headings that jump."""

    def __init__(self, html: str, first_heading: int) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.heading = first_heading - 1
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]
        self.faults += [f"id {name} twice" for name in set(self.ids) if self.ids.count(name) > 1]

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if "id" in names:
            self.ids.append(names["id"])
        self.faults += [f"inline {name} on <{tag}>" for name in names if name == "style" or name.startswith("on")]
        if tag in ("script", "img", "link") and (names.get("src") or names.get("href") or "").startswith("http"):
            self.faults.append(f"<{tag}> loads from elsewhere")
        if tag == "script" and not names.get("src"):
            self.faults.append("inline script")
        if re.fullmatch("h[1-6]", tag):
            if int(tag[1]) > self.heading + 1:
                self.faults.append(f"heading jumps from h{self.heading} to {tag}")
            self.heading = int(tag[1])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_is_sound(name):
    html = render.render_message(MESSAGES[name])
    assert Checker(html, first_heading=3).faults == []
    assert "None" not in html


@pytest.mark.parametrize("name", CHATS)
def test_every_chat_page_is_sound(name):
    html = render.render_chat(*CHATS[name])
    assert Checker(html, first_heading=1).faults == []
    assert 'lang="en-GB"' in html
    assert 'href="tel:999"' in html
    assert 'href="tel:111"' in html


def test_there_is_a_fixture_of_every_type():
    assert {message["type"] for message in MESSAGES.values()} == set(render.MESSAGE_TYPES)
    assert {path.stem for path in (render.TEMPLATES / "messages").iterdir()} == set(render.MESSAGE_TYPES)


def test_unknown_type_is_refused():
    with pytest.raises(ValueError, match="no template"):
        render.render_message({"type": "../base"})


# -- danger signs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "card", "spoken"),
    [
        ("urgent, 999", "emergency", "Immediate action required: "),
        ("urgent, maternity now", "urgent", "Urgent advice: "),
        ("urgent, same day", "urgent", "Urgent advice: "),
    ],
)
def test_card_and_its_spoken_words_follow_the_level(name, card, spoken):
    html = render.render_message(MESSAGES[name])
    assert f"nhsuk-card--care--{card}" in html
    assert f'<span class="nhsuk-u-visually-hidden">{spoken}</span>Call' in html
    assert "Non-urgent" not in html


def test_calls_are_one_tap_and_a_missing_number_says_where_it_is():
    html = render.render_message(MESSAGES["urgent, maternity now"])
    assert '<a class="kw-call" href="tel:111">Call 111</a>' in html
    assert "The number is on your maternity notes or app." in html
    assert 'href="tel:None"' not in html
    assert 'href="tel:01632960001"' in render.render_message(MESSAGES["urgent, unit known"])
    assert 'href="sms:85258"' in render.render_message(MESSAGES["urgent, text service"])


def test_a_conditional_card_says_so():
    assert "If this is happening now" in render.render_message(MESSAGES["urgent, if it is happening"])
    assert "If this is happening now" not in render.render_message(MESSAGES["urgent, 999"])


# -- answers -------------------------------------------------------------------------------------------------


def test_an_answer_says_where_it_is_from():
    html = " ".join(render.render_message(MESSAGES["answer"]).split())
    assert "From NHS, reviewed 23 November 2026. Not yet checked by a clinician." in html
    assert "Not yet checked" not in render.render_message(MESSAGES["answer, signed off"])
    assert "due to be reviewed" in render.render_message(MESSAGES["answer, review overdue"])


def test_follow_up_buttons_are_forms_that_keep_the_conversation():
    html = render.render_message(MESSAGES["answer"], "c-1", View(unit="example_unit"))
    form = next(form for form in re.findall(r"<form.*?</form>", html, re.DOTALL) if 'value="how_much"' in form)
    assert 'method="post" action="/#latest"' in form
    assert re.findall(r'name="(\w+)" value="([^"]*)"', form) == [
        ("text", "How much?"),
        ("topic", "vitamin_d"),
        ("part", "how_much"),
        ("conversation", "c-1"),
        ("unit", "example_unit"),
    ]
    assert '<button class="kw-choice" type="submit">How much?</button>' in form


def test_week_offers_each_topic_once():
    assert render.render_message(MESSAGES["week"]).count('value="contact_midwife"') == 1


# -- words ---------------------------------------------------------------------------------------------------


def test_markdown_has_paragraphs_lists_and_emphasis_only():
    text = "**Bold** one\n\n- first\n- second\n\n[link](https://example.org) `code` # no <b>raw</b>"
    html = render.markdown(text)
    assert "<strong>Bold</strong>" in html
    assert html.count("<li>") == 2
    assert '<ul class="nhsuk-list nhsuk-list--bullet">' in html
    assert "<a" not in html
    assert "<code" not in html
    assert "&lt;b&gt;" in html


def test_markdown_links_numbers_to_call():
    html = render.markdown("Ring 0300 330 7010.")
    assert '<a class="kw-tel" href="tel:03003307010">0300 330 7010</a>' in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<b>&amp;"])
def test_what_a_person_types_is_only_text(text):
    html = render.render_chat([{"role": "you", "text": text, "messages": []}], text, PLAIN, text)
    assert text not in html
    assert Checker(html, first_heading=1).faults == []


# -- pages ---------------------------------------------------------------------------------------------------


def test_newest_reply_alone_is_latest():
    html = render.render_chat(*CHATS["every message"])
    assert html.count('id="latest"') == 1
    assert html.rindex("kw-turn--you", 0, html.index("<template")) < html.index('id="latest"')


def test_empty_chat_has_the_form_the_log_and_the_words_for_an_outage():
    html = render.render_chat(*CHATS["empty"])
    assert 'role="log" aria-live="polite" aria-label="Conversation"' in html
    assert '<label class="nhsuk-label kw-form__label" for="text">Your question</label>' in html
    assert "not a midwife" in html
    failure = html[html.index('<template id="failure">') :]
    assert 'href="tel:999"' in failure
    assert "Try again" in failure
    assert 'href="tel:999"' in html[html.index('<template id="danger">') :]


def test_every_topic_page_is_sound_and_linked():
    topics = render.render_topics(PLAIN, LIBRARY)
    for topic in LIBRARY.topics.values():
        html = render.render_topic(topic, PLAIN, LIBRARY)
        assert Checker(html, first_heading=1).faults == []
        for part in topic.parts:
            assert part.title in unescape(html)
            assert f'id="{part.id}"' in html
            assert f'data-kw-copy="/topics/{topic.id}#{part.id}"' in html
        assert topics.count(f'href="/topics/{topic.id}"') == 2, "in its group and in the A to Z"


@pytest.mark.parametrize("name", [name for name in MESSAGES if name.startswith("urgent")])
def test_urgent_page(name):
    html = render.render_urgent(MESSAGES[name])
    assert Checker(html, first_heading=1).faults == []
    assert f'<h1 class="kw-title">{MESSAGES[name]["title"]}</h1>' in html


def test_error_page_says_who_to_call_and_needs_no_content(monkeypatch):
    monkeypatch.setattr(render, "load_library", None)
    html = render.render_error(404, "Page not found", "There is no page at this address.", CONTACTS)
    assert Checker(html, first_heading=1).faults == []
    assert 'class="kw-call" href="tel:999"' in html
    assert "There is no page at this address." in html


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_sound(name):
    html = PAGES[name]()
    assert Checker(html, first_heading=1).faults == []
    assert 'lang="en-GB" dir="ltr"' in html
    assert 'href="tel:999"' in html
    assert 'href="tel:111"' in html


def test_the_chat_page_is_no_wall_of_topics():
    assert render.render_chat(*CHATS["empty"]).count("/topics/") == 0


def test_a_link_shared_elsewhere_shows_title_words_and_picture():
    view = View(origin="https://keepwell.example", path="/topics/vitamin_d")
    html = render.render_topic(LIBRARY.topics["vitamin_d"], view, LIBRARY)
    assert '<meta property="og:title" content="Vitamin D - Keep Well">' in html
    assert '<meta property="og:description" content="Take 10 micrograms' in html
    assert re.search(r'property="og:image" content="https://keepwell\.example/static/build/share\.png[^"]*"', html)
    assert 'rel="canonical" href="https://keepwell.example/topics/vitamin_d"' in html


def test_unit_language_and_frame_go_along():
    html = render.render_topic(LIBRARY.topics["vitamin_d"], View(unit="example_unit", embed=True), LIBRARY)
    assert 'href="/topics?unit=example_unit&amp;embed=1#keeping_well"' in html
    assert 'name="unit" value="example_unit"' in html


def test_who_to_call_names_the_unit():
    html = render.render_call(View(unit="example_unit"), LIBRARY)
    assert html.index("tel:999", html.index("<main")) < html.index("tel:01632960001")


def test_switched_off_the_page_says_so_and_who_to_call():
    html = render.render_chat(*CHATS["switched off"])
    notice = html[html.index("kw-notice") : html.index('id="form"')]
    assert "until 6pm" in notice
    assert 'href="tel:111"' in notice
    assert 'href="/topics"' in notice
