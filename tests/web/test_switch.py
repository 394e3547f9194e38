from click.testing import CliRunner

from bot import cli
from bot.web import switch as module
from bot.web.switch import MOST_CHARACTERS, Switch


def test_off_and_on(tmp_path):
    switch, other_process = (Switch(tmp_path / "state" / "off") for _ in range(2))
    assert switch.off_message() is None
    switch.turn_off("  Back at 6pm.\n")
    assert other_process.off_message() == "Back at 6pm."
    assert other_process.turn_on() is True
    assert switch.off_message() is None
    assert switch.turn_on() is False


def test_no_words_and_unreadable_words_are_off_too(tmp_path):
    Switch(tmp_path / "off").turn_off("")
    assert Switch(tmp_path / "off").off_message() == ""
    (tmp_path / "off").write_bytes(b"\xff\xfe\xff")
    assert Switch(tmp_path / "off").off_message() == ""
    Switch(tmp_path / "off").turn_off("x" * 5000)
    assert len(Switch(tmp_path / "off").off_message()) == MOST_CHARACTERS


def test_the_command(tmp_path, monkeypatch):
    switch = Switch(tmp_path / "off")
    monkeypatch.setattr(module, "Switch", lambda: switch)
    result = CliRunner().invoke(cli.main, ["switch", "off", "--message", "Back at 6pm."])
    assert result.exit_code == 0
    assert switch.off_message() == "Back at 6pm."
    assert CliRunner().invoke(cli.main, ["switch", "on"]).exit_code == 0
    assert switch.off_message() is None
