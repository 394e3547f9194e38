"""Loads all curated content into one immutable object that actions, pages and tests share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.content.model import (
    AccessLine,
    Contact,
    Page,
    Service,
    Topic,
    Urgent,
    Weeks,
    Wording,
)
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import CONTENT

T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """Everything in content/, by id."""

    topics: dict[str, Topic]
    urgent: dict[str, Urgent]
    pages: dict[str, Page]
    contacts: dict[str, Contact]
    access_lines: dict[str, AccessLine]
    services: dict[str, Service]
    weeks: Weeks
    wordings: dict[str, Wording]

    def living_page(self, page_id: str) -> Page | None:
        """The page, or its nearest parent that is not known dead; None when all are dead."""
        page = self.pages.get(page_id)
        while page is not None and page.status == "dead":
            page = self.pages.get(page.parent) if page.parent else None
        return page


def to_type(raw: Any, kind: type[T], path: Path) -> T:  # noqa: ANN401 (checked here)
    """The raw YAML as its type. Raises ContentFileError with file and field."""
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ContentFileError(f"{path}: {error}. Run 'make check-content' for what to do.") from error


def content_files(folder: Path) -> dict[str, tuple[Path, type]]:
    """Every content file with the type it must have, by a name unique over all of them."""
    files: dict[str, tuple[Path, type]] = {}
    for name, kind in (("topics", Topic), ("urgent", Urgent), ("services", Service)):
        for path in sorted((folder / name).glob("*.yml")):
            files[f"{name}/{path.stem}"] = (path, kind)
    files["weeks"] = (folder / "weeks.yml", Weeks)
    return files


def list_files(folder: Path) -> dict[str, tuple[Path, str, type]]:
    """Files that hold one list of entries: name to (path, key of the list, type of an entry)."""
    return {
        "pages": (folder / "pages.yml", "pages", Page),
        "contacts": (folder / "contacts.yml", "contacts", Contact),
        "access_lines": (folder / "access_lines.yml", "lines", AccessLine),
    }


def read_library(folder: Path) -> Library:
    """Read a content folder. Raises ContentFileError on the first fault (the check lists all)."""
    loaded: dict[str, dict[str, Any]] = {"topics": {}, "urgent": {}, "services": {}}
    weeks: Weeks | None = None
    for name, (path, kind) in content_files(folder).items():
        entry: Any = to_type(read_yaml(path), kind, path)
        if isinstance(entry, Weeks):
            weeks = entry
        else:
            loaded[name.split("/")[0]][entry.id] = entry
    assert weeks is not None
    lists: dict[str, dict[str, Any]] = {}
    for name, (path, key, kind) in list_files(folder).items():
        raw = read_yaml(path)
        if not isinstance(raw, dict) or not isinstance(raw.get(key), list):
            raise ContentFileError(f"{path} must hold a list named '{key}'.")
        lists[name] = {entry["id"]: to_type(entry, kind, path) for entry in raw[key]}
    wordings_file = folder / "wordings.yml"
    wordings = to_type(read_yaml(wordings_file), dict[str, Wording], wordings_file)
    return Library(weeks=weeks, wordings=wordings, **loaded, **lists)


@lru_cache(maxsize=4)
def load_library(folder: Path = CONTENT) -> Library:
    """The content folder, read once in this process."""
    return read_library(folder)
