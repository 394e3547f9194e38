"""The scheduled job names commands that exist, and systemd accepts it."""

import re
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.paths import ROOT

FOLDER = ROOT / "deploy" / "freshness"
COMMAND = re.compile(r"\.venv/bin/keepwell ([a-z ]+[a-z])")


@pytest.mark.parametrize("name", ["keepwell-freshness.service", "keepwell-freshness.cron"])
def test_the_job_visits_links_then_reports(name):
    lines = [line for line in (FOLDER / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    commands = [command.split() for line in lines for command in COMMAND.findall(line)]
    assert commands == [["check", "links"], ["check", "reviews"]]
    for command in commands:
        assert CliRunner().invoke(main, [*command, "--help"]).exit_code == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd")
def test_systemd_reads_the_units(tmp_path):
    for path in FOLDER.glob("keepwell-freshness.*"):
        text = (
            path.read_text("utf-8")
            .replace("/opt/keepwell/.venv/bin/keepwell", "/bin/true")
            .replace("User=keepwell", "")
        )
        (tmp_path / path.name).write_text(text, "utf-8")
    units = [str(tmp_path / f"keepwell-freshness.{kind}") for kind in ("service", "timer")]
    result = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60)
    faults = [line for line in result.stderr.splitlines() if "keepwell-freshness" in line]
    assert faults == []
