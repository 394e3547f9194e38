"""`keepwell evaluate`: plays all held-out cases, writes the dated report, compares with the goals."""

from __future__ import annotations

import asyncio
import csv
import json
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

from bot.ask import Assistant
from bot.evaluation.aggregate import AggregateResults
from bot.evaluation.cases import Case, Result, read_cases
from bot.evaluation.perturb import perturbed
from bot.evaluation.report import RED_FLAGS, markdown
from bot.paths import ROOT
from bot.rasa_server.train import train_if_needed

HELD_OUT = ROOT / "tests" / "held_out"
GOALS = HELD_OUT / "goals.yml"
RESULTS = ROOT / "results"
SUMMARY = ROOT / "docs" / "evaluation.md"


def play_cases(cases: list[Case], say: Callable[[str], None]) -> list[Result]:
    """Play each case as a fresh conversation of the whole assistant, shared out over the processor's cores."""
    train_if_needed(say)
    cores = os.cpu_count() or 1
    # every core gets its own part whole: each has to load the model once
    shares = [cases[start::cores] for start in range(cores)]
    # spawned, not forked: onnxruntime's threads do not survive a fork
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        played = list(pool.map(_play_share, shares))
    return [Result(case, played[number % cores][number // cores]) for number, case in enumerate(cases)]


def _play_share(cases: list[Case]) -> list[dict[str, Any]]:
    """The last turn of each case; runs in a process of its own."""
    assistant = Assistant(lambda line: None)

    async def play() -> list[dict[str, Any]]:
        return [(await assistant.play(case.turns))[-1] for case in cases]

    return asyncio.run(play())


def missed_of(kind: str, sets: dict[str, AggregateResults]) -> list[str]:
    """One sentence for each of the `goals` or `floors` of goals.yml that is not met."""
    missed = []
    for name, goals in yaml.safe_load(GOALS.read_text("utf-8"))[kind].items():
        aggregate = sets[name]
        for figure, least in goals.items():
            if figure == "each_label":
                for label, group in aggregate.by(lambda result: result.case.label).items():
                    if group.accuracy < least:
                        missed.append(f"{name}: {label} has {group.accuracy:.1%} right, should be {least:.1%}")
            elif aggregate.figures()[figure] < least:
                missed.append(f"{name}: {figure} is {aggregate.figures()[figure]:.1%}, should be {least:.1%}")
    return missed


def evaluate(say: Callable[[str], None]) -> bool:
    """Measure, write results/<time>/ and docs/evaluation.md; True when nothing is below its floor."""
    started = datetime.now()
    cases = read_cases(HELD_OUT)
    results = play_cases([*cases, *perturbed([case for case in cases if case.set == RED_FLAGS])], say)
    sets = AggregateResults(results).by(lambda result: result.case.set)
    missed, too_low = missed_of("goals", sets), missed_of("floors", sets)
    folder = RESULTS / f"{started:%Y-%m-%d-%H%M%S}"
    folder.mkdir(parents=True)
    write_cases(folder / "cases.csv", results)
    write_cases(folder / "wrong.csv", [result for result in results if not result.right])
    figures = {name: aggregate.figures() for name, aggregate in sets.items()}
    (folder / "figures.json").write_text(json.dumps({"figures": figures, "missed": missed}, indent=2), "utf-8")
    report = markdown(sets, missed, started)
    (folder / "report.md").write_text(report, "utf-8")
    SUMMARY.write_text(report, "utf-8")
    for name, values in figures.items():
        say(f"{name}: {values}")
    for line in missed:
        say(f"Goal missed. {line}")
    for line in too_low:
        say(f"Below the floor. {line}")
    say(f"Report: {folder.relative_to(ROOT)}/report.md")
    return not too_low


def write_cases(path: Path, results: list[Result]) -> None:
    """One line a case."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["set", "persona", "text", "expected", "also", "got", "kind", "confidence", "right", "offered", "ms"]
        )
        for result in results:
            case, turn = result.case, result.turn
            writer.writerow(
                [case.set, case.persona, " | ".join(case.turns), case.label, " ".join(case.also), result.got,
                 turn["kind"], turn["confidence"], result.right, result.offered, turn["ms"]]
            )  # fmt: skip
