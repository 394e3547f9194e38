"""From an unsafe answer to the hazard log and a held-out case; and two people at once."""

import csv
import io
import json

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.evaluation.cases import read_cases
from bot.review.verdicts import VERDICTS


@pytest.fixture
def editor(site):
    return site.signed_in("Ed Itor", "editor")


def report(site, text="how much vitamin d can i take", verdict="unsafe", comment="It says too much.", **fields):
    """A lay reviewer asks and judges; returns them."""
    visitor = site.signed_in(f"Group {len(site.workspace.desk().reviewers.all())}")
    address = visitor.send("/try", "/try", text=text).headers["location"].removeprefix("/review").split("#")[0]
    number = address.split("=")[1]
    answer = visitor.send(address, f"/tries/{number}/verdict", verdict=verdict, comment=comment, **fields)
    assert answer.status_code == 303, answer.text
    return visitor


def test_unsafe_to_hazard_entry_to_held_out_case(site, editor, tmp_path, monkeypatch):
    report(site, text="i took 20 vitamin d tablets, my name is Sara Khan 07700 900123")
    assert "Unsafe: 1" in editor.get("/").text
    hazard = editor.get("/hazards/1").text
    assert "It says too much." in hazard
    answer = editor.send(
        "/hazards/1", "/hazards/1", title="Too much", harm="Harm", cause="One\nTwo", status="in_log", log_id=""
    )
    assert answer.status_code == 422
    assert "Give the number in the hazard log" in answer.text
    answer = editor.send(
        "/hazards/1", "/hazards/1", title="Too much", harm="Harm", cause="One\nTwo", status="in_log", log_id="h31"
    )
    assert answer.status_code == 303
    answer = editor.send("/reports/1", "/reports/1", status="fixed", resolution="A pattern was added.",
                         expected="urgent/overdose_or_poisoning")  # fmt: skip
    assert answer.status_code == 303

    monkeypatch.setenv("KEEPWELL_REVIEW_DATABASE", f"sqlite:///{tmp_path / 'review.db'}")
    run = CliRunner()
    to = tmp_path / "reviewers.jsonl"
    assert run.invoke(main, ["review", "export", "cases", "--format", "jsonl", "--to", str(to)]).exit_code == 0
    (tmp_path / "held_out").mkdir()
    to.rename(tmp_path / "held_out" / "reviewers.jsonl")
    case = read_cases(tmp_path / "held_out")[0]
    assert case.turns == ["i took 20 vitamin d tablets, my name is [name] [number]"]
    assert case.expect == {"urgent": "overdose_or_poisoning"}

    hazards = yaml.safe_load(run.invoke(main, ["review", "export", "hazards", "--format", "yaml"]).stdout)
    assert hazards[0]["id"] == "H31"
    assert hazards[0]["causes"] == ["One", "Two"]


def test_a_follow_up_exports_its_whole_conversation(site, editor):
    visitor = site.signed_in("Group")
    address = (
        visitor.send("/try", "/try", text="vitamin d please").headers["location"].removeprefix("/review").split("#")[0]
    )
    address = (
        visitor.send(address, "/try", text="is it halal").headers["location"].removeprefix("/review").split("#")[0]
    )
    visitor.send(address, "/tries/2/verdict", verdict="wrong", comment="", expected="topics/vitamin_d")
    case = json.loads(editor.get("/export/cases.json").text)[0]
    assert case["turns"] == [{"user": "vitamin d please"}, {"user": "is it halal"}]
    assert case["expect"] == {"topic": "vitamin_d"}


def test_a_report_is_no_case_until_it_is_known_what_should_have_come(site, editor):
    report(site, verdict="wrong")
    report(site, verdict="unclear", expected="topics/vitamin_d")
    assert json.loads(editor.get("/export/cases.json").text) == []
    assert "Report 1" in editor.get("/export").text
    editor.send("/reports/1", "/reports/1", status="open", resolution="", expected="out_of_scope")
    assert json.loads(editor.get("/export/cases.json").text)[0]["expect"] == {"kind": "out_of_scope"}


def test_files_for_a_spreadsheet_run_nothing(site, editor):
    report(site, comment="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO(editor.get("/export/reports.csv").text)))
    assert rows[0]["comment"] == "'=HYPERLINK(1)"
    assert rows[0]["verdict"] == "unsafe"
    tasks = yaml.safe_load(editor.get("/export/tasks.yaml").text)
    assert tasks[0]["file"] == "content/topics/vitamin_d.yml"


def test_unsafe_is_first_everywhere(site, editor):
    for verdict in ("unclear", "upsetting", "wrong", "unsafe"):
        report(site, verdict=verdict)
    page = editor.get("/reports").text
    page = page[page.index('<ul class="kw-review-list"') :]
    assert page.index("Unsafe") < page.index("Wrong answer") < page.index("Upsetting") < page.index("Unclear")
    assert [row["verdict"] for row in json.loads(editor.get("/export/tasks.json").text)] == list(VERDICTS[:-1])
    assert VERDICTS[0] == "unsafe"


def test_two_editors_at_once_never_overwrite_each_other(site, editor):
    report(site)
    other = site.signed_in("Other Editor", "editor")
    from tests.review.conftest import hidden_fields

    mine = hidden_fields(editor.get("/reports/1").text, "/review/reports/1")
    assert other.send("/reports/1", "/reports/1", status="fixed", resolution="Theirs.", expected="").status_code == 303
    answer = editor.post(
        "/reports/1", **mine, status="no_change", resolution="My long words.", expected="topics/vitamin_d"
    )
    assert answer.status_code == 409
    assert "Somebody else saved first" in answer.text
    assert "Theirs." in answer.text
    assert "My long words." in answer.text
    assert "Theirs." in editor.get("/reports/1").text
    # having read it, one may still put one's own in its place
    again = hidden_fields(answer.text, "/review/reports/1")
    assert editor.post("/reports/1", **again, resolution="My long words.").status_code == 303
    shown = editor.get("/reports/1").text
    assert "My long words." in shown
    assert "Looked at, no change" in shown


def test_two_windows_of_one_group(site):
    visitor = site.signed_in("Group")
    visitor.send("/try", "/try", text="how much vitamin d")
    from tests.review.conftest import hidden_fields

    first = hidden_fields(visitor.get("/try?try=1").text, "/review/tries/1/verdict")
    visitor.send("/try?try=1", "/tries/1/verdict", verdict="right", comment="one")
    answer = visitor.post("/tries/1/verdict", **first, verdict="unsafe", comment="two")
    assert answer.status_code == 409
    assert "one" in answer.text
    assert "two" in answer.text


def test_a_verdict_can_be_changed_and_the_hazard_stays(site):
    visitor = report(site)
    visitor.send("/try?try=1", "/tries/1/verdict", verdict="right", comment="I misread it.")
    assert "I misread it." in visitor.get("/hazards/1").text
    assert visitor.get("/reports/1").status_code == 404


def test_what_is_shared_in_a_report_is_escaped(site, editor):
    report(site, text="<script>alert(1)</script> vitamin d", comment="<img src=x onerror=alert(1)>")
    for path in ("/reports", "/reports/1", "/hazards", "/hazards/1", "/try?try=1"):
        page = editor.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
