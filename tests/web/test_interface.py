"""One catalogue holds every word of the pages: all that is asked for is there, and all that is there is asked for."""

import re

import pytest

from bot.content import load_library
from bot.content.yaml_file import ContentFileError
from bot.paths import ROOT
from bot.web import render
from bot.web.interface import FOLDER, interface, read_interfaces
from bot.web.view import View

ENGLISH = interface()
WEB = ROOT / "bot" / "web"
KEYS = {f"{section}.{key}" for section, words in ENGLISH.words.items() for key in words}
# Sections that are looked up as a whole, by ids of the content or by the scripts.
WHOLE = (
    "level",
    "reason",
    "group",
    "signs.999",
    "signs.maternity_now",
    "signs.same_day",
    "feedback.up",
    "feedback.down",
    "embed",
)


def sources():
    paths = [*WEB.rglob("*.html"), *WEB.rglob("*.py"), *WEB.rglob("*.js")]
    return {path: path.read_text("utf-8") for path in paths if "static" not in path.parts}


def test_every_word_asked_for_is_there():
    asked = set()
    for path, code in sources().items():
        if path.suffix == ".html":
            asked |= set(re.findall(r'\bt\("([a-z]+\.\w+)"', code))
        elif path.suffix == ".js":
            asked |= {f"{section}.{key}" for section, key in re.findall(r"words\.(script|failure)\.(\w+)", code)}
    assert len(asked) > 80
    assert asked - KEYS == set()


def test_every_word_there_is_asked_for():
    code = "\n".join(sources().values())
    # scripts name the key alone, after "words." or as the cause of a failure in quotes
    named = {match[1] or match[2] for match in re.finditer(r"\.(\w+)|'(\w+)'", code)}
    by_scripts = {f"{section}.{name}" for section in ("script", "failure") for name in named}
    unused = [key for key in KEYS - by_scripts if not key.startswith(WHOLE) and f'"{key}"' not in code]
    assert unused == []


def test_every_group_of_topics_has_a_name():
    assert {topic.group for topic in load_library().topics.values()} == set(ENGLISH.section("group"))


def test_templates_hold_no_words_of_their_own():
    for path in WEB.rglob("*.html"):
        text = re.sub(r"\{[%{#].*?[%}#]\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>| data-", " ", text)
        assert re.findall(r"[A-Za-z]{2,}", text) == [], path.name


@pytest.mark.parametrize("code", [None, "", "xx", "en", "en-GB", "../en", "EN"])
def test_an_unknown_language_is_english(code):
    assert interface(code).lang == "en-GB"


def other(tmp_path, words):
    (tmp_path / "en.yml").write_text((FOLDER / "en.yml").read_text("utf-8"), "utf-8")
    (tmp_path / "ar.yml").write_text(f"lang: ar\ndir: rtl\nname: Arabic\nwords:\n  {words}\n", "utf-8")
    return tmp_path


def test_another_language_falls_back_word_by_word(tmp_path):
    arabic = read_interfaces(other(tmp_path, "chat: {send: إرسال}"))["ar"]
    assert arabic.text("chat.send") == "إرسال"
    assert arabic.text("chat.label") == "Your question"
    html = render.render_chat([], None, View(language=arabic, code="ar"))
    assert '<html lang="ar" dir="rtl">' in html
    assert 'name="lang" value="ar"' in html
    assert 'id="log" role="log" aria-live="polite" aria-label="Conversation" lang="en-GB" dir="ltr"' in html


@pytest.mark.parametrize("words", ["chat: {moon: x}", "moon: {send: x}", 'site: {title: "no place"}'])
def test_a_fault_in_a_language_is_named(tmp_path, words):
    with pytest.raises(ContentFileError, match=r"ar\.yml: words\."):
        read_interfaces(other(tmp_path, words))


def test_style_names_no_left_or_right():
    code = (WEB / "assets" / "keepwell.scss").read_text("utf-8")
    assert (
        re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|\b(?:left|right):", code) == []
    )
