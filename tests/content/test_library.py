import dataclasses
import shutil

import msgspec
import pytest
import yaml

from bot.content import load_library
from bot.content.governance import is_signed_off, review_by, review_due, words_digest
from bot.content.library import read_library, thing_key
from bot.content.model import SignOff
from bot.content.weeks import week_page_url
from bot.content.yaml_file import ContentFileError
from bot.paths import CONTENT, ROOT

URGENT_GROUPS = 22


def test_everything_that_the_domain_names_has_content():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    intents = {next(iter(entry)) for entry in domain["intents"]}
    library = load_library()
    assert set(library.topics) <= intents
    assert set(library.urgent) <= intents
    assert len(library.urgent) == URGENT_GROUPS


def test_a_dead_page_gives_way_to_its_parent():
    library = load_library()
    page = library.pages["nhs_vitamins"]
    dead = msgspec.structs.replace(page, status="dead")
    changed = dataclasses.replace(library, pages={**library.pages, "nhs_vitamins": dead})
    assert changed.living_page("nhs_vitamins").id == page.parent


def test_a_missing_file_is_named(tmp_path):
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    (folder / "contacts.yml").unlink()
    with pytest.raises(ContentFileError, match="contacts.yml is missing"):
        read_library(folder)


def test_a_sign_off_lapses_with_the_words():
    topic = load_library().topics["vitamin_d"]
    assert not is_signed_off(topic)
    sign_off = SignOff(name="A Midwife", role="midwife", on=topic.last_reviewed, digest=words_digest(topic))
    signed = msgspec.structs.replace(topic, sign_off=sign_off)
    assert is_signed_off(signed)
    assert is_signed_off(msgspec.structs.replace(signed, owner="somebody else"))
    assert not is_signed_off(msgspec.structs.replace(signed, answer="Other words."))


def test_review_dates():
    topic = load_library().topics["vitamin_d"]
    due = review_by(topic)
    assert not review_due(topic, due)
    assert review_due(topic, due.replace(year=due.year + 1))


@pytest.mark.parametrize(
    ("week", "piece"), [(6, "1st-trimester/week-6"), (20, "2nd-trimester/week-20"), (41, "3rd-trimester/week-41")]
)
def test_week_pages(week, piece):
    assert piece in week_page_url(week)


def test_weeks_without_a_known_page():
    assert week_page_url(2) is None
    assert week_page_url(28) is None


def test_things_are_found_however_their_name_is_typed():
    library = load_library()
    assert library.things_named(["Feta"])["foods_to_avoid"] == ["feta"]
    assert thing_key("Pâté") == thing_key("pate")
    assert library.things_named(["no such thing"]) == {}


@pytest.mark.parametrize(
    ("week", "born", "stage"), [(None, False, "unknown"), (8, False, "early"), (18, False, "middle"),
                               (30, False, "later"), (30, True, "after_birth")],
)  # fmt: skip
def test_the_stage_follows_weeks_and_birth(week, born, stage):
    assert load_library().stage(week, born).id == stage
