"""What is left to write in a topic's training messages, data/nlu/<id>.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# Fewer do not tell a topic from its neighbours; the topics of today have 140 and more.
FEWEST = 40
_UNFINISHED = re.compile(r"\bTODO\b")
_EXAMPLE = re.compile(r"^    - (?!TODO\b)")
_INTENT = re.compile(r"^- intent: ")


def message_faults(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, problem and remedy of each fault. A file that is not there has none: the wiring check says so."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        if _UNFINISHED.search(line):
            yield number, "it is unfinished", "write it or take it out"
        if _INTENT.match(line):
            count = sum(1 for other in lines if _EXAMPLE.match(other))
            if count < FEWEST:
                yield number, f"{count} messages are too few", f"write at least {FEWEST}, as different people would"
