"""Test scripts: prepared tasks for a group to try, content/test_scripts/<id>.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from bot.content.library import to_type
from bot.content.model import Id, Text
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import CONTENT

FOLDER = CONTENT / "test_scripts"


class Task(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to find out, and what a good answer would have."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=80, description="a title of at most 80 characters")]
    do: Text
    look_for: Annotated[list[Text], Meta(min_length=1, description="say at least one thing to look for")]


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """A list of tasks that fits one meeting."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=80, description="a title of at most 80 characters")]
    for_whom: Text
    minutes: Annotated[int, Meta(ge=5, le=180, description="say how many minutes it takes, 5 to 180")]
    before: Text
    tasks: Annotated[list[Task], Meta(min_length=1, max_length=20, description="give 1 to 20 tasks")]

    def task(self, id: str | None) -> Task | None:
        """The task with this id, or None."""
        return next((task for task in self.tasks if task.id == id), None)


def read_scripts(folder: Path = FOLDER) -> dict[str, Script]:
    """All scripts by id, the shortest first. Raises ContentFileError for a file that is none, and for two tasks with one id."""
    scripts = {}
    for path in sorted(folder.glob("*.yml")):
        script = to_type(read_yaml(path), Script, path)
        if script.id != path.stem:
            raise ContentFileError(f"{path}: the id '{script.id}' is not the file's name. Write {path.stem}.")
        ids = [task.id for task in script.tasks]
        if len(set(ids)) < len(ids):
            raise ContentFileError(f"{path}: two tasks have the same id. Give each its own.")
        scripts[script.id] = script
    return dict(sorted(scripts.items(), key=lambda item: item[1].minutes))
