"""`keepwell new topic`, on a copy of what it writes into."""

import shutil
from datetime import date

import pytest

from bot.content import check, fault
from bot.content.new_topic import NewTopicError, new_topic
from bot.content.training_messages import FEWEST
from bot.content.yaml_file import read_yaml
from bot.paths import ROOT

DAY = date(2026, 11, 25)


@pytest.fixture
def root(tmp_path, monkeypatch):
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "domain.yml", tmp_path)
    for module in (check, fault):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    return tmp_path


def faults(root):
    return [str(fault) for fault in check.check_content(root / "content")]


def test_both_files_and_both_places_are_written(root):
    written = new_topic("vitamin_k", DAY, root)
    assert [str(path.relative_to(root)) for path in written.made] == [
        "content/topics/vitamin_k.yml",
        "data/nlu/vitamin_k.yml",
    ]
    assert [path.name for path in written.changed] == ["domain.yml", "topics.yml"]
    assert {"vitamin_k": {"use_entities": []}} in read_yaml(root / "domain.yml")["intents"]
    steps = read_yaml(root / "data/rules/topics.yml")["rules"][0]["steps"]
    assert steps[0]["or"][-1] == {"intent": "vitamin_k"}
    before = (ROOT / "domain.yml").read_text("utf-8")
    after = (root / "domain.yml").read_text("utf-8")
    assert after.replace("  - vitamin_k:\n      use_entities: []\n", "") == before


def test_the_topic_file_has_every_field(root):
    new_topic("vitamin_k", DAY, root)
    raw = read_yaml(root / "content/topics/vitamin_k.yml")
    from bot.content.model import Topic

    assert set(raw) == set(Topic.__struct_fields__)
    assert raw["last_reviewed"] == "2026-11-25"


def test_the_check_names_each_line_that_is_left_to_write(root):
    new_topic("vitamin_k", DAY, root)
    said = faults(root)
    for name in ("content/topics/vitamin_k.yml", "data/nlu/vitamin_k.yml"):
        lines = (root / name).read_text("utf-8").splitlines()
        named = {int(fault.split(":")[1].split(" ")[0]) for fault in said if fault.startswith(name)}
        unwritten = {
            number
            for number, line in enumerate(lines, 1)
            if "TODO" in line.split("#")[0] or (line.startswith("#") and "TODO what" in line)
        }
        # the words of a block stand under the line of their field
        assert {number if number in named else number - 1 for number in unwritten} <= named
    assert all("vitamin_k.yml" in fault for fault in said)
    assert any("offer at least one page" in fault for fault in said)
    assert any(f"write at least {FEWEST}" in fault for fault in said)


def test_a_written_topic_is_sound(root):
    new_topic("vitamin_k", DAY, root)
    model = (root / "content/topics/folic_acid.yml").read_text("utf-8").replace("id: folic_acid", "id: vitamin_k", 1)
    (root / "content/topics/vitamin_k.yml").write_text(model, "utf-8")
    model = (root / "data/nlu/vitamin_d.yml").read_text("utf-8").replace("intent: vitamin_d", "intent: vitamin_k")
    (root / "data/nlu/vitamin_k.yml").write_text(model, "utf-8")
    assert faults(root) == []


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("Vitamin K", "like 'vitamin_k'"),
        ("2fast", "like 'fast'"),
        ("!", "like 'vitamin_d'"),
        ("../evil", "cannot be an id"),
        ("x" * 41, "at most 40"),
        ("ask_why", "follow-ups"),
        ("vitamin_d", "already a topic or intent 'vitamin_d'"),
        ("greet", "already a topic or intent 'greet'"),
        ("bleeding", "already a danger sign 'bleeding'"),
    ],
)
def test_a_bad_or_taken_id_is_refused_and_nothing_is_written(root, topic, said):
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    with pytest.raises(NewTopicError, match=said):
        new_topic(topic, DAY, root)
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before


def test_messages_without_a_topic_are_not_written_over(root):
    (root / "data/nlu/vitamin_k.yml").write_text("mine", "utf-8")
    with pytest.raises(NewTopicError, match="Rename or remove it"):
        new_topic("vitamin_k", DAY, root)
    assert (root / "data/nlu/vitamin_k.yml").read_text("utf-8") == "mine"
