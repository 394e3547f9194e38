"""Reads docs/clinical-safety/hazard-log.yml and finds what no longer holds: a test or a file that is gone, no control.

The tests are looked up in their source, not run: `make test` runs them. What stands in brackets behind a
parametrised test's name is not looked at.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from bot.content.model import Text
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import ROOT

HAZARD_LOG = ROOT / "docs" / "clinical-safety" / "hazard-log.yml"

# From the least to the gravest. Working words of the developers: the Clinical Safety Officer's matrix replaces them.
Severity = Literal["minor", "significant", "considerable", "major", "catastrophic"]
Likelihood = Literal["very low", "low", "medium", "high", "very high"]


class Risk(Struct, frozen=True, forbid_unknown_fields=True):
    """How bad, and how likely."""

    severity: Severity
    likelihood: Likelihood


class Control(Struct, frozen=True, forbid_unknown_fields=True):
    """Something in the product that makes the hazard rarer or milder, and the files that do it."""

    does: Text
    files: Annotated[list[str], Meta(min_length=1)]


class Hazard(Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which the assistant could help to bring about harm."""

    id: Annotated[str, Meta(pattern="^H[0-9]{2}$")]
    title: Text
    harm: Text
    causes: Annotated[list[Text], Meta(min_length=1)]
    controls: list[Control]
    # pytest node ids without parameters: tests/folder/test_file.py::test_name, or ...::TestClass::test_name
    tests: list[Annotated[str, Meta(pattern=r"^tests/[^:]+\.py::[^:]+(::[^:]+)?$")]]
    before: Risk
    after: Risk
    # reduced: controls and tests stand, the rest is under `open`; open: the controls are not enough even for a trial;
    # accepted: by the Clinical Safety Officer, and by nobody else
    status: Literal["open", "reduced", "accepted"]
    owner: Text
    # what is not controlled yet
    open: Annotated[list[Text], Meta(min_length=1)]


class Officer(Struct, frozen=True, forbid_unknown_fields=True):
    """The Clinical Safety Officer who has gone through the log."""

    name: Text
    registration: Text
    on: date


class HazardLog(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    estimate: Text
    last_reviewed: date
    clinical_safety_officer: Officer | None
    hazards: Annotated[list[Hazard], Meta(min_length=1)]


@dataclass(frozen=True)
class Fault:
    """One thing to mend, of one hazard or of the file."""

    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}. To mend it: {self.remedy}."


def read_log(path: Path = HAZARD_LOG) -> HazardLog:
    """The log. Raises ContentFileError when the file is not of its type."""
    try:
        return msgspec.convert(read_yaml(path), HazardLog)
    except msgspec.ValidationError as error:
        raise ContentFileError(f"{path}: {error}. Write it as the types of bot/safety/hazard_log.py say.") from error


def check_hazards(path: Path = HAZARD_LOG, root: Path = ROOT) -> list[Fault]:
    """All faults of the log; [] when every hazard has a control and a test, and all that it names exists."""
    try:
        log = read_log(path)
    except ContentFileError as error:
        return [Fault("hazard log", str(error).rstrip("."), "correct the file as said")]
    return [
        *(
            Fault(hazard, f"{times} hazards have this id", "give the newer one a number that was never used")
            for hazard, times in Counter(hazard.id for hazard in log.hazards).items()
            if times > 1
        ),
        *(fault for hazard in log.hazards for fault in _faults(hazard, log.clinical_safety_officer, root)),
    ]


def _faults(hazard: Hazard, officer: Officer | None, root: Path) -> Iterator[Fault]:
    if not hazard.controls:
        remedy = "name what in the product prevents the harm, with its file; when there is nothing, build it"
        yield Fault(hazard.id, "it has no control", remedy)
    if not hazard.tests:
        yield Fault(hazard.id, "it has no test", "name a test that fails when the control is gone, or write one")
    if hazard.status == "accepted" and officer is None:
        yield Fault(
            hazard.id,
            "only a Clinical Safety Officer can accept a hazard, and none is named",
            "write status: reduced, or have the officer fill in clinical_safety_officer",
        )
    for file in (file for control in hazard.controls for file in control.files):
        if not (root / file).exists():
            yield Fault(
                hazard.id,
                f"the control's file {file} does not exist",
                "name the file that does this now; if none does, the hazard is open again",
            )
    for test in hazard.tests:
        fault = _missing(hazard.id, test, root)
        if fault is not None:
            yield fault


def _missing(hazard: str, test: str, root: Path) -> Fault | None:
    """What is wrong with a test's name, or None when the test exists."""
    remedy = "restore the test or name the one that proves this control now; without one, the hazard is open again"
    file, _, name = test.split("[", 1)[0].partition("::")
    if not (root / file).is_file():
        return Fault(hazard, f"the test file {file} does not exist", remedy)
    try:
        known = names_of_tests(root / file)
    except SyntaxError as error:
        return Fault(hazard, f"{file} line {error.lineno} is not Python: {error.msg}", "correct the file")
    if name in known:
        return None
    near = get_close_matches(name, known, n=1)
    return Fault(hazard, f"{file} has no test {name}", f"{remedy} (near to it: {near[0]})" if near else remedy)


def names_of_tests(file: Path) -> frozenset[str]:
    """The tests that a file defines: test_name, or TestClass::test_name."""
    body = ast.parse(file.read_text("utf-8")).body
    names = set(_functions(body))
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            names |= {f"{node.name}::{test}" for test in _functions(node.body)}
    return frozenset(names)


def _functions(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test"):
            yield node.name
