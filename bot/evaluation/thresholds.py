"""`keepwell evaluate --thresholds`: what becomes of the development messages at each threshold; writes docs/thresholds.md.

The messages are read once; then the decision is made again for each threshold, all others being as in config.yml. The
curves are what docs/adr/0005 is to be read with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from bot.content.yaml_file import read_yaml
from bot.evaluation.cases import Case, read_cases
from bot.nlu.intents import FALLBACK, IntentKinds, intent_kinds
from bot.nlu.turn_decider import Decision, Thresholds, TurnDecider
from bot.paths import ROOT

PAGE = ROOT / "docs" / "thresholds.md"
DEVELOPMENT = ROOT / "tests" / "development"
TOPIC_SETS = ("topics", "topics_2")
OUT_OF_SCOPE_SETS = ("out_of_scope", "out_of_scope_2")
STEPS = [round(0.05 * step, 2) for step in range(2, 20)]
OUTCOMES = ("right", "wrong", "asked, right offered", "asked, not offered", "told out of scope", "other", "card alone")


@dataclass(frozen=True)
class Point:
    """The messages by outcome at one threshold."""

    threshold: float
    outcomes: Counter[str]

    def share(self, outcome: str) -> float:
        """The share of messages with this outcome; 0 when there are none."""
        total = sum(self.outcomes.values())
        return self.outcomes[outcome] / total if total else 0.0


def outcome(decision: Decision, wanted: set[str], kinds: IntentKinds) -> str:
    """One of OUTCOMES; a card behind which the question is answered counts as the answer.

    `wanted` are the topics that are right: none for a message out of scope, so that each answer to it is wrong.
    """
    if decision.urgent and decision.urgent_sure:
        return "card alone"
    intent = decision.ordinary or decision.intent
    if intent == FALLBACK:
        return "asked, right offered" if wanted & set(decision.suggestions) else "asked, not offered"
    kind = kinds.of(intent)
    if kind == "topic":
        return "right" if decision.topics and decision.topics[0] in wanted else "wrong"
    return "told out of scope" if kind == "out_of_scope" else "other"


def curve(
    cases: Sequence[Case], decide: Callable[[Case, float], Decision], kinds: IntentKinds, steps: Iterable[float] = STEPS
) -> list[Point]:
    """The outcomes at each threshold; `decide` gives the decision on a case at a threshold."""
    points = []
    for step in steps:
        wanted = ((case, {case.expect["topic"], *case.also} if "topic" in case.expect else set()) for case in cases)
        points.append(Point(step, Counter(outcome(decide(case, step), topics, kinds) for case, topics in wanted)))
    return points


def configured_thresholds() -> Thresholds:
    """The thresholds of config.yml."""
    entry = next(entry for entry in read_yaml(ROOT / "config.yml")["pipeline"] if entry["name"].endswith("TurnDecider"))
    return msgspec.convert({name: value for name, value in entry.items() if name != "name"}, Thresholds)


def write_thresholds(say: Callable[[str], None]) -> None:
    """Read the development messages with the trained model and write the page."""
    from bot.ask import Assistant  # loads Rasa

    assistant = Assistant(say)
    kinds, configured = intent_kinds(), configured_thresholds()
    cases = [case for case in read_cases(DEVELOPMENT) if case.set in (*TOPIC_SETS, *OUT_OF_SCOPE_SETS)]
    messages = {id(case): assistant.read(case.turns[-1]) for case in cases}
    sections = []
    for name in ("answer", "out_of_scope"):
        deciders: dict[float, TurnDecider] = {
            step: TurnDecider(replace(configured, **{name: step}), kinds)  # type: ignore[arg-type]
            for step in STEPS
        }

        def decide(case: Case, step: float, deciders: dict[float, TurnDecider] = deciders) -> Decision:
            return deciders[step].decision_on(messages[id(case)])

        for label, sets in (("Topic questions", TOPIC_SETS), ("Messages out of scope", OUT_OF_SCOPE_SETS)):
            chosen = [case for case in cases if case.set in sets]
            title = f"`{name}`: {label.lower()} ({len(chosen)})"
            sections += section(title, curve(chosen, decide, kinds), getattr(configured, name))
    PAGE.write_text("\n".join([*heading(), *sections]) + "\n", "utf-8")
    say(f"Written: {PAGE.relative_to(ROOT)}")


def heading() -> list[str]:
    """What the page is."""
    return [
        "# Thresholds",
        "",
        f"Written by `keepwell evaluate --thresholds` on {date.today():%d %B %Y}, on the development messages (`topics`,",
        "`topics_2`, `out_of_scope`, `out_of_scope_2`), never on held-out ones. One threshold is moved at a time, all others are",
        "as in `config.yml`. A message out of scope that is answered counts as wrong; one that is asked back or gets small talk",
        "does not answer it. \"Card alone\": a danger card leads and no topic is decided, which these thresholds do not change.",
    ]  # fmt: skip


def section(title: str, points: Sequence[Point], chosen: float) -> list[str]:
    """One curve as a table; the configured threshold is marked."""
    lines = ["", f"## {title}", "", f"| threshold | {' | '.join(OUTCOMES)} |"]
    lines.append(f"| ---: |{' ---: |' * len(OUTCOMES)}")
    for point in points:
        mark = " **chosen**" if point.threshold == chosen else ""
        shares = " | ".join(f"{point.share(name):.1%}" for name in OUTCOMES)
        lines.append(f"| {point.threshold:.2f}{mark} | {shares} |")
    return lines
