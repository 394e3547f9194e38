"""The fixed words of the workspace's pages: content/review.yml, in English only."""

from __future__ import annotations

from functools import lru_cache

from bot.content.library import to_type
from bot.content.yaml_file import read_yaml
from bot.paths import CONTENT

FILE = CONTENT / "review.yml"


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Words by section and key. Raises ContentFileError."""
    return to_type(read_yaml(FILE), dict[str, dict[str, str]], FILE)


def text(key: str, **values: object) -> str:
    """The words of `section.key`, filled in. Raises KeyError for a key that is not in the catalogue."""
    section, name = key.split(".", 1)
    found = words()[section][name]
    return found.format(**values) if values else found
