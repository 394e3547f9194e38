"""Every answer has a page with all its words; unsafe stands first; comments and history stay."""

import shutil

import pytest

from bot.content.library import load_library, read_library
from bot.messages.compose import long_date
from bot.paths import CONTENT
from bot.review.entries import entries_of, lines_of


@pytest.fixture
def visitor(site):
    return site.signed_in()


def text_of(page):
    import html
    import re

    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def test_every_entry_has_its_page(site, visitor):
    for key in entries_of(load_library()):
        answer = visitor.get(f"/answers/{key}")
        assert answer.status_code == 200, key


def test_a_topics_page_has_all_its_words(visitor):
    shown = text_of(visitor.get("/answers/topics/vitamin_d"))
    topic = load_library().topics["vitamin_d"]
    for line in lines_of({"answer": topic.answer, "parts": [part.text for part in topic.parts]}):
        # numbers to call are links there
        assert " ".join(line.removeprefix("- ").split()) in shown.replace(" 111 .", " 111.").replace(
            " 999 .", " 999."
        ), line
    assert "Vitamins, supplements and nutrition in pregnancy (NHS) read in the page; general knowledge" in shown
    assert "Still to be checked" in shown
    assert f"Last reviewed {long_date(topic.last_reviewed)}" in shown


def test_a_cards_page_has_its_variants(visitor):
    shown = text_of(visitor.get("/answers/urgent/overdose_or_poisoning"))
    for variant in load_library().urgent["overdose_or_poisoning"].variants:
        assert variant.lead in shown


def test_the_list_can_be_narrowed(visitor):
    shown = text_of(visitor.get("/answers?kind=urgent&q=BLEEDING"))
    assert "Bleeding from your vagina" in shown
    assert "Vitamin D" not in shown
    assert "Shown: 0." in text_of(visitor.get("/answers?state=signed_off"))


def test_unsafe_stands_first_in_the_list(visitor):
    visitor.send("/answers/topics/young_parents", "/verdict/topics/young_parents", verdict="unsafe", comment="")
    page = visitor.get("/answers").text
    first = page[page.index('<ul class="kw-review-list"') :]
    assert first.index("Young and pregnant") < first.index("Bleeding from your vagina")


def test_comments_stay_with_the_words_they_were_of(site, other_site, visitor, tmp_path):
    visitor.send("/answers/topics/vitamin_d", "/comment/topics/vitamin_d", text="Say <b>halal</b> first.")
    page = visitor.get("/answers/topics/vitamin_d").text
    assert "Say &lt;b&gt;halal&lt;/b&gt; first." in page
    assert "On earlier words." not in page
    content = shutil.copytree(CONTENT, tmp_path / "content")
    path = content / "topics" / "vitamin_d.yml"
    path.write_text(path.read_text("utf-8").replace("Take 10", "Do take 10", 1), "utf-8")
    later = other_site(library=read_library(content)).signed_in("Later").get("/answers/topics/vitamin_d").text
    assert "On earlier words." in later
    assert later.count("Words first seen") == 2
    assert "What the last change was" in later


def test_an_empty_comment_is_not_saved(visitor):
    answer = visitor.send("/answers/topics/vitamin_d", "/comment/topics/vitamin_d", text="  ")
    assert answer.status_code == 422
    assert "Write a comment first." in answer.text


def test_what_is_too_long_can_be_shortened(visitor):
    answer = visitor.send("/answers/topics/vitamin_d", "/comment/topics/vitamin_d", text="word " * 2000)
    assert answer.status_code == 422
    assert "9999 letters, and 5000 fit" in answer.text
    assert "word word" in answer.text
