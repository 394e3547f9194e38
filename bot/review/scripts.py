"""Test scripts: prepared tasks for a group to try, content/test_scripts/<id>.yml."""

from __future__ import annotations

from pathlib import Path

from bot.content.library import to_type
from bot.content.model import Script
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import CONTENT

FOLDER = CONTENT / "test_scripts"


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
