"""Loads all curated content into one immutable object that actions, pages and tests share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.content.model import (
    AccessLine,
    AfterLoss,
    Contact,
    Offline,
    Page,
    Service,
    Sharing,
    Stage,
    Thing,
    Things,
    Topic,
    Urgent,
    Weeks,
    Wording,
)
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import CONTENT

T = TypeVar("T")


def thing_key(name: str) -> str:
    """A name as it is looked up: case, accents, hyphens and apostrophes do not matter.

    >>> thing_key("Pâté"), thing_key("Lem-Sip")
    ('pate', 'lem sip')
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(char))
    return " ".join(plain.replace("'", "").replace("’", "").replace("-", " ").split())


@dataclass(frozen=True)
class Library:
    """Everything in content/, by id."""

    topics: dict[str, Topic]
    urgent: dict[str, Urgent]
    pages: dict[str, Page]
    contacts: dict[str, Contact]
    access_lines: dict[str, AccessLine]
    services: dict[str, Service]
    stages: dict[str, Stage]
    things: dict[str, Things]
    weeks: Weeks
    wordings: dict[str, Wording]
    after_loss: AfterLoss
    offline: Offline
    sharing: Sharing

    @cached_property
    def things_by_name(self) -> dict[str, dict[str, Thing]]:
        """Things by the words people use for them: words to {topic: thing}; a word may mean one in several topics."""
        found: dict[str, dict[str, Thing]] = {}
        for table in self.things.values():
            for thing in table.things:
                for name in thing.names:
                    found.setdefault(thing_key(name), {})[table.topic] = thing
        return found

    def things_named(self, words: Iterable[str]) -> dict[str, list[str]]:
        """The things that these words name: {topic: [thing ids]}, in order."""
        found: dict[str, list[str]] = {}
        for word in words:
            for topic, thing in self.things_by_name.get(thing_key(word), {}).items():
                if thing.id not in found.setdefault(topic, []):
                    found[topic].append(thing.id)
        return found

    def stage(self, week: int | None, baby_born: bool) -> Stage:
        """The stage she is in; `unknown` when she has not said."""
        if baby_born:
            return self.stages["after_birth"]
        for stage in self.stages.values():
            if None not in (week, stage.first, stage.last) and stage.first <= week <= stage.last:  # type: ignore[operator]
                return stage
        return self.stages["unknown"]

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
    for name, kind in (("topics", Topic), ("urgent", Urgent), ("services", Service), ("things", Things)):
        for path in sorted((folder / name).glob("*.yml")):
            files[f"{name}/{path.stem}"] = (path, kind)
    files["weeks"] = (folder / "weeks.yml", Weeks)
    files["offline"] = (folder / "offline.yml", Offline)
    files["sharing"] = (folder / "sharing.yml", Sharing)
    return files


def list_files(folder: Path) -> dict[str, tuple[Path, str, type]]:
    """Files that hold one list of entries: name to (path, key of the list, type of an entry)."""
    return {
        "pages": (folder / "pages.yml", "pages", Page),
        "contacts": (folder / "contacts.yml", "contacts", Contact),
        "access_lines": (folder / "access_lines.yml", "lines", AccessLine),
        "stages": (folder / "stages.yml", "stages", Stage),
    }


def read_library(folder: Path) -> Library:
    """Read a content folder. Raises ContentFileError on the first fault (the check lists all)."""
    loaded: dict[str, dict[str, Any]] = {"topics": {}, "urgent": {}, "services": {}, "things": {}}
    single: dict[str, Any] = {}  # weeks, offline, sharing
    for name, (path, kind) in content_files(folder).items():
        entry: Any = to_type(read_yaml(path), kind, path)
        if "/" in name:
            loaded[name.split("/")[0]][path.stem] = entry
        else:
            single[name] = entry
    lists: dict[str, dict[str, Any]] = {}
    for name, (path, key, kind) in list_files(folder).items():
        raw = read_yaml(path)
        if not isinstance(raw, dict) or not isinstance(raw.get(key), list):
            raise ContentFileError(f"{path} must hold a list named '{key}'.")
        lists[name] = {entry["id"]: to_type(entry, kind, path) for entry in raw[key]}
    wordings_file = folder / "wordings.yml"
    wordings = to_type(read_yaml(wordings_file), dict[str, Wording], wordings_file)
    after_loss_file = folder / "after_loss.yml"
    after_loss = to_type(read_yaml(after_loss_file), AfterLoss, after_loss_file)
    everything: dict[str, Any] = {**single, **loaded, **lists}
    return Library(wordings=wordings, after_loss=after_loss, **everything)


@lru_cache(maxsize=4)
def load_library(folder: Path = CONTENT) -> Library:
    """The content folder, read once in this process."""
    return read_library(folder)
