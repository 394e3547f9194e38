"""Small, zoomed, spaced out, in other colours, still, right to left, on paper: the page stays whole."""

import pytest
from playwright.sync_api import expect

from tests.browser.helpers import axe, overflow

pytestmark = pytest.mark.browser

STATE_NAMES = [
    "chat-every-message",
    "page-topics",
    "page-topic",
    "page-search-danger",
    "page-call",
    "page-danger-signs",
]
# WCAG 1.4.12
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"


@pytest.mark.parametrize("name", STATE_NAMES)
def test_nothing_is_cut_off_at_320_px_nor_at_400_percent_nor_spaced_out(new_page, gallery, name):
    # 1280 px at 400 % are 320 px, in a window that is 256 px high
    page = new_page(viewport={"width": 320, "height": 256}, bypass_csp=True)
    page.goto(f"{gallery}/state/{name}")
    assert overflow(page) == 0
    page.add_style_tag(content=SPACING)
    assert overflow(page) == 0
    cut = page.evaluate(
        "[...document.querySelectorAll('a, button, h1, h2, h3, li, p, label')].filter(e => e.offsetParent && "
        "!e.closest('.nhsuk-u-visually-hidden, .nhsuk-skip-link') && e.scrollWidth > e.clientWidth + 1 && "
        "getComputedStyle(e).overflow !== 'visible').map(e => e.textContent.trim())"
    )
    assert cut == []


def test_zoomed_in_the_bar_does_not_cover_the_page(new_page, gallery):
    page = new_page(viewport={"width": 320, "height": 256})
    page.goto(f"{gallery}/state/chat-one-answer")
    page.mouse.wheel(0, 2000)
    page.get_by_label("Your question").focus()
    covered = page.locator("#text").evaluate(
        "box => { const r = box.getBoundingClientRect(); return document.elementFromPoint(r.left + 9, r.top + 9) !== box }"
    )
    assert not covered
    assert page.locator(".kw-bar").evaluate("bar => getComputedStyle(bar).position") == "static"
    expect(page.get_by_role("link", name="Leave")).to_be_in_viewport()


def test_who_to_call_is_one_screen_of_a_phone(new_page, gallery):
    page = new_page()
    page.goto(f"{gallery}/state/page-call")
    box = page.get_by_role("link", name="See all danger signs").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740
    assert page.locator(".kw-calls").bounding_box()["y"] < 220


def test_forced_colours_keep_every_edge(new_page, gallery):
    page = new_page(forced_colors="active")
    page.goto(f"{gallery}/state/message-urgent-999")
    for selector in (".kw-call", ".kw-bubble", ".kw-exit", ".kw-bar__calls a", ".kw-message"):
        edge = page.locator(selector).first.evaluate(
            "e => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).borderTopWidth]"
        )
        assert edge[0] == "solid", selector
        assert edge[1] != "0px", selector
    assert axe(page) == []


def test_reduced_motion_stops_what_moves(new_page, gallery):
    page = new_page(reduced_motion="reduce")
    page.goto(f"{gallery}/state/chat-empty")
    page.locator("#waiting").evaluate("e => { e.textContent = 'Keep Well is looking...' }")
    assert page.locator("#waiting").evaluate("e => getComputedStyle(e, '::before').animationName") == "none"


def test_right_to_left_mirrors_the_page(new_page, gallery):
    page = new_page()
    page.route("**/state/*", lambda route: _mirrored(route))
    page.goto(f"{gallery}/state/chat-one-answer")
    assert overflow(page) == 0
    you, name, leave = (page.locator(s).first.bounding_box() for s in (".kw-bubble", ".kw-header__name", ".kw-exit"))
    assert you["x"] < 40, "her words stand on the left"
    assert name["x"] > 180, "our name on the right"
    assert leave["x"] < 40
    assert axe(page) == []


def _mirrored(route):
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace('lang="en-GB" dir="ltr"', 'lang="ar" dir="rtl"', 1))


def test_on_paper_stands_what_was_said_and_nothing_to_press(new_page, gallery):
    page = new_page()
    page.goto(f"{gallery}/state/chat-one-answer")
    page.emulate_media(media="print")
    expect(page.get_by_text("do i need vitamin d", exact=True)).to_be_visible()
    expect(page.get_by_text("10 micrograms").first).to_be_visible()
    expect(page.get_by_text("Printed from Keep Well")).to_be_visible()
    assert page.locator("button:visible, form:visible, textarea:visible").count() == 0
    expect(page.get_by_role("link", name="Leave")).to_be_hidden()


def test_an_old_browser_sees_the_limit_in_words(new_page, gallery):
    page = new_page(java_script_enabled=False)
    page.goto(f"{gallery}/state/chat-empty")
    expect(page.get_by_text("I read up to 2000 characters")).to_be_visible()
    assert page.locator(".kw-with-script:visible").count() == 0
