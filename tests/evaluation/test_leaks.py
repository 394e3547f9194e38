import json

import pytest

from bot.evaluation.leaks import find_leaks


def test_no_held_out_message_is_in_training():
    assert [str(leak) for leak in find_leaks()] == []


@pytest.mark.parametrize(
    ("training", "test", "leaks"),
    [
        ("how much vitamin d should i take", "How much VIT D should I take??", True),
        ("how much vitamin d should i take", "how much vitamin c should i take", True),
        ("how much vitamin d should i take", "where do i get vitamin d from now", False),
        ("vitamin d", "vitamin c", False),
        ("vitamin d", "Vitamin D!", True),
    ],
)
def test_same_and_nearly_same_messages_are_found(tmp_path, training, test, leaks):
    nlu = tmp_path / "data" / "nlu"
    nlu.mkdir(parents=True)
    (nlu / "x.yml").write_text(f"nlu:\n- intent: x\n  examples: |\n    - {training}\n")
    held_out = tmp_path / "tests" / "held_out"
    held_out.mkdir(parents=True)
    (tmp_path / "tests" / "development").mkdir()
    (held_out / "x.jsonl").write_text(json.dumps({"text": test, "expect": {"topic": "x"}}) + "\n")
    assert bool(find_leaks(tmp_path)) is leaks
