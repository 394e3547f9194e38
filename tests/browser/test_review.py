"""The review workspace in a real browser, against the real assistant: a group's whole session, and what can go wrong."""

import json
import re

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from bot.cli import main
from tests.browser.helpers import axe

pytestmark = [pytest.mark.stack, pytest.mark.browser]


@pytest.fixture
def keepwell(stack, monkeypatch):
    """The command line on the running assistant's own state."""
    monkeypatch.setenv("KEEPWELL_REVIEW_DATABASE", f"sqlite:///{stack.state / 'review.db'}")

    def run(*words):
        result = CliRunner().invoke(main, list(words), env={"KEEPWELL_PUBLIC_URL": stack.url})
        assert result.exit_code == 0, result.output
        return result.output

    return run


@pytest.fixture
def sign_in(keepwell, new_page, request):
    """Makes signed-in pages: the personal link is opened, as a person does."""
    made = []

    def make(name, role, **options):
        name = f"{name} ({request.node.name})"
        link = re.search(r"Link: (\S+)", keepwell("reviewers", "add", name, "--role", role))[1]
        made.append(name)
        page = new_page(**options)
        page.goto(link)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")
        return page

    yield make
    for name in made:
        keepwell("reviewers", "revoke", name)


def ask(page, text):
    page.get_by_label(re.compile("Your question|Ask something else")).fill(text)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".kw-bubble").last).to_have_text(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_lay_reviewers_whole_session(sign_in, scripts):
    page = sign_in("Leeds MNVP", "lay", java_script_enabled=scripts)
    page.get_by_role("link", name="Begin a test session").click()
    page.get_by_label("Name of the session").fill("Tuesday group")
    page.get_by_label("A first look, for any group").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name=re.compile("Try this task.*How much vitamin D")).click()
    expect(page.get_by_text("Find out how much vitamin D to take")).to_be_visible()
    ask(page, "how much vitamin d should i take")
    # what a family sees, and beside it why it came
    expect(page.get_by_text("Take 10 micrograms of vitamin D a day")).to_be_visible()
    why = page.get_by_role("complementary", name="Why this came")
    expect(why).to_contain_text('The topic "Vitamin D"')
    expect(why).to_contain_text(re.compile(r"(Very|Fairly) sure, \d+ of 100"))
    expect(why).to_contain_text("What came second")
    expect(why).to_contain_text("None was seen.")
    expect(why).to_contain_text("Last reviewed")
    # a button of the answer asks on, here and not in the families' chat
    page.get_by_role("button", name="Halal, vegan, no gelatine").click()
    expect(page).to_have_url(re.compile("/review/try"))
    expect(page.get_by_text("Ask a pharmacist for a vegan")).to_be_visible()
    # one tap
    page.get_by_label("Comment").last.fill("Which brands are vegan?")
    page.get_by_role("button", name="Unclear").last.click()
    expect(page.get_by_text("Saved. Thank you.")).to_be_visible()
    page.get_by_role("link", name="Tuesday group").click()
    # nothing is lost when the computer is closed
    session = page.url
    page.close()
    page = page.context.new_page()
    page.goto(session)
    expect(page.get_by_role("link", name="how much vitamin d should i take")).to_be_visible()
    section = page.get_by_role("region", name="How much vitamin D?")
    section.get_by_text("How did it go?").first.click()
    section.get_by_label("Comment").fill("Most of us found it.")
    section.get_by_role("button", name="Found it", exact=True).click()
    expect(page.get_by_text("The task is saved.")).to_be_visible()
    page.get_by_label("Notes of the meeting").fill("Five people came.")
    page.get_by_label("This session is finished").check()
    page.get_by_role("button", name="Save notes").click()
    page.get_by_role("link", name="Record to print").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Record: Tuesday group")
    for words in (
        "Which brands are vegan?",
        "Most of us found it.",
        "Five people came.",
        "how much vitamin d should i take",
    ):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
    # a lay reviewer cannot sign off, resolve or export
    page.goto(page.url.split("/review")[0] + "/review/answers/topics/vitamin_d")
    expect(page.get_by_role("button", name="Sign off these words")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    page.goto(session)
    expect(page.get_by_label("Your code")).to_be_visible()


def test_unsafe_report_to_hazard_entry_to_held_out_case(sign_in, keepwell):
    lay = sign_in("Group", "lay")
    lay.get_by_role("link", name="Try it").first.click()
    ask(lay, "im bleeding a bit, 20 weeks, and my name is Sara Khan")
    expect(lay.get_by_role("heading", name="Call 999 now if").first).to_be_visible()
    why = lay.get_by_role("complementary", name="Why this came")
    expect(why).to_contain_text("Bleeding from your vagina")
    expect(why).to_contain_text("Why it counts")
    buttons = lay.get_by_role("group", name="Your verdict").get_by_role("button")
    expect(buttons.first).to_have_text("Unsafe")
    lay.get_by_label("Comment").fill("The number of my unit is missing.")
    buttons.first.click()
    lay.get_by_role("link", name="Entry for the hazard log").click()
    expect(lay.get_by_text("The number of my unit is missing.")).to_be_visible()

    editor = sign_in("Editor", "editor")
    editor.goto(lay.url)
    editor.get_by_label("What harm could come of it").fill("She calls nobody.")
    editor.get_by_label("What became of it").select_option("In the hazard log")
    editor.get_by_label("Number in the hazard log").fill("H31")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("In the hazard log").first).to_be_visible()
    editor.get_by_role("link", name=re.compile(r"^Report \d")).click()
    editor.get_by_label("It should have shown").select_option("Bleeding from your vagina")
    editor.get_by_label("What was done").fill("The unit's number was added.")
    editor.get_by_label("What became of it").select_option("Fixed")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("Fixed").first).to_be_visible()
    cases = [
        json.loads(line)
        for line in keepwell("review", "export", "cases", "--format", "jsonl").splitlines()
        if line[0] == "{"
    ]
    assert {
        "text": "im bleeding a bit, 20 weeks, and my name is [name]",
        "expect": {"urgent": "bleeding"},
        "persona": "reviewer_lay",
        "also": [],
    }.items() <= next(case for case in cases if "im bleeding a bit" in case.get("text", "")).items()


def test_a_sign_off_and_two_editors_at_once(sign_in):
    clinician = sign_in("Dr Clin", "clinical")
    clinician.goto(clinician.url.split("/review")[0] + "/review/answers/topics/caffeine")
    clinician.get_by_label("Full name").fill("A. Midwife")
    clinician.get_by_label("Job title").fill("consultant midwife")
    clinician.get_by_role("button", name="Sign off these words").click()
    expect(clinician.get_by_text("Tick the box")).to_be_visible()
    expect(clinician.get_by_label("Job title")).to_have_value("consultant midwife")
    clinician.go_back()
    clinician.get_by_label("Job title").fill("consultant midwife")
    clinician.get_by_label("I have read all of the words").check()
    clinician.get_by_role("button", name="Sign off these words").click()
    expect(clinician.get_by_text("Your sign-off is recorded")).to_be_visible()
    clinician.get_by_label("Comment", exact=True).fill("Too strict?")
    clinician.get_by_role("button", name="Wrong answer").click()
    clinician.get_by_role("link", name=re.compile(r"^Report \d")).first.click()

    one, two = sign_in("Ed One", "editor"), sign_in("Ed Two", "editor")
    for editor in (one, two):
        editor.goto(clinician.url)
    one.get_by_label("What was done").fill("One looked at it.")
    one.get_by_role("button", name="Save").click()
    two.get_by_label("What was done").fill("Two wrote a lot.")
    two.get_by_role("button", name="Save").click()
    expect(two.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(two.get_by_text("One looked at it.")).to_be_visible()
    expect(two.get_by_label("What was done")).to_have_value("Two wrote a lot.")
    assert axe(two) == []
    two.get_by_role("link", name="Keep what it says now").click()
    expect(two.get_by_label("What was done")).to_have_value("One looked at it.")


def test_wrong_code_and_expired_link(stack, new_page, keepwell):
    page = new_page()
    page.goto(f"{stack.url}/review/")
    page.get_by_label("Your code").fill("K7QF-2M9X-8D3T-0WZA")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    link = re.search(r"Link: (\S+)", keepwell("reviewers", "add", "Gone", "--role", "lay"))[1]
    keepwell("reviewers", "revoke", "Gone")
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This code no longer works")
    assert axe(page) == []


def test_a_form_of_another_site_saves_nothing(stack, sign_in):
    page = sign_in("Group", "lay")
    page.set_content(
        f'<form method="post" action="{stack.url}/review/comment/topics/vitamin_d">'
        '<input name="text" value="forged words"><button>go</button></form>'
    )
    page.get_by_role("button", name="go").click()
    expect(page.get_by_role("heading", name="Nothing was saved")).to_be_visible()
    page.goto(f"{stack.url}/review/answers/topics/vitamin_d")
    expect(page.get_by_text("forged words")).to_have_count(0)


def test_what_a_family_asks_arrives_as_numbers(stack, sign_in, new_page):
    import httpx

    for _ in range(6):
        httpx.post(f"{stack.url}/api/messages", json={"text": "can i eat brie"})
    page = sign_in("Group", "lay")
    page.get_by_role("link", name="What families ask").click()
    picture = page.get_by_role("img", name="Bar chart: Topics answered")
    expect(picture).to_be_visible()
    page.get_by_text("Table: Topics answered").click()
    expect(page.get_by_role("row", name=re.compile("Foods")).first).to_be_visible()


PAGES = ["/", "/try", "/sessions", "/answers", "/answers?kind=urgent", "/answers/topics/vitamin_d", "/answers/urgent/bleeding",
         "/answers/things/medicines", "/answers/weeks", "/reports?status=all", "/hazards", "/families", "/export"]  # fmt: skip


def test_axe_finds_nothing_and_every_page_fits_a_narrow_phone(stack, sign_in):
    page = sign_in("Editor", "editor", viewport={"width": 320, "height": 600})
    page.goto(f"{stack.url}/review/sessions")
    page.get_by_label("Name of the session").fill("Axe")
    page.get_by_role("button", name="Begin").click()
    sitting = page.url.split("/review")[1].split("?")[0]
    page.get_by_role("link", name=re.compile("Try this task.*How much vitamin D")).click()
    ask(page, "im bleeding, how much vitamin d")
    page.get_by_role("button", name="Unsafe").click()
    tried = page.url.split("/review")[1]
    page.get_by_role("link", name="Entry for the hazard log").click()
    hazard = page.url.split("/review")[1]
    page.get_by_role("link", name=re.compile(r"^Report \d")).click()
    report = page.url.split("/review")[1]
    found = {}
    for path in [*PAGES, sitting, f"{sitting}/record", tried, hazard, report]:
        page.goto(f"{stack.url}/review{path}")
        faults = axe(page)
        if faults:
            found[path] = faults
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert found == {}
    page.context.clear_cookies()
    page.goto(f"{stack.url}/review/sign-in")
    assert axe(page) == []
