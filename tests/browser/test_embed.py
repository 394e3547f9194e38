"""The launcher on a hospital's own page: strict policy, foreign style, keyboard only, nothing touched."""

import pytest
from playwright.sync_api import expect

from tests.browser.helpers import WAIT, axe

pytestmark = [pytest.mark.stack, pytest.mark.browser]
LAUNCH = "Questions in pregnancy? Ask Keep Well"


@pytest.fixture
def hospital(new_page, host):
    page = new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(host)
    expect(page.get_by_role("button", name=LAUNCH)).to_be_visible()
    return page


def test_from_launcher_to_answer_and_back_by_keyboard_alone(hospital):
    hospital.keyboard.press("Tab")
    expect(hospital.get_by_role("button", name=LAUNCH)).to_be_focused()
    hospital.keyboard.press("Enter")
    expect(hospital.get_by_role("dialog", name="Keep Well")).to_be_visible()
    expect(hospital.get_by_role("button", name="Close Keep Well")).to_be_focused()
    frame = hospital.frame_locator("iframe")
    expect(frame.get_by_role("log")).to_contain_text("400 micrograms", timeout=WAIT)  # data-topic
    for _ in range(80):
        hospital.keyboard.press("Tab")
        if frame.locator("#text:focus").count():
            break
    hospital.keyboard.type("im bleeding, 30 weeks")
    hospital.keyboard.press("Tab")
    hospital.keyboard.press("Enter")
    expect(frame.locator('#log a[href="tel:01632960001"]').first).to_be_visible(timeout=WAIT)  # data-unit
    hospital.keyboard.press("Escape")
    expect(hospital.get_by_role("button", name=LAUNCH)).to_be_focused()
    expect(hospital.get_by_role("dialog")).to_be_hidden()
    # opened again, the conversation still stands there
    hospital.keyboard.press("Enter")
    expect(frame.locator('#log a[href="tel:01632960001"]').first).to_be_visible()
    assert hospital.faults == [], "nothing broke the host's policy"


def test_nothing_of_the_host_is_touched(hospital):
    look = "['body', 'main button', 'h1'].map(s => { const c = getComputedStyle(document.querySelector(s)); return c.cssText || [c.font, c.backgroundColor, c.margin].join() })"
    with_launcher = hospital.evaluate(look)
    hospital.locator("#keep-well").evaluate("host => host.remove()")
    assert hospital.evaluate(look) == with_launcher
    assert hospital.evaluate("typeof KEEPWELL") == "undefined"
    assert hospital.evaluate("document.head.querySelectorAll('style, link').length") == 1


def test_the_launcher_passes_axe(hospital):
    assert [fault for fault in axe(hospital) if "keep-well" in fault] == []
    hospital.get_by_role("button", name=LAUNCH).click()
    expect(hospital.frame_locator("iframe").get_by_label("Your question")).to_be_visible(timeout=WAIT)
    assert [fault for fault in axe(hospital) if "keep-well" in fault] == []


def test_leaving_takes_the_whole_page(hospital):
    hospital.get_by_role("button", name=LAUNCH).click()
    frame = hospital.frame_locator("iframe")
    expect(frame.get_by_role("log")).to_contain_text("400 micrograms", timeout=WAIT)
    frame.get_by_role("link", name="Leave").click()
    hospital.wait_for_url("https://www.bbc.co.uk/weather")


def test_a_site_that_is_not_on_the_list_gets_no_frame(new_page, host, stack):
    page = new_page()
    page.goto(host.replace("localhost", "127.0.0.1"))
    page.get_by_role("button", name=LAUNCH).click()
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").locator("#text").count() == 0
