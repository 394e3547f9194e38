"""A woman on a phone asks and reads the answer, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def ask(page, text):
    page.get_by_label("Your question").fill(text)
    page.get_by_role("button", name="Send").click()


def test_ask_read_and_follow_up(page):
    expect(page.get_by_text("It is not a midwife")).to_be_visible()
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    ask(page, "how much vitamin d should i take")
    log = page.get_by_role("log")
    expect(log).to_contain_text("how much vitamin d should i take", timeout=15000)
    expect(log).to_contain_text("10 micrograms", timeout=15000)
    expect(log).to_contain_text("reviewed 23 November 2026")
    expect(log).to_contain_text("Not yet checked by a clinician")
    expect(log.get_by_role("link", name="Vitamins, supplements and nutrition in pregnancy").first).to_be_visible()
    button = log.get_by_role("button", name="Halal, vegan or gelatine?")
    if button.count() == 0:
        button = (
            log.get_by_role("button").filter(has_text="halal").or_(log.get_by_role("button").filter(has_text="Halal"))
        )
    button.first.click()
    expect(log).to_contain_text("pharmacist", timeout=15000)
    expect(log.get_by_role("button").first).to_be_visible()


def test_a_danger_sign_gets_its_card_with_a_call_link(page):
    ask(page, "my waters broke and theres blood")
    log = page.get_by_role("log")
    expect(log.get_by_role("heading", name="Call").first).to_be_visible(timeout=15000)
    expect(log.get_by_role("link", name="Call 999").first).to_have_attribute("href", "tel:999")


def test_the_page_fits_a_narrow_phone(page):
    page.set_viewport_size({"width": 320, "height": 600})
    ask(page, "how much vitamin d should i take")
    expect(page.get_by_role("log")).to_contain_text("10 micrograms", timeout=15000)
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= 320
