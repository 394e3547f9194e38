"""One classifier of the comparison, trained and measured in a process of its own: `python -m bot.evaluation.rival ID OUT`."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
import psutil
import yaml

from bot.content.yaml_file import read_yaml
from bot.evaluation.cases import Case, read_cases
from bot.paths import ROOT

RIVALS = Path(__file__).parent / "rivals"
OURS = "ours"
# The held-out sets that are compared.
SETS = ("topics", "out_of_scope", "hard_negatives", "red_flags")


class Rival(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of rivals.yml."""

    id: str
    title: str
    config: str
    without: list[str] = []
    instead: dict[str, str] = {}
    tensorflow: bool = False
    note: str = ""

    def pipeline_config(self) -> dict[str, Any]:
        """Rasa's configuration for it, understanding only."""
        if self.config != OURS:
            return read_yaml(RIVALS / self.config)
        config = {key: value for key, value in read_yaml(ROOT / "config.yml").items() if key != "policies"}
        config["pipeline"] = [
            {**entry, "name": self.instead.get(entry["name"], entry["name"])}
            for entry in config["pipeline"]
            if entry["name"] not in self.without
        ]
        return config


@dataclass(frozen=True)
class Figures:
    """What was measured. Shares are of messages whose likeliest intents, without any threshold, are as they should be."""

    topics: float  # the likeliest is the topic
    topics_in_three: float  # the topic is among the three likeliest
    out_of_scope: float  # the likeliest is neither topic nor danger sign
    hard_negatives: float  # the likeliest is no danger sign
    red_flags: float  # the likeliest is a danger sign
    milliseconds: float  # median
    training_seconds: float
    training_processor_seconds: float
    model_megabytes: float
    memory_megabytes: float


def read_rivals() -> list[Rival]:
    """The rivals in the order of the table."""
    return msgspec.convert(read_yaml(RIVALS / "rivals.yml")["rivals"], list[Rival])


def shares(cases: list[Case], rankings: list[list[str]], topics: set[str], urgent: set[str]) -> dict[str, float]:
    """The shares of Figures from the intents of each case, likeliest first; `topics` and `urgent` are intent names."""
    passed: dict[str, list[bool]] = {}
    for case, ranking in zip(cases, rankings, strict=True):
        first = ranking[0] if ranking else ""
        if case.set == "topics":
            wanted = {case.expect["topic"], *case.also}
            passed.setdefault("topics", []).append(first in wanted)
            passed.setdefault("topics_in_three", []).append(bool(wanted & set(ranking[:3])))
        elif case.set == "out_of_scope":
            passed.setdefault("out_of_scope", []).append(first not in topics | urgent)
        else:
            passed.setdefault(case.set, []).append((first in urgent) == (case.set == "red_flags"))
    return {name: sum(results) / len(results) for name, results in passed.items()}


def measure(rival: Rival) -> Figures:
    """Train on data/nlu and read the held-out messages, one after the other."""
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # train for real, however often this runs
    if not rival.tensorflow:
        from bot.rasa_server.without_tensorflow import install

        install()
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.model_training import train_nlu

    from bot.nlu.intents import intent_kinds
    from bot.rasa_server import graph_runner
    from bot.rasa_server.logging import quiet_rasa

    quiet_rasa()
    graph_runner.install()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        config.write_text(yaml.safe_dump(rival.pipeline_config()), "utf-8")
        started, processor = time.perf_counter(), time.process_time()
        model = train_nlu(str(config), str(ROOT / "data" / "nlu"), folder, fixed_model_name="rival")
        trained = time.perf_counter() - started, time.process_time() - processor
        if model is None:
            raise RuntimeError(f"Training of {rival.id} failed; the lines above say why.")
        size = Path(model).stat().st_size
        agent = Agent.load(model)
        cases = [case for case in read_cases(ROOT / "tests" / "held_out") if case.set in SETS and len(case.turns) == 1]
        rankings, times = [], []

        async def read_all() -> None:
            assert agent.processor is not None
            for case in cases:
                begun = time.perf_counter()
                parsed = await agent.processor.parse_message(UserMessage(case.turns[0]))
                times.append((time.perf_counter() - begun) * 1000)
                rankings.append([entry["name"] for entry in parsed["intent_ranking"]])

        asyncio.run(read_all())
    kinds = intent_kinds()
    return Figures(
        **shares(cases, rankings, set(kinds.topics), set(kinds.urgent)),
        milliseconds=statistics.median(times),
        training_seconds=trained[0],
        training_processor_seconds=trained[1],
        model_megabytes=size / 2**20,
        memory_megabytes=psutil.Process().memory_info().rss / 2**20,
    )


def main() -> None:
    """Measure the rival named by the first argument and write its figures as JSON to the second."""
    rival = next(rival for rival in read_rivals() if rival.id == sys.argv[1])
    figures = measure(rival)
    Path(sys.argv[2]).write_text(json.dumps(asdict(figures), indent=2), "utf-8")


if __name__ == "__main__":
    main()
