"""A unit's file: made-up units must be seen to be made up, real ones must have numbers that ring."""

import pytest
import yaml

from bot.content.check import check_content

UNIT = "services/example_unit.yml"


def make_real(raw):
    raw.update(fictional=False)


def add_line(name, **line):
    return lambda raw: raw.update({name: line})


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (make_real, "this number is kept for drama"),
        (lambda raw: raw.update(name="Example Hospital"), "a made-up unit could be taken for real"),
        (lambda raw: raw.update(short_name="Example"), "a made-up unit could be taken for real"),
        (lambda raw: raw.update(short_name="x" * 31), "give a name of at most 30 characters"),
        (lambda raw: raw.pop("short_name"), "'short_name' is a required property"),
        (lambda raw: raw.pop("owner"), "'owner' is a required property"),
        (add_line("mnvp", label="Voices (made up)"), "give `tel`, or say in `note` where to go"),
        (add_line("mnvp", label="Voices", note="Ask at the desk."), "a made-up line could be taken for real"),
        (add_line("mnvp", label="Voices (made up)", tel="020 7946 1000"), "a number that may be somebody's"),
        (add_line("mnvp", label="Voices (made up)", tel="ring us"), "grouped as people read it"),
        (add_line("mnvp", label="Voices (made up)", note="See www.example.org"), "a text holds a web address"),
        (add_line("crèche", label="x"), "remove the field or correct its name"),
    ],
)
def test_each_fault_is_named_with_file_line_and_remedy(content, change, edit, said):
    change(content / UNIT, edit)
    faults = [str(fault) for fault in check_content(content)]
    assert any(said in fault and UNIT in fault for fault in faults), faults


def test_a_unit_may_leave_out_every_line(content, change):
    raw = yaml.safe_load((content / UNIT).read_text("utf-8"))
    kept = {"id", "name", "short_name", "fictional", "owner", "last_reviewed", "review_in"}
    change(content / UNIT, lambda raw: [raw.pop(name) for name in set(raw) - kept])
    assert set(raw) > kept
    assert check_content(content) == []


def test_a_contact_stands_under_topics_that_exist(content, change):
    change(content / "contacts.yml", lambda raw: raw["contacts"][2].update(topics=["moon"]))
    assert "'moon' is not known" in str(check_content(content)[0])
