import pytest

from bot.content.yaml_file import ContentFileError
from bot.review.scripts import FOLDER, read_scripts
from tests.review.conftest import hidden_fields
from tests.review.test_answers import text_of
from tests.review.test_trying import ask


def begin(visitor, script="first_look"):
    return visitor.send("/sessions", "/sessions", name="Tuesday group", script=script)


def test_a_session_with_a_script(site, other_site):
    visitor = site.signed_in()
    assert begin(visitor).headers["location"] == "/review/sessions/1?saved=session"
    address = ask(visitor, "how much vitamin d", page="/try?session=1&task=vitamin_d")
    assert "Task: How much vitamin D?" in text_of(visitor.get(address))
    visitor.send(address, "/tries/1/verdict", verdict="unclear", comment="What is a microgram?")
    answer = visitor.send(
        "/sessions/1", "/sessions/1/task", task="vitamin_d", outcome="partly", comment="2 of 5 found it"
    )
    assert answer.status_code == 303
    # a crash or a closed laptop loses nothing
    later = other_site().signed_in("Editor", "editor")
    assert "2 of 5 found it" in text_of(later.get("/sessions/1"))
    later.send("/reports/1", "/reports/1", status="fixed", resolution="Says what it is.", expected="")
    record = text_of(later.get("/sessions/1/record"))
    assert "Questions tried: 1. Things found: 1." in record
    assert "Unclear Report 1 how much vitamin d What is a microgram? Fixed" in record
    assert "Says what it is." in record
    assert "How much vitamin D? Partly 2 of 5 found it" in record
    assert "A food you eat at home Not done" in record


def test_free_testing(site):
    visitor = site.signed_in()
    begin(visitor, script="")
    ask(visitor, "how much vitamin d", page="/try?session=1")
    assert "how much vitamin d" in text_of(visitor.get("/sessions/1"))


def test_notes_of_two_people_at_once(site):
    visitor = site.signed_in()
    begin(visitor)
    mine = hidden_fields(visitor.get("/sessions/1").text, "/review/sessions/1/notes")
    visitor.send("/sessions/1", "/sessions/1/notes", notes="Five people came.", finish="yes")
    answer = visitor.post("/sessions/1/notes", **mine, notes="Six came.")
    assert answer.status_code == 409
    assert "Five people came." in answer.text
    assert "Six came." in answer.text


def test_a_task_of_two_people_at_once(site):
    visitor = site.signed_in()
    begin(visitor)
    page = visitor.get("/sessions/1").text
    mine = {**hidden_fields(page, "/review/sessions/1/task"), "task": "food"}
    visitor.post("/sessions/1/task", **mine, outcome="found", comment="one")
    answer = visitor.post("/sessions/1/task", **mine, outcome="not_found", comment="two")
    assert answer.status_code == 409
    assert "one" in answer.text
    assert "two" in answer.text


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x", "script": "none"}, {"name": "x" * 201}])
def test_what_cannot_begin(site, fields):
    assert site.signed_in().send("/sessions", "/sessions", **fields).status_code == 422


def test_the_scripts_are_sound():
    scripts = read_scripts()
    assert list(scripts)[0] == "first_look"
    assert {"danger_signs", "clinical_read"} <= set(scripts)


def test_a_script_that_is_none(tmp_path):
    text = (FOLDER / "first_look.yml").read_text("utf-8")
    (tmp_path / "other.yml").write_text(text, "utf-8")
    with pytest.raises(ContentFileError, match="Write other"):
        read_scripts(tmp_path)
    (tmp_path / "other.yml").write_text(
        text.replace("id: first_look", "id: other").replace("id: food", "id: vitamin_d"), "utf-8"
    )
    with pytest.raises(ContentFileError, match="same id"):
        read_scripts(tmp_path)
