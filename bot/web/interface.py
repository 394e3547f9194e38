"""The fixed words of the pages in each language: content/interface/<language>.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from bot.content.library import to_type
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import CONTENT

FOLDER = CONTENT / "interface"
DEFAULT = "en"
_PLACE = re.compile(r"%?\{\w+\}")


class Interface(Struct, frozen=True, forbid_unknown_fields=True):
    """One language: its tag, its direction, its own name, and its words by section and key."""

    lang: str
    dir: Literal["ltr", "rtl"]
    name: str
    words: dict[str, dict[str, str]]

    def text(self, key: str, **values: object) -> str:
        """The words of `section.key`, filled in. Raises KeyError for a key that is not in the catalogue."""
        section, name = key.split(".", 1)
        words = self.words[section][name]
        return words.format(**values) if values else words

    def section(self, name: str) -> dict[str, str]:
        """All words of one section, as the scripts get them."""
        return self.words[name]


def read_interfaces(folder: Path = FOLDER) -> dict[str, Interface]:
    """All languages, each complete: what one lacks is English.

    Raises ContentFileError for a key that English has not, or a text whose {places} are not those of English.
    """
    read = {path.stem: (path, to_type(read_yaml(path), Interface, path)) for path in sorted(folder.glob("*.yml"))}
    if DEFAULT not in read:
        raise ContentFileError(f"{folder / DEFAULT}.yml is missing: restore it from git.")
    english = read[DEFAULT][1]
    return {code: _complete(path, language, english) for code, (path, language) in read.items()}


def _complete(path: Path, language: Interface, english: Interface) -> Interface:
    for section, words in language.words.items():
        for key, text in words.items():
            model = english.words.get(section, {}).get(key)
            if model is None:
                raise ContentFileError(f"{path}: words.{section}.{key} is not in English; remove it.")
            if set(_PLACE.findall(text)) != set(_PLACE.findall(model)):
                raise ContentFileError(f"{path}: words.{section}.{key} must keep {_PLACE.findall(model)} as they are.")
    complete = {section: {**texts, **language.words.get(section, {})} for section, texts in english.words.items()}
    return structs.replace(language, words=complete)


@lru_cache(maxsize=1)
def _interfaces() -> dict[str, Interface]:
    return read_interfaces()


def interface(code: str | None = None) -> Interface:
    """The language of this code ("en", "en-GB"), or English when there is none."""
    known = _interfaces()
    return known.get((code or "").split("-")[0].lower(), known[DEFAULT])
