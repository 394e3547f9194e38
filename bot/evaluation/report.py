"""The evaluation as a page people can read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.evaluation.aggregate import AggregateResults, clopper_pearson
from bot.evaluation.calibration import calibration_section
from bot.evaluation.cases import Result

MOST_CONFUSIONS = 25
# Only these sets are about danger signs; there, what counts is whether any card came.
RED_FLAGS = "red_flags"
TOPICS = "topics"


def markdown(sets: dict[str, AggregateResults], missed: list[str], when: datetime) -> str:
    """Headline figures, danger signs, calibration, each label, each persona, confusable pairs. Wrong messages stay in results/."""
    perturbed = {name: aggregate for name, aggregate in sets.items() if name.startswith(f"{RED_FLAGS}, ")}
    plain = {name: aggregate for name, aggregate in sets.items() if name not in perturbed}
    lines = [
        "# Evaluation",
        "",
        f"Written by `make evaluate` on {when:%d %B %Y}. Every message is by an author who had not seen the training",
        "data. They are synthetic: written by assistants in the voices of personas, not by families. They say how",
        "well we understand such messages; they prove no clinical safety.",
        "[tests/held_out/README.md](../tests/held_out/README.md) says what was seen of them, and what they gave at first sight.",
        "",
        "| Set | Messages | Right | 95 % bounds | Right or offered | Any danger card | of it only \"if\" | Told 999 |",
        "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for name, aggregate in plain.items():
        f = aggregate.figures()
        bounds = f"{f['right_low']:.1%} to {f['right_high']:.1%}"
        lines.append(
            f"| {name} | {f['cases']} | {f['right']:.1%} | {bounds} | {f['right_or_offered']:.1%} | "
            f"{f['any_card']:.1%} | {f['conditional_card']:.1%} | {f['says_999']:.1%} |"
        )
    lines += ["", "## Goals missed", ""]
    lines += [f"- {line}" for line in missed] or ["None."]
    if RED_FLAGS in plain:
        lines += _danger_signs(plain[RED_FLAGS], perturbed)
    if TOPICS in plain:
        lines += calibration_section(plain[TOPICS].results)
    for name, aggregate in plain.items():
        lines += _set(name, aggregate)
    times = sorted(ms for aggregate in plain.values() for ms in aggregate.milliseconds)
    if times:
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        lines += ["", f"Time of a turn in this process: median {middle:.1f} ms, 95th percentile {late:.1f} ms."]
    return "\n".join(lines) + "\n"


def _danger_signs(aggregate: AggregateResults, perturbed: dict[str, AggregateResults]) -> list[str]:
    """How many danger signs got a card: in all, by group, by persona, and under each change of the messages."""
    lines = ["", "## Danger signs that got a card", ""]
    lines += ["| | Messages | Without any card | Got a card | 95 % bounds |", "| --- | ---: | ---: | ---: | --- |"]
    lines.append(_recall("all", aggregate))
    groupings: list[tuple[str, Callable[[Result], str]]] = [
        ("", lambda result: result.case.label),
        ("persona ", lambda result: result.case.persona),
    ]
    for word, key in groupings:
        lines += [_recall(f"{word}{label}", group) for label, group in aggregate.by(key).items()]
    lines += [_recall(f"changed: {name.partition(', ')[2]}", group) for name, group in perturbed.items()]
    return lines


def _recall(label: str, aggregate: AggregateResults) -> str:
    total = len(aggregate.results)
    found = sum(result.any_card for result in aggregate.results)
    low, high = clopper_pearson(found, total)
    return f"| {label} | {total} | {total - found} | {aggregate.cards:.2%} | {low:.2%} to {high:.2%} |"


def _set(name: str, aggregate: AggregateResults) -> list[str]:
    lines = ["", f"## {name}", ""]
    lines += ["| Expected | Messages | Right | 95 % bounds | Any card |", "| --- | ---: | ---: | --- | ---: |"]
    for label, group in aggregate.by(lambda result: result.case.label).items():
        low, high = clopper_pearson(sum(result.right for result in group.results), len(group.results))
        lines.append(
            f"| {label} | {len(group.results)} | {group.accuracy:.1%} | {low:.1%} to {high:.1%} | {group.cards:.1%} |"
        )
    personas = aggregate.by(lambda result: result.case.persona)
    if len(personas) > 1:
        shares = ", ".join(f"{persona} {group.accuracy:.1%}" for persona, group in personas.items())
        lines += ["", f"By persona: {shares}."]
    if aggregate.confusions:
        pairs = ", ".join(f"{want} as {got} ({n})" for (want, got), n in aggregate.confusions[:MOST_CONFUSIONS])
        lines += ["", f"Commonest confusions: {pairs}."]
    return lines
