import msgspec
import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.paths import ROOT
from bot.safety.hazard_log import HAZARD_LOG, check_hazards, names_of_tests, read_log

RISK = {"severity": "major", "likelihood": "low"}
TEST = "tests/net/test_net.py::test_an_alarm"


def hazard(**changed):
    return {
        "id": "H01",
        "title": "A danger sign is missed",
        "harm": "Nobody is called",
        "causes": ["Spelling"],
        "controls": [{"does": "Mends spelling", "files": ["bot/spelling.py"]}],
        "tests": [TEST],
        "before": RISK,
        "after": RISK,
        "status": "reduced",
        "owner": "developers",
        "open": ["Words that nobody thought of"],
        **changed,
    }


@pytest.fixture
def faults(tmp_path):
    """The faults of a log with these hazards, in a small project of its own."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "spelling.py").touch()
    tests = tmp_path / "tests" / "net"
    tests.mkdir(parents=True)
    (tests / "test_net.py").write_text(
        "def helper(): ...\n"
        "@parametrize('x', [1])\ndef test_an_alarm(x):\n    def test_inside(): ...\n"
        "async def test_later(): ...\n"
        "class TestNet:\n    def test_in_a_class(self): ...\n"
        "class Backend:\n    def test_of_no_test_class(self): ...\n",
        "utf-8",
    )
    (tests / "test_broken.py").write_text("def (", "utf-8")

    def check(*hazards, **changed):
        log = {"estimate": "Ours.", "last_reviewed": "2026-11-24", "clinical_safety_officer": None, **changed}
        path = tmp_path / "log.yml"
        path.write_text(yaml.safe_dump({**log, "hazards": list(hazards)}), "utf-8")
        return [str(fault) for fault in check_hazards(path, tmp_path)]

    return check


def test_a_sound_log_has_no_faults(faults):
    assert faults(hazard(), hazard(id="H02", tests=[f"{TEST}[x.1::y]", "tests/net/test_net.py::test_later"])) == []
    assert faults(hazard(tests=["tests/net/test_net.py::TestNet::test_in_a_class"])) == []


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("tests/net/test_net.py::test_an_alarn", "has no test test_an_alarn"),
        ("tests/net/test_net.py::test_an_alarn", "near to it: test_an_alarm"),
        ("tests/net/test_net.py::test_in_a_class", "has no test test_in_a_class"),
        ("tests/net/test_net.py::TestNet::test_an_alarm", "has no test TestNet::test_an_alarm"),
        ("tests/net/test_net.py::Backend::test_of_no_test_class", "has no test"),
        ("tests/net/test_net.py::test_inside", "has no test"),
        ("tests/net/test_net.py::helper", "has no test"),
        ("tests/net/test_gone.py::test_an_alarm", "the test file tests/net/test_gone.py does not exist"),
        ("tests/net/test_broken.py::test_an_alarm", "tests/net/test_broken.py line 1 is not Python"),
    ],
)
def test_a_missing_test_is_named_with_what_to_do(faults, test, said):
    (fault,) = faults(hazard(tests=[TEST, test]))
    assert fault.startswith("H01: ")
    assert said in fault
    assert "To mend it: " in fault


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"controls": []}, "H01: it has no control"),
        ({"tests": []}, "H01: it has no test"),
        ({"controls": [{"does": "Mends", "files": ["bot/gone.py"]}]}, "H01: the control's file bot/gone.py"),
        ({"status": "accepted"}, "only a Clinical Safety Officer can accept"),
    ],
)
def test_what_a_hazard_lacks_is_named(faults, changed, said):
    (fault,) = faults(hazard(**changed))
    assert said in fault


def test_an_officer_can_accept(faults):
    officer = {"name": "A", "registration": "B", "on": "2026-12-01"}
    assert faults(hazard(status="accepted"), clinical_safety_officer=officer) == []


def test_an_id_that_stands_twice_is_a_fault(faults):
    (fault,) = faults(hazard(), hazard())
    assert "2 hazards have this id" in fault


def test_all_faults_are_listed_at_once(faults):
    assert len(faults(hazard(controls=[], tests=[]), hazard(id="H02", tests=["tests/x.py::test_y"]))) == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "fine"}, "$.hazards[0].status"),
        ({"tests": ["test_an_alarm"]}, "$.hazards[0].tests"),
        ({"open": []}, "$.hazards[0].open"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_another_form_is_refused_with_where(faults, changed, said):
    (fault,) = faults(hazard(**changed))
    assert said in fault
    assert "bot/safety/hazard_log.py" in fault


def test_a_missing_log_is_named(tmp_path):
    assert "is missing" in str(check_hazards(tmp_path / "gone.yml")[0])


def test_our_own_log_is_sound():
    assert [str(fault) for fault in check_hazards()] == []


def test_no_hazard_of_ours_is_called_safe_before_a_clinician_has_seen_it():
    log = read_log()
    assert log.clinical_safety_officer is None
    assert "Clinical Safety Officer" in log.estimate
    assert {hazard.status for hazard in log.hazards} <= {"open", "reduced"}


def test_the_command_says_what_is_wrong_and_fails(monkeypatch, tmp_path):
    sound = CliRunner().invoke(main, ["check", "hazards"])
    assert (sound.exit_code, "sound" in sound.output) == (0, True)
    raw = msgspec.to_builtins(read_log())
    raw["hazards"][0]["tests"].append("tests/red_flags/test_net.py::test_that_is_gone")
    broken = tmp_path / "log.yml"
    broken.write_text(yaml.safe_dump(raw), "utf-8")
    monkeypatch.setattr("bot.safety.hazard_log.check_hazards.__defaults__", (broken, ROOT))
    failed = CliRunner().invoke(main, ["check", "hazards"])
    assert failed.exit_code == 1
    assert "has no test test_that_is_gone" in failed.output


def test_our_own_tests_are_found():
    assert "test_a_sound_log_has_no_faults" in names_of_tests(ROOT / "tests" / "safety" / "test_hazard_log.py")
    assert HAZARD_LOG.is_file()
