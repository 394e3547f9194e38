"""The side-by-side comparison of `make bench`: each rival in a process of its own, so that memory and imports are fair.

What was measured is kept in build/compare by a digest of all that matters, so only what changed is measured again.
`COMPARE=off` measures nothing and shows what is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.evaluation.rival import OURS, RIVALS, SETS, Figures, Rival, read_rivals
from bot.paths import BUILD, ROOT

SWITCH = "COMPARE"
KEPT = BUILD / "compare"
# What changes every rival's figures, and what changes those that are made of our components.
DATA = ("data/nlu/**/*.yml", *(f"tests/held_out/{name}/*.jsonl" for name in SETS), "bot/evaluation/rival.py")
OUR_CODE = ("bot/nlu/*.py", "bot/text/*", "bot/encoder/*.py", "bot/spacy_model/*", "content/**/*.yml",
            "bot/evaluation/rivals/*.py")  # fmt: skip


def digest_of(rival: Rival, root: Path = ROOT) -> str:
    """SHA-256 over the rival's configuration and every file that changes its figures."""
    digest = hashlib.sha256(json.dumps(rival.pipeline_config(), sort_keys=True).encode())
    for pattern in (*DATA, *(OUR_CODE if rival.config == OURS else ())):
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def figures_of(rival: Rival, say: Callable[[str], None], *, measure: bool = True) -> Figures | None:
    """The kept figures, measured now if there are none; None when they are not to be measured."""
    kept = KEPT / f"{rival.id}-{digest_of(rival)[:16]}.json"
    if not kept.is_file():
        if not measure:
            return None
        say(f"Training and measuring '{rival.id}'")
        KEPT.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".partial")
        subprocess.run([sys.executable, "-m", "bot.evaluation.rival", rival.id, str(partial)], check=True, cwd=ROOT)  # noqa: S603 (our own module)
        partial.replace(kept)
    return Figures(**json.loads(kept.read_text("utf-8")))


def comparison(say: Callable[[str], None]) -> list[str]:
    """The section of docs/benchmarks.md."""
    measure = os.environ.get(SWITCH, "on") != "off"
    return table([(rival, figures_of(rival, say, measure=measure)) for rival in read_rivals()])


def table(measured: Sequence[tuple[Rival, Figures | None]]) -> list[str]:
    """One row for each rival; notes below."""
    lines = [
        "## Side by side",
        "",
        "All trained on the same `data/nlu` and asked the same held-out messages, one at a time, each in a process of its own.",
        "No thresholds, no dialogue, no deterministic net: what counts is the likeliest intent, so these figures differ from",
        "those of the whole assistant in [evaluation.md](evaluation.md).",
        "",
        "| | Topic right | Right in top 3 | Out of scope not taken for a topic or danger | Hard negatives not taken for danger "
        "| Danger signs found | A message | Training (of it processor) | Model | Memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for rival, f in measured:
        if f is None:
            lines.append(f"| {rival.title} | not measured |{' |' * 8}")
            continue
        lines.append(
            f"| {rival.title} | {f.topics:.1%} | {f.topics_in_three:.1%} | {f.out_of_scope:.1%} | {f.hard_negatives:.1%} | "
            f"{f.red_flags:.1%} | {f.milliseconds:.1f} ms | {f.training_seconds:.0f} s ({f.training_processor_seconds:.0f} s) | "
            f"{f.model_megabytes:.0f} MB | {f.memory_megabytes:.0f} MB |"
        )
    lines.append("")
    lines += [f"- {rival.title.replace('**', '')}: {rival.note}" for rival, _ in measured if rival.note]
    pipelines = f"[{RIVALS.relative_to(ROOT)}](../{RIVALS.relative_to(ROOT)})"
    lines.append(f"- The pipelines are in {pipelines}; `COMPARE=off make bench` leaves this table as it was last measured.")
    return lines
