"""The evaluation as a page people can read."""

from __future__ import annotations

from datetime import datetime

from bot.evaluation.aggregate import AggregateResults, clopper_pearson

MOST_CONFUSIONS = 25


def markdown(sets: dict[str, AggregateResults], missed: list[str], when: datetime) -> str:
    """Headline figures, each label, each persona, the confusable pairs. Wrong messages stay in results/."""
    lines = [
        "# Evaluation",
        "",
        f"Written by `make evaluate` on {when:%d %B %Y}. Every message is by an author who had not seen the training",
        "data. They are synthetic: written by assistants in the voices of personas, not by families. They say how",
        "well we understand such messages; they prove no clinical safety.",
        "",
        "| Set | Messages | Right | 95 % bounds | Right or offered | Got a danger-sign card |",
        "| --- | ---: | ---: | --- | ---: | ---: |",
    ]
    for name, aggregate in sets.items():
        f = aggregate.figures()
        bounds = f"{f['right_low']:.1%} to {f['right_high']:.1%}"
        lines.append(
            f"| {name} | {f['cases']} | {f['right']:.1%} | {bounds} | {f['right_or_offered']:.1%} | {f['any_card']:.1%} |"
        )
    lines += ["", "## Goals missed", ""]
    lines += [f"- {line}" for line in missed] or ["None."]
    for name, aggregate in sets.items():
        lines += [
            "",
            f"## {name}",
            "",
            "| Expected | Messages | Right | 95 % bounds | Any card |",
            "| --- | ---: | ---: | --- | ---: |",
        ]
        for label, group in aggregate.by(lambda result: result.case.label).items():
            right = sum(result.right for result in group.results)
            low, high = clopper_pearson(right, len(group.results))
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
    times = sorted(ms for aggregate in sets.values() for ms in aggregate.milliseconds)
    if times:
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        lines += ["", f"Time of a turn in this process: median {middle:.1f} ms, 95th percentile {late:.1f} ms."]
    return "\n".join(lines) + "\n"
