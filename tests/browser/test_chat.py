"""A woman on a phone asks, reads the answer, goes on, comes back, and clears it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.helpers import WAIT, ask, axe, overflow

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def log_of(page, *words):
    """The log, once it holds these words."""
    log = page.get_by_role("log")
    for word in words:
        expect(log).to_contain_text(word, timeout=WAIT)
    return log


# -- with and without JavaScript -----------------------------------------------------------------------------


def test_ask_read_and_follow_up(page):
    expect(page.get_by_text("It is not a midwife").first).to_be_visible()
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    ask(page, "how much vitamin d should i take")
    log = log_of(page, "how much vitamin d should i take", "10 micrograms", "reviewed ")
    expect(log).to_contain_text("Not yet checked by a clinician")
    expect(log.get_by_role("link", name="Vitamins, supplements and nutrition in pregnancy").first).to_be_visible()
    log.get_by_role("button").filter(has_text=re.compile("halal", re.I)).first.click()
    log_of(page, "pharmacist", "how much vitamin d should i take")
    expect(log.get_by_role("button").first).to_be_visible()


def test_a_danger_sign_gets_its_card_with_a_call_link(page):
    ask(page, "my waters broke and theres blood")
    log = page.get_by_role("log")
    expect(log.get_by_role("heading", name="Call").first).to_be_visible(timeout=WAIT)
    expect(log.get_by_role("link", name="Call 999").first).to_have_attribute("href", "tel:999")


def test_the_page_fits_a_narrow_phone(page):
    page.set_viewport_size({"width": 320, "height": 600})
    ask(page, "how much vitamin d should i take")
    log_of(page, "10 micrograms")
    assert overflow(page) == 0


def test_did_you_mean(page):
    ask(page, "how much")
    log_of(page, "Which of these")
    page.get_by_role("group", name="Choose a topic").get_by_role("button").first.click()
    log_of(page, "reviewed")


def test_a_link_opens_on_its_topic_unit_and_week(page, stack):
    page.goto(f"{stack.url}/?topic=folic_acid&unit=example_unit&weeks=8")
    log_of(page, "400 micrograms")
    ask(page, "im bleeding")
    log = log_of(page, "early pregnancy unit")
    expect(log.locator('a[href="tel:01632960002"]').first).to_be_visible()


def test_a_link_with_values_nobody_knows_is_an_empty_chat(page, stack):
    page.goto(f"{stack.url}/?topic=moon&unit=mars&weeks=99&lang=xx&part=y")
    expect(page.get_by_label("Your question")).to_be_visible()
    expect(page.get_by_role("log")).to_be_empty()


def test_a_vote_is_thanked_for(page):
    ask(page, "how much vitamin d should i take")
    log_of(page, "10 micrograms")
    page.get_by_role("button", name="No this was not helpful").first.click()
    expect(page.get_by_text("What was wrong with it?")).to_be_visible()
    page.get_by_label("I did not understand it").check()
    page.locator(".kw-reasons button").click()
    expect(page.get_by_text("It is saved" if page.locator("#log").count() else "Thank you").first).to_be_visible()


# -- with JavaScript ------------------------------------------------------------------------------------------


def test_a_new_reply_is_announced_and_the_focus_stays(chat):
    session = chat.context.new_cdp_session(chat)
    chat.get_by_label("Your question").fill("im bleeding")
    chat.keyboard.press("Tab")
    chat.get_by_role("button", name="Send", exact=True).focus()
    chat.keyboard.press("Enter")
    log_of(chat, "Bleeding in pregnancy")
    expect(chat.get_by_role("button", name="Send", exact=True)).to_be_focused()
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    log = next(node for node in nodes if node.get("role", {}).get("value") == "log")
    properties = {entry["name"]: entry["value"]["value"] for entry in log["properties"]}
    assert properties["live"] == "polite"
    assert properties["atomic"] is False, "only what is new is read, not the whole conversation"
    tree = chat.get_by_role("log").aria_snapshot()
    assert 'heading "You asked" [level=2]' in tree
    assert 'heading "Keep Well answered" [level=2]' in tree
    assert re.search(r'heading "Immediate action required: Call 999 now if:" \[level=3\]', tree)
    assert "Non-urgent" not in tree
    assert re.search(r'link "Call 999"', tree)
    assert axe(chat) == []


def test_reload_keeps_the_conversation_and_a_new_tab_does_not_show_it(chat, stack):
    ask(chat, "how much vitamin d should i take")
    log_of(chat, "10 micrograms")
    chat.get_by_label("Your question").fill("half a que")
    chat.reload()
    log = log_of(chat, "10 micrograms")
    expect(log).to_have_attribute("aria-live", "off")  # what was read before is not read again
    expect(log).to_have_attribute("aria-live", "polite", timeout=3000)
    expect(chat.get_by_label("Your question")).to_have_value("half a que")
    ask(chat, "is it free")
    log_of(chat, "Healthy Start")
    other = chat.context.new_page()
    other.goto(stack.url)
    expect(other.get_by_role("log")).to_be_empty()


def test_start_again_clears(chat):
    ask(chat, "how much vitamin d should i take")
    log_of(chat, "10 micrograms")
    chat.get_by_role("link", name="Start again").click()
    expect(chat.get_by_role("log")).to_be_empty()
    chat.reload()
    expect(chat.get_by_role("log")).to_be_empty()
    assert chat.evaluate("sessionStorage.length") == 0


def test_long_text_is_counted_and_can_still_be_sent(chat):
    box = chat.get_by_label("Your question")
    box.fill("a " * 500)
    expect(chat.locator(".nhsuk-character-count__status")).to_be_hidden()
    box.fill("a " * 950)
    expect(chat.locator(".nhsuk-character-count__status")).to_have_text("You have 100 characters left")
    box.fill("my waters broke " + "and " * 600)
    expect(chat.locator(".nhsuk-character-count__status")).to_contain_text("characters over. You can still send it")
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(chat.get_by_role("log").get_by_role("heading", name="Call").first).to_be_visible(timeout=WAIT)
    expect(chat.locator(".nhsuk-character-count__status")).to_be_hidden()


def test_copy_and_open_the_link_of_an_answer(chat, stack):
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(chat, "is there halal vitamin d")
    log_of(chat, "gelatin")
    chat.get_by_role("button", name="Copy link").first.click()
    expect(chat.get_by_text("Link copied")).to_be_visible()
    copied = chat.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{stack.url}/topics/vitamin_d#")
    chat.goto(copied)
    expect(chat.locator(":target")).to_be_visible()


def test_print_asks_the_browser(chat):
    ask(chat, "how much vitamin d should i take")
    log_of(chat, "10 micrograms")
    chat.evaluate("window.print = () => { window.printed = true }")
    chat.get_by_role("button", name="Save or print this chat").click()
    assert chat.evaluate("window.printed") is True


def test_a_week_of_a_link_is_remembered(chat, stack):
    chat.goto(f"{stack.url}/?weeks=28")
    log_of(chat, "I will remember that you are 28 weeks pregnant")
    ask(chat, "what is due now")
    expect(chat.get_by_role("log").get_by_role("heading", name="Week 28")).to_have_count(2, timeout=WAIT)


# -- pages ----------------------------------------------------------------------------------------------------


def test_browse_and_search_without_javascript(new_page, stack):
    page = new_page(java_script_enabled=False)
    page.goto(f"{stack.url}/topics")
    page.get_by_text("Keeping well", exact=True).click()
    page.get_by_role("link", name="Vitamin D", exact=True).first.click()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Topics").click()
    page.get_by_role("searchbox").fill("how much vitamin d")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Vitamin D").first).to_be_visible()
    page.get_by_role("searchbox").fill("im bleeding loads")
    page.get_by_role("button", name="Search").click()
    card = page.get_by_role("heading", name="Call 999 now if").first
    expect(card).to_be_visible()
    assert card.bounding_box()["y"] < page.get_by_role("searchbox").bounding_box()["y"]
