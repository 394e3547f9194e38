from bot.content.yaml_file import read_yaml


def test_only_true_and_false_are_truth_values(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("on: 2026-11-25\nanswers: [no, yes, true, false]\n", "utf-8")
    assert read_yaml(path) == {"on": "2026-11-25", "answers": ["no", "yes", True, False]}
