import shutil

import pytest
import yaml

from bot.paths import CONTENT


@pytest.fixture
def content(tmp_path):
    """A copy of content/ to spoil."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    return folder


@pytest.fixture
def change():
    """Edits a YAML file: change(path, function of its raw content)."""

    def change(path, edit):
        raw = yaml.safe_load(path.read_text("utf-8"))
        edit(raw)
        path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")

    return change
