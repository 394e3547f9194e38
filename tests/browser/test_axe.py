"""axe-core finds nothing on any state of the fixtures, nor on those that the script makes."""

import pytest

from tests.browser.gallery import STATES
from tests.browser.helpers import ask, axe

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def state_page(browser, gallery):
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", STATES)
def test_every_state(state_page, gallery, name):
    state_page.goto(f"{gallery}/state/{name}")
    # around a message the page is that of the chat states, which are looked at whole
    assert axe(state_page, "#log" if name.startswith("message-") else None) == []


@pytest.mark.parametrize("text", ["how much vitamin d", "im bleeding"])
def test_a_failed_message(new_page, gallery, text):
    page = new_page(reduced_motion="reduce")
    page.goto(f"{gallery}/state/chat-empty")
    page.route("**/api/messages", lambda route: route.abort())
    ask(page, text)
    page.locator("[data-kw-failure]").wait_for()
    assert axe(page) == []


def test_a_message_that_is_too_long(new_page, gallery):
    page = new_page(reduced_motion="reduce")
    page.goto(f"{gallery}/state/chat-empty")
    page.get_by_label("Your question").fill("a " * 1100)
    page.get_by_text("characters over").first.wait_for()
    assert axe(page) == []
