"""The one report on freshness, on a copy of our content made stale in known ways."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.content.governance import words_digest
from bot.content.library import read_library
from bot.content.reviews import make_report, review_report

TODAY = date(2026, 11, 25)


def report(content, today=TODAY, within=30):
    return make_report(read_library(content), [], today, within)


def page(content, change, state, day="2026-11-20"):
    def edit(raw):
        raw["pages"][1].update(status=state, last_checked=day)

    change(content / "pages.yml", edit)
    return next(entry for entry in report(content).pages if entry.id == "nhs_pregnancy")


def test_a_review_is_due_soon_then_overdue(content, change):
    change(content / "topics/vitamin_d.yml", lambda raw: raw.update(last_reviewed="2026-08-20", review_in="3 months"))
    assert report(content, date(2026, 10, 1)).reviews == []
    soon = report(content, date(2026, 11, 1))
    assert [(entry.file, entry.overdue) for entry in soon.reviews] == [("content/topics/vitamin_d.yml", False)]
    assert soon.sound
    late = report(content)
    assert [(entry.owner, entry.by, entry.overdue) for entry in late.reviews] == [
        ("content team", date(2026, 11, 19), True)
    ]
    assert not late.sound
    assert "  content team:\n    content/topics/vitamin_d.yml, by 2026-11-19" in "\n".join(late.lines())


def test_units_are_reviewed_too(content, change):
    change(content / "services/example_unit.yml", lambda raw: raw.update(last_reviewed="2025-01-01"))
    assert [entry.file for entry in report(content).reviews] == ["content/services/example_unit.yml"]


def test_a_dead_page_is_named_with_who_uses_it_and_fails(content, change):
    dead = page(content, change, "dead")
    assert dead.state == "dead"
    assert "content/topics/alcohol.yml" in dead.used_by
    assert not report(content).sound
    assert any(
        line.startswith("  nhs_pregnancy: https://www.nhs.uk/pregnancy/ (in ") for line in report(content).lines()
    )


def test_a_moved_page_is_named_and_does_not_fail(content, change):
    assert page(content, change, "moved").state == "moved"
    assert report(content).sound


def test_a_page_not_visited_for_long_is_named(content, change):
    assert page(content, change, "alive", "2026-09-01").state == "not_visited"
    change(content / "pages.yml", lambda raw: raw["pages"][1].update(last_checked="2026-11-20"))
    assert "nhs_pregnancy" not in [entry.id for entry in report(content).pages]


def test_facts_marked_check_are_listed(content):
    listed = [(fact.file, fact.what) for fact in report(content).to_check]
    assert ("content/contacts.yml", "infant_feeding: National Breastfeeding Helpline") in listed
    assert ("content/topics/alcohol.yml", "Drinkline number and hours") in listed


def test_sign_off_holds_until_a_word_changes(content, change):
    path = content / "topics/vitamin_d.yml"
    digest = words_digest(read_library(content).topics["vitamin_d"])
    sign_off = {"name": "A", "role": "midwife", "on": "2026-11-23", "digest": digest}
    change(path, lambda raw: raw.update(sign_off=sign_off))
    assert report(content).signed == ["content/topics/vitamin_d.yml"]
    change(path, lambda raw: raw.update(title="Vitamin D!"))
    changed = report(content)
    assert (changed.signed, changed.lapsed, changed.sound) == ([], ["content/topics/vitamin_d.yml"], False)


def test_content_that_cannot_be_loaded_still_gets_its_faults(content, change):
    change(content / "topics/vitamin_d.yml", lambda raw: raw.pop("answer"))
    broken = review_report(TODAY, 30, content)
    assert [fault.where for fault in broken.faults] == ["file"]
    assert not broken.sound
    assert "'answer' is a required property" in "\n".join(broken.lines())


@pytest.mark.parametrize("machine", [True, False])
def test_the_command_says_it_and_exits_for_ci(machine):
    result = CliRunner().invoke(main, ["check", "reviews", *(["--json"] if machine else [])])
    if machine:
        said = json.loads(result.stdout)
        assert result.exit_code == (0 if said["sound"] else 1)
        assert set(said) == {"today", "sound", "faults", "reviews", "pages", "to_check", "sign_off"}
        assert "content/topics/vitamin_d.yml" in said["sign_off"]["unsigned"]
    else:
        assert result.stdout.startswith("Faults: ")
