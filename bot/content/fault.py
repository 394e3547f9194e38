"""A fault of a content file, with the line on which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.paths import ROOT


@dataclass(frozen=True)
class Fault:
    """One thing to mend."""

    file: Path
    line: int
    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        name = self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file
        return f"{name}:{self.line} {self.where}: {self.problem}. To mend it: {self.remedy}."


def fault_at(path: Path, where: list[Any], problem: str, remedy: str) -> Fault:
    """The fault of a field, given by its keys and indexes from the top of the file."""
    return Fault(path, _line(path, where), ".".join(map(str, where)) or "file", problem, remedy)


def _line(path: Path, where: list[Any]) -> int:
    """The line on which the field stands (or the deepest of its parents that exists)."""
    node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    line = 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def texts_of(raw: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[list[Any], str]]:  # noqa: ANN401 (what YAML holds)
    """Every text in what a YAML file holds, with its keys and indexes from the top of the file."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from texts_of(value, (*where, key))
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from texts_of(value, (*where, index))
    elif isinstance(raw, str):
        yield list(where), raw
