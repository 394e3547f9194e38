"""`make bench`: times the running stack, one user at a time, compares classifiers, and writes docs/benchmarks.md."""

from __future__ import annotations

import json
import platform
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import httpx
import psutil

from bot.evaluation.cases import read_cases
from bot.evaluation.compare import comparison
from bot.paths import ROOT
from bot.rasa_server.train import current_model, train_if_needed
from bot.run.stack import Stack, free_port
from bot.web.build import build_assets

PAGE = ROOT / "docs" / "benchmarks.md"
PAGE_WEIGHT = ROOT / "build" / "page-weight.json"
PAGE_ROWS = (
    ("bytes", "Over the wire, compressed, with style, script and icon", ",", " bytes", "61,440 bytes"),
    ("embed_bytes", "`embed.js`, not compressed", ",", " bytes", "4,096 bytes"),
    ("requests", "Requests", "", "", ""),
    ("first_paint_s", "First words seen", ".2f", " s", ""),
    ("usable_s", "Can type and send", ".2f", " s", "2 s"),
)
WARM_UP = 20
MESSAGES = 300


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def time_turns(url: str, texts: list[str]) -> list[float]:
    """Milliseconds of each message through the gateway; each starts a new conversation."""
    times = []
    with httpx.Client(base_url=url, timeout=10) as client:
        for text in texts:
            started = time.perf_counter()
            client.post("/api/messages", json={"text": text}).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    return times


def megabytes(process_id: int) -> dict[str, float]:
    """Resident memory of the supervisor and each of its children."""
    supervisor = psutil.Process(process_id)
    names = {"rasa_sdk": "action server", "bot.rasa_server.command": "Rasa", "uvicorn": "gateway"}
    sizes = {"supervisor": supervisor.memory_info().rss / 2**20}
    for child in supervisor.children(recursive=True):
        name = next((label for word, label in names.items() if word in child.cmdline()), "other")
        sizes[name] = sizes.get(name, 0.0) + child.memory_info().rss / 2**20
    return sizes


def page_figures() -> str:
    """The section on the chat page, from what the browser tests measured last; empty when they have not run."""
    if not PAGE_WEIGHT.is_file():
        return ""
    figures = json.loads(PAGE_WEIGHT.read_text("utf-8"))
    rows = "\n".join(
        f"| {what} | {figures[key]:{form}}{unit} | {goal} |"
        for key, what, form, unit, goal in PAGE_ROWS
        if key in figures
    )
    return f"""
## The chat page

Measured by `tests/browser/test_weight.py` in Chromium, 400 kbit/s, 400 ms there and back, processor 4 times slower, best of three.
The figures count the first visit. What a phone keeps for when there is no network comes after it: 25 pages, one by one.

| What | Measured | Goal |
| --- | ---: | ---: |
{rows}
| Requests to others | 0 | 0 |
"""


def main() -> None:
    """Measure and write the page."""

    def say(text: str) -> None:
        print(text, file=sys.stderr)

    build_assets()
    model = train_if_needed(say)
    with tempfile.TemporaryDirectory() as state:
        started = time.perf_counter()
        with Stack(model, free_port(), state=Path(state)) as stack:
            stack.wait_until_ready(say)
            start_up = time.perf_counter() - started
            cases = [case.turns[0] for case in read_cases(ROOT / "tests" / "development") if len(case.turns) == 1]
            texts = cases[:: max(1, len(cases) // (MESSAGES + WARM_UP))][: MESSAGES + WARM_UP]
            times = time_turns(stack.url, texts)[WARM_UP:]
            sizes = megabytes(stack.process_id)
    memory = ", ".join(f"{name} {size:.0f}" for name, size in sizes.items())
    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    page = f"""# Benchmarks

Written by `make bench` on {date.today():%d %B %Y}; {psutil.cpu_count()} cores, {processor}, Python {platform.python_version()}.

| What | Measured | Goal |
| --- | ---: | ---: |
| A message through gateway, Rasa and actions, one user: median | {statistics.median(times):.1f} ms | 20 ms |
| 95th percentile | {percentile(times, 0.95):.1f} ms | 40 ms |
| Start of all three until healthy (trained) | {start_up:.1f} s | 15 s |
| Memory of all processes ({memory} MB) | {sum(sizes.values()):.0f} MB | 1,200 MB |
| Size of the model `{current_model().name}` | {current_model().stat().st_size / 2**20:.1f} MB | |

{len(times)} messages of the development set, one after the other, each in a new conversation, after {WARM_UP} to warm up.

"""
    page += page_figures()
    page += "\n".join(comparison(say)) + "\n"
    PAGE.write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
