"""Sign-off is bound to the words: it lapses when one is changed, and families see it only once it is published."""

import shutil
from datetime import timedelta

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.content.governance import is_signed_off, words_digest
from bot.content.library import read_library
from bot.paths import CONTENT
from bot.review.database import Conflict
from bot.review.entries import entries_of
from bot.review.sign_offs import publish, to_publish
from bot.review.states import freshness, states_of

VITAMIN_D = "topics/vitamin_d"


@pytest.fixture
def content(tmp_path):
    """A copy of the content that the test may change."""
    return shutil.copytree(CONTENT, tmp_path / "content")


def edit(content, before="Take 10 micrograms", after="Take ten micrograms"):
    path = content / "topics" / "vitamin_d.yml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def sign(site, name="Dr Clin"):
    visitor = site.signed_in(name, "clinical")
    answer = visitor.send(
        f"/answers/{VITAMIN_D}",
        f"/sign-off/{VITAMIN_D}",
        name="A. Midwife",
        profession="consultant midwife",
        agree="yes",
    )
    assert answer.status_code == 303, answer.text
    return visitor


def state_of(site, key=VITAMIN_D):
    from datetime import date

    with site.workspace.desk().database.reading() as session:
        return states_of(session, [site.workspace.entries[key]], date.today())[0]


def test_a_sign_off_is_recorded_and_shown(site):
    visitor = sign(site)
    page = visitor.get(f"/answers/{VITAMIN_D}").text
    assert "Signed off by A. Midwife (consultant midwife)" in page
    assert "It is of these words." in page
    assert "Families see that once an editor has published it." in page
    assert state_of(site).state == "signed_off"
    assert "Vitamin D" in visitor.get("/answers?state=signed_off").text


def test_it_lapses_visibly_when_a_word_is_changed(site, other_site, content):
    sign(site)
    edit(content)
    later = other_site(library=read_library(content))
    visitor = later.signed_in("Somebody")
    page = visitor.get(f"/answers/{VITAMIN_D}").text
    assert state_of(later).state == "changed"
    assert "Changed since the sign-off" in page
    assert "Take 10 micrograms of vitamin D" in page.split("<del>")[1].split("</del>")[0]
    assert "Take ten micrograms of vitamin D" in page.split("<ins>")[1].split("</ins>")[0]
    assert "It was of other words, so it no longer counts." in page
    # back to the very words that were signed: it counts again
    assert state_of(other_site()).state == "signed_off"


def test_upkeep_fields_are_not_words(site, other_site, content):
    sign(site)
    edit(content, "review_in: 6 months", "review_in: 7 months")
    assert state_of(other_site(library=read_library(content))).state == "signed_off"


def test_nobody_signs_words_that_changed_while_they_read(site, other_site, content):
    visitor = site.signed_in("Dr Clin", "clinical")
    old = site.workspace.entries[VITAMIN_D].digest
    edit(content)
    later = other_site(library=read_library(content))
    visitor.client.app = later.app
    again = later.signed_in("Dr Other", "clinical")
    answer = again.send(
        f"/answers/{VITAMIN_D}", f"/sign-off/{VITAMIN_D}", digest=old, name="A", profession="b", agree="yes"
    )
    assert answer.status_code == 409
    assert "The words of this answer were changed while you were reading" in answer.text
    assert state_of(later).sign_off is None


@pytest.mark.parametrize(
    ("missing", "words"),
    [("name", "full name"), ("profession", "job title"), ("agree", "Tick the box")],
)
def test_what_is_missing_is_said_and_nothing_is_lost(site, missing, words):
    visitor = site.signed_in("Dr Clin", "clinical")
    fields = {"name": "A. Midwife", "profession": "consultant midwife", "agree": "yes", missing: ""}
    answer = visitor.send(f"/answers/{VITAMIN_D}", f"/sign-off/{VITAMIN_D}", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert ("consultant midwife" if missing != "profession" else "A. Midwife") in answer.text
    assert state_of(site).state == "draft"


def test_publishing_writes_one_line_of_the_file(site, content):
    sign(site)
    database = site.workspace.desk().database
    before = (content / "topics" / "vitamin_d.yml").read_text("utf-8").splitlines()
    waiting = to_publish(database, content)
    assert [publication.key for publication in waiting] == [VITAMIN_D]
    publish(waiting, content)
    after = (content / "topics" / "vitamin_d.yml").read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0][0] == "sign_off: null"
    topic = read_library(content).topics["vitamin_d"]
    assert is_signed_off(topic)
    assert topic.sign_off.name == "A. Midwife"
    assert to_publish(database, content) == []


def test_a_sign_off_in_block_form_is_replaced_whole(site, content):
    path = content / "topics" / "vitamin_d.yml"
    old = "sign_off:\n  name: X\n  role: y\n  on: 2026-01-01\n  digest: " + "a" * 64 + "\n"
    path.write_text(path.read_text("utf-8").replace("sign_off: null\n", old), "utf-8")
    sign(site)
    publish(to_publish(site.workspace.desk().database, content), content)
    assert is_signed_off(read_library(content).topics["vitamin_d"])
    assert "a" * 64 not in path.read_text("utf-8")


def test_names_that_yaml_could_misread(site, content):
    visitor = site.signed_in("Dr Clin", "clinical")
    name = 'Dr "No: yes" # O\'Brien, {x}'
    visitor.send(f"/answers/{VITAMIN_D}", f"/sign-off/{VITAMIN_D}", name=name, profession="- GP", agree="yes")
    publish(to_publish(site.workspace.desk().database, content), content)
    assert read_library(content).topics["vitamin_d"].sign_off.name == name


def test_words_edited_after_the_sign_off_are_not_published(site, content):
    sign(site)
    edit(content)
    assert to_publish(site.workspace.desk().database, content) == []


def test_taken_back(site, other_site, content):
    visitor = sign(site)
    database = site.workspace.desk().database
    publish(to_publish(database, content), content)
    answer = visitor.send(f"/answers/{VITAMIN_D}", "/withdraw/1", why="The page has new advice.")
    assert answer.status_code == 303
    later = other_site(library=read_library(content))
    assert state_of(later).state == "draft"
    assert "The page has new advice." in later.signed_in("S").get(f"/answers/{VITAMIN_D}").text
    publish(to_publish(database, content), content)
    assert read_library(content).topics["vitamin_d"].sign_off is None
    with pytest.raises(Conflict):
        site.workspace.desk().sign_offs.withdraw(1, 1, "again")


def test_a_sign_off_that_came_by_the_file_counts_too(site, other_site, content):
    topic = read_library(content).topics["vitamin_d"]
    line = f"sign_off: {{name: A, role: b, on: 2026-11-01, digest: {words_digest(topic)}}}"
    edit(content, "sign_off: null", line)
    assert state_of(other_site(library=read_library(content))).state == "signed_off"
    edit(content)
    assert state_of(other_site(library=read_library(content))).state == "changed"


def test_the_command(site, content, tmp_path, monkeypatch):
    monkeypatch.setenv("KEEPWELL_REVIEW_DATABASE", f"sqlite:///{tmp_path / 'review.db'}")
    sign(site)
    run = CliRunner()
    waiting = run.invoke(main, ["review", "sign-offs", "--folder", str(content)])
    assert waiting.exit_code == 1
    assert "topics/vitamin_d: signed off by A. Midwife (consultant midwife)" in waiting.output
    assert run.invoke(main, ["review", "sign-offs", "--write", "--folder", str(content)]).exit_code == 0
    assert run.invoke(main, ["review", "sign-offs", "--folder", str(content)]).exit_code == 0


def test_lay_tested(site):
    visitor = site.signed_in("Leeds MNVP", "lay")
    visitor.send(f"/answers/{VITAMIN_D}", f"/verdict/{VITAMIN_D}", verdict="right", comment="")
    assert state_of(site).state == "lay_tested"
    visitor.send(f"/answers/{VITAMIN_D}", f"/verdict/{VITAMIN_D}", verdict="unsafe", comment="")
    assert state_of(site).state == "draft"
    assert state_of(site).unsafe == 1


def test_a_clinicians_right_is_no_lay_test(site):
    visitor = site.signed_in("Dr Clin", "clinical")
    visitor.send(f"/answers/{VITAMIN_D}", f"/verdict/{VITAMIN_D}", verdict="right", comment="")
    assert state_of(site).state == "draft"


def test_freshness():
    entry = entries_of(read_library(CONTENT))[VITAMIN_D]
    assert freshness(entry, entry.review_by - timedelta(days=31)) == "fresh"
    assert freshness(entry, entry.review_by - timedelta(days=30)) == "due"
    assert freshness(entry, entry.review_by) == "due"
    assert freshness(entry, entry.review_by + timedelta(days=1)) == "expired"
