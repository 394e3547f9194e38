"""Offline, server gone, slow, too many, closed: it says so, keeps what was typed, tries again, and says who to call."""

import signal
import time

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.helpers import WAIT, ask

pytestmark = pytest.mark.browser
API = "**/api/messages"


@pytest.fixture
def page(new_page, gallery):
    """The chat page on its own, with time in our hands."""
    page = new_page(reduced_motion="reduce")
    page.clock.install()
    page.goto(f"{gallery}/state/chat-empty")
    return page


def answered(route):
    route.fulfill(json={"conversation": "c", "messages": [{"type": "text", "html": "<p>Here is the answer.</p>"}]})


def failing(status, **headers):
    return lambda route: route.fulfill(status=status, json={}, headers=headers)


def failure(page):
    shown = page.locator("[data-kw-failure]")
    expect(shown).to_be_visible()
    expect(shown.get_by_role("link", name="Call 999")).to_be_visible()
    expect(shown.get_by_role("link", name="Call 111")).to_be_visible()
    return shown


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda route: route.abort(), "could not be reached"),
        (failing(429), "Too many messages"),
        (failing(503), "not answering just now"),
        (failing(500), "went wrong on our side"),
        (lambda route: route.fulfill(body="<html>", content_type="text/html"), "went wrong on our side"),
    ],
    ids=["gone", "429", "503", "500", "not ours"],
)
def test_it_says_what_happened_keeps_the_words_and_tries_again_by_itself(page, answer, words):
    page.route(API, answer)
    ask(page, "how much vitamin d")
    expect(failure(page)).to_contain_text(words)
    expect(failure(page)).to_contain_text("Trying again in 2 seconds")
    expect(page.get_by_label("Your question")).to_have_value("how much vitamin d")
    page.clock.run_for(3000)
    expect(failure(page)).to_contain_text("Trying again in 4 seconds")
    page.unroute(API)
    page.route(API, answered)
    page.clock.run_for(5000)
    expect(page.get_by_role("log")).to_contain_text("Here is the answer.")
    expect(page.locator("[data-kw-failure]")).to_have_count(0)
    expect(page.locator(".kw-bubble")).to_have_count(1)
    expect(page.get_by_label("Your question")).to_have_value("")


def test_trying_again_can_be_stopped_and_done_by_hand(page):
    page.route(API, failing(429, **{"Retry-After": "20"}))
    ask(page, "how much vitamin d")
    expect(failure(page)).to_contain_text("Trying again in 20 seconds")
    page.get_by_role("button", name="Stop trying").click()
    expect(failure(page)).to_contain_text("I have stopped trying")
    expect(page.get_by_role("button", name="Try again now")).to_be_focused()
    page.unroute(API)
    page.route(API, answered)
    page.clock.run_for(60000)
    expect(failure(page)).to_be_visible()
    page.get_by_label("Your question").fill("how much vitamin d a day")
    page.get_by_role("button", name="Try again now").click()
    expect(page.get_by_role("log")).to_contain_text("Here is the answer.")
    expect(page.locator(".kw-bubble")).to_have_text("how much vitamin d a day")
    assert page.evaluate("document.activeElement.id") == "log", "the button is gone, the focus is not lost"


def test_changed_words_are_not_sent_by_themselves(page):
    page.route(API, failing(503))
    ask(page, "how much vitamin d")
    failure(page)
    page.get_by_label("Your question").press_sequentially(" and")
    expect(failure(page)).to_contain_text("I have stopped trying")


def test_what_cannot_be_taken_is_not_tried_again(page):
    page.route(API, lambda route: route.fulfill(status=413, json={"message": "The message is too long."}))
    ask(page, "x")
    expect(failure(page)).to_contain_text("The message is too long.")
    expect(page.get_by_role("button", name="Stop trying")).to_be_hidden()


@pytest.mark.parametrize(("text", "group"), [("im bleeding", "bleeding"), ("My WATERS went!", "waters_broken")])
def test_danger_leads_when_nobody_can_be_reached(page, text, group):
    page.route(API, lambda route: route.abort())
    ask(page, text)
    failure(page)
    card = page.get_by_role("heading", name="Call 999 now if")
    expect(card).to_be_visible()
    assert card.bounding_box()["y"] < page.locator("[data-kw-failure]").bounding_box()["y"]
    expect(page.locator("[data-kw-danger-link] a")).to_have_attribute("href", f"/urgent/{group}")


def test_danger_does_not_wait_for_a_slow_answer(page):
    page.route(API, lambda route: None)  # no answer, ever
    ask(page, "im bleeding")
    expect(page.get_by_role("status").first).to_have_text("Keep Well is looking...")
    page.clock.run_for(4500)
    expect(page.get_by_role("status").first).to_contain_text("longer than usual")
    expect(page.get_by_role("heading", name="Call 999 now if")).to_be_visible()
    page.clock.run_for(6000)
    expect(failure(page)).to_contain_text("took too long")


def test_a_reload_keeps_what_could_not_be_sent(page):
    page.route(API, failing(503))
    ask(page, "how much vitamin d")
    failure(page)
    page.reload()
    expect(page.get_by_label("Your question")).to_have_value("how much vitamin d")


def test_offline_and_back(page):
    page.route(API, answered)
    page.context.set_offline(True)
    ask(page, "how much vitamin d")
    expect(failure(page)).to_contain_text("You are offline")
    expect(failure(page)).to_contain_text("sent by itself when you are online")
    page.context.set_offline(False)
    expect(page.get_by_role("log")).to_contain_text("Here is the answer.")


# -- the real ones -------------------------------------------------------------------------------------------


@pytest.mark.stack
def test_the_server_is_killed_in_the_middle_of_a_message_and_comes_back(chat, stack):
    gateway = next(
        child
        for child in psutil.Process(stack.process_id).children(recursive=True)
        if "uvicorn" in " ".join(child.cmdline())
    )
    gateway.send_signal(signal.SIGSTOP)
    ask(chat, "im bleeding, 30 weeks")
    time.sleep(0.3)  # the message is on its way
    gateway.kill()
    expect(failure(chat)).to_contain_text("could not be reached")
    expect(chat.get_by_role("heading", name="Call 999 now if")).to_be_visible()
    expect(chat.get_by_role("log")).to_contain_text("Bleeding in pregnancy always needs a call", timeout=60000)
    expect(chat.locator("[data-kw-failure]")).to_have_count(0)
    stack.wait_until_ready()


@pytest.mark.stack
def test_after_one_visit_who_to_call_and_the_cards_need_no_network(new_page, stack):
    page = new_page(service_workers="allow")
    page.goto(stack.url)
    for _ in range(40):  # kept one after the other, this one last
        if page.evaluate("caches.match('/urgent/waters_broken').then(Boolean)"):
            break
        page.wait_for_timeout(250)
    page.context.set_offline(True)
    page.goto(f"{stack.url}/call")
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    assert page.locator(".kw-calls__way--999").evaluate("e => getComputedStyle(e).borderTopWidth") == "2px", (
        "with its style"
    )
    page.get_by_role("link", name="See all danger signs").click()
    page.get_by_role("link", name="Your waters have gone").click()
    expect(page.get_by_role("heading", name="Call your maternity unit now if")).to_be_visible()
    page.goto(f"{stack.url}/topics")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(page.get_by_role("heading", name="Call 999 now if")).to_be_visible()
    page.context.set_offline(False)


@pytest.mark.stack
def test_switched_off(chat, stack):
    switch = stack.state / "switched-off.txt"
    switch.write_text("We are mending something until 6pm.")
    try:
        chat.reload()
        expect(chat.get_by_text("until 6pm").first).to_be_visible()
        ask(chat, "how much vitamin d")
        expect(chat.get_by_role("log")).to_contain_text("until 6pm", timeout=WAIT)
        expect(chat.get_by_role("log").get_by_role("link", name="Call 999").first).to_be_visible()
        ask(chat, "im bleeding")
        expect(chat.get_by_role("log").get_by_role("heading", name="Call 999 now if")).to_be_visible(timeout=WAIT)
        chat.goto(f"{stack.url}/topics/vitamin_d")
        expect(chat.get_by_role("heading", name="Vitamin D", exact=True)).to_be_visible()
    finally:
        switch.unlink()
