"""The page's own list of danger words, for when nobody can be reached: the real script, run by node."""

import json
import subprocess
from pathlib import Path

import pytest

from bot.content import load_library
from bot.paths import ROOT
from bot.web.build import find_npm

LIBRARY = load_library()
SCRIPT = """
import { dangerIn } from './bot/web/assets/parts/danger.js'
const { groups, texts } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
console.log(JSON.stringify(texts.map((text) => dangerIn(text, groups))))
"""
# Of the danger signs in the development sets, this share must lead with the card. The second set was written to be
# missed (other languages, hints), and is: the contacts stand there in any case.
FLOORS = {"urgent": 0.75, "danger_signs_2": 0.55}


def found(texts):
    groups = {group: {"words": words} for group, words in LIBRARY.offline.words.items()}
    command = find_npm()
    node = command[0] if len(command) > 1 else str(Path(command[0]).parent / "node")
    code = SCRIPT.replace("require('node:fs')", "fs").replace("import {", "import fs from 'node:fs'\nimport {", 1)
    result = subprocess.run(
        [node, "--input-type=module", "--eval", code], cwd=ROOT, input=json.dumps({"groups": groups, "texts": texts}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(result.stdout)


def test_words_are_found_however_they_are_typed():
    texts = [
        "im BLEEDING",
        "My waters went",
        "I can’t breathe",
        "baby hasn't moved",
        "i want to die",
        "how much vitamin d",
        "",
    ]
    assert [bool(group) for group in found(texts)] == [True] * 5 + [False] * 2


def test_the_longest_word_names_the_card():
    assert found(["leaking fluid"]) == ["waters_broken"]


def test_every_group_has_words_and_the_cards_name_who_to_call():
    assert set(LIBRARY.offline.words) == set(LIBRARY.urgent)
    assert LIBRARY.offline.cards[0].level == "999"
    assert all(contact in LIBRARY.contacts for card in LIBRARY.offline.cards for contact in card.contacts)


@pytest.mark.parametrize("name", FLOORS)
def test_most_danger_signs_lead_with_the_card(name):
    path = ROOT / "tests" / "development" / f"{name}.jsonl"
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [case.get("text") or case["turns"][-1]["user"] for case in cases if case["expect"].get("urgent")]
    groups = found(texts)
    share = sum(map(bool, groups)) / len(groups)
    missed = [text for text, group in zip(texts, groups, strict=True) if not group]
    assert share >= FLOORS[name], missed
