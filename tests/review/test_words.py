"""Every word of the pages is in the catalogue, and every word of the catalogue is used."""

import re

from bot.paths import ROOT
from bot.review.words import text, words

FILES = sorted((ROOT / "bot" / "review").rglob("*.html")) + sorted((ROOT / "bot" / "review").rglob("*.py"))
SOURCE = "\n".join(path.read_text("utf-8") for path in FILES)
# Sections whose keys are names that the program gives: states, verdicts, kinds ...
NAMED = {
    "role", "refused", "verdict", "status", "hazard_status", "state", "freshness", "entry_kind", "outcome", "level", "mark",
    "thing", "guess", "sure", "kind", "saved", "export", "home", "field", "error", "sign_in", "menu", "families", "answer",
}  # fmt: skip


def test_every_key_that_is_used_exists():
    for key in re.findall(r"""\b(?:t|text|Wrong)\("([a-z_]+\.[a-z0-9_-]+)\"""", SOURCE):
        section, name = key.split(".")
        assert name in words()[section], key


def test_every_section_with_names_exists():
    for section in re.findall(r"""\bt\("([a-z_]+)\." ~""", SOURCE):
        assert section in words(), section


def test_every_word_is_used():
    for section, found in words().items():
        for name in found:
            assert f"{section}.{name}" in SOURCE or section in NAMED, f"{section}.{name}"


def test_places_are_filled():
    assert text("why.of_100", count=7) == "7 of 100"
