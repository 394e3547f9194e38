"""Leaving at once: by the button and by Esc three times, never by ordinary typing."""

import pytest
from playwright.sync_api import expect

from tests.browser.helpers import ask

pytestmark = pytest.mark.browser
WEATHER = "https://www.bbc.co.uk/weather"


@pytest.fixture
def asked(new_page, gallery):
    page = new_page()
    page.goto(f"{gallery}/")  # a page before it in the history
    page.goto(f"{gallery}/state/chat-one-answer")
    page.locator("html.kw-js").wait_for(state="attached")
    assert page.evaluate("sessionStorage.length") == 1
    return page


def left(page):
    page.wait_for_url(WEATHER)
    assert page.evaluate("history.length") == 3, "blank, the page before, the weather: the chat's entry was replaced"
    page.go_back()
    assert "vitamin" not in page.content()
    assert page.evaluate("sessionStorage.length") == 0


def test_the_button_leaves_replaces_the_entry_and_clears_the_tab(asked):
    asked.get_by_role("link", name="Leave").click()
    left(asked)


def test_escape_three_times_leaves(asked):
    asked.get_by_label("Your question").focus()
    for _ in range(3):
        asked.keyboard.press("Escape")
    left(asked)


def test_pressing_counts_even_when_the_link_moves_away_under_the_finger(asked):
    box = asked.get_by_role("link", name="Leave").bounding_box()
    asked.mouse.move(box["x"] + 9, box["y"] + 9)
    asked.mouse.down()
    asked.evaluate("document.querySelector('.kw-bar').style.top = '300px'")
    asked.evaluate("document.querySelector('.kw-bar').style.position = 'absolute'")
    asked.mouse.up()
    left(asked)


def test_ordinary_typing_never_leaves(asked):
    box = asked.get_by_label("Your question")
    box.focus()
    asked.keyboard.press("Escape")
    asked.keyboard.press("Escape")
    box.press_sequentially("is cheese ok")
    asked.keyboard.press("Escape")
    asked.keyboard.press("Escape")
    asked.keyboard.press("Backspace")
    asked.keyboard.press("Escape")
    # a key held down repeats
    asked.evaluate(
        "for (let n = 0; n < 5; n++) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', repeat: true }))"
    )
    asked.wait_for_timeout(1600)
    asked.keyboard.press("Escape")
    asked.keyboard.press("Escape")
    asked.wait_for_timeout(200)
    assert "/state/" in asked.url
    expect(box).to_have_value("is cheese o")


def test_the_page_is_blank_while_the_next_one_loads(asked):
    seen = asked.evaluate(
        "() => { document.querySelector('[data-kw-exit]').click();"
        " return [document.querySelector('main').checkVisibility(), document.title, sessionStorage.length] }"
    )
    assert seen == [False, "", 0]


def test_without_javascript_it_is_a_plain_link(new_page, gallery):
    page = new_page(java_script_enabled=False)
    page.goto(f"{gallery}/state/chat-empty")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url(WEATHER)


def test_the_page_says_what_leaving_cannot_do(new_page, gallery):
    page = new_page()
    page.goto(f"{gallery}/state/chat-empty")
    page.get_by_text("if someone checks your phone").click()
    expect(page.get_by_text("It cannot delete your browser history")).to_be_visible()
    box = page.locator("#privacy").bounding_box()
    assert box["y"] < page.locator("#form").bounding_box()["y"], "before the first message"


def test_a_message_that_waits_is_cleared_too(new_page, gallery):
    page = new_page()
    page.goto(f"{gallery}/state/chat-empty")
    page.route("**/api/messages", lambda route: route.abort())
    ask(page, "he hits me")
    page.locator("[data-kw-failure]").wait_for()
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url(WEATHER)
