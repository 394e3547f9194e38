"""The command line: keepwell run, train, ask, new, check, switch, reviewers, review, evaluate."""

from __future__ import annotations

import os
import signal
import sys
from typing import TextIO

import click

from bot.content.yaml_file import ContentFileError
from bot.review.cli import review, reviewers
from bot.run.stack import QUIET, Stack, StackError, check_port


def say(text: str) -> None:
    """A line of progress; standard output is kept for results."""
    click.echo(text, err=True)


@click.group()
def main() -> None:
    """Keep Well: answers on keeping well in pregnancy and after birth."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


main.add_command(reviewers)
main.add_command(review)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
def run(port: int, host: str) -> None:
    """Train if needed, start everything, and serve until Ctrl-C."""
    from bot.content import load_library
    from bot.rasa_server.train import train_if_needed
    from bot.web.build import build_assets

    # A shell that starts us in the background has us ignore Ctrl-C's signal; `kill` and containers send the other one.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    try:
        load_library()
        check_port(host, port)
        build_assets()
        model = train_if_needed(say)
        with Stack(model, port, host) as stack:
            stack.wait_until_ready(say)
            click.echo(f"Keep Well is at {stack.url}  (Ctrl-C stops it)")
            stack.wait()
            raise StackError(f"The supervisor stopped. Its log is {stack.state / 'log' / 'supervisord.log'}")
    except KeyboardInterrupt:
        say("Stopped.")
    except (ContentFileError, StackError, RuntimeError) as error:
        say(str(error))
        sys.exit(1)


@main.command()
def train() -> None:
    """Train the model if anything it depends on has changed; print its path."""
    from bot.rasa_server.train import train_if_needed

    click.echo(train_if_needed(say))


@main.command()
@click.argument("text", required=False)
@click.option("--file", "file", type=click.File("r", encoding="utf-8"), help="JSON Lines of messages to play.")
def ask(text: str | None, file: TextIO | None) -> None:
    """Ask one question, or play the messages of a file through the whole assistant."""
    from bot.ask import AskError, ask_file, ask_one

    if (text is None) == (file is None):
        raise click.UsageError("Give one question (\"keepwell ask 'how much vitamin d'\") or --file F.jsonl.")
    try:
        if file is not None:
            ask_file(file, sys.stdout, say)
        else:
            click.echo(ask_one(text or "", say))
    except (AskError, ContentFileError, RuntimeError) as error:
        say(str(error))
        sys.exit(1)


@main.group()
def new() -> None:
    """Make the files of something new."""


@new.command("topic")
@click.argument("topic", metavar="ID")
def new_topic(topic: str) -> None:
    """Make both files of the topic ID with all their fields, and wire it into domain.yml and the rule."""
    from datetime import date

    from bot.content.new_topic import NewTopicError
    from bot.content.new_topic import new_topic as make
    from bot.paths import ROOT

    try:
        written = make(topic, date.today())
    except (NewTopicError, ContentFileError) as error:
        say(str(error))
        sys.exit(1)
    for verb, paths in (("made", written.made), ("changed", written.changed)):
        for path in paths:
            click.echo(f"{verb} {path.relative_to(ROOT)}")
    say("Now run 'keepwell check content': it names each line that is left to write.")


@main.group()
def check() -> None:
    """Check content, links and the hazard log."""


@check.command("content")
def check_content() -> None:
    """List every fault in content/ with file, field and what to do."""
    from bot.content.check import check_content as find_faults

    faults = find_faults()
    for fault in faults:
        click.echo(str(fault))
    say(f"{len(faults)} faults in content/" if faults else "content/ is sound")
    sys.exit(1 if faults else 0)


@check.command("links")
@click.option("--write/--no-write", default=True, help="Write dates and states into content/pages.yml.")
def check_links(write: bool) -> None:
    """See which trusted pages are alive, moved or dead."""
    from bot.content.links import check_links as visit

    results = visit(say, write=write)
    for result in results:
        click.echo(str(result))
    sys.exit(1 if any(result.status == "dead" for result in results) else 0)


@check.command("reviews")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for machines instead of a text for people.")
@click.option("--within", default=30, show_default=True, metavar="DAYS", help="Reviews this near count as due soon.")
def check_reviews(as_json: bool, within: int) -> None:
    """One report: faults, reviews with owners, dead or moved pages, facts to check, sign-off.

    Exits with 1 on a fault, an overdue review, a dead page or a lapsed sign-off.
    """
    from datetime import date

    import msgspec

    from bot.content.reviews import review_report

    report = review_report(date.today(), within)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(report.as_json()), indent=2))
    else:
        click.echo("\n".join(report.lines()))
    sys.exit(0 if report.sound else 1)


@check.command("hazards")
def check_hazards() -> None:
    """See that each hazard of docs/clinical-safety/hazard-log.yml has a control and a test, and that they exist."""
    from bot.safety.hazard_log import check_hazards as find_faults

    faults = find_faults()
    for fault in faults:
        click.echo(str(fault))
    say(f"{len(faults)} faults in the hazard log" if faults else "the hazard log is sound")
    sys.exit(1 if faults else 0)


@main.group()
def switch() -> None:
    """Stop answering questions, and start again. Danger signs, contacts and topic pages stay."""


@switch.command("off")
@click.option("--message", default="", help="What families read, in plain words: why, and until when.")
def switch_off(message: str) -> None:
    """Stop answering questions at once; no restart is needed."""
    from bot.web.switch import Switch

    Switch().turn_off(message)
    say("Keep Well answers no questions now. 'keepwell switch on' ends this.")


@switch.command("on")
def switch_on() -> None:
    """Answer questions again."""
    from bot.web.switch import Switch

    say("Keep Well answers questions again." if Switch().turn_on() else "Keep Well was not switched off.")


@main.command()
@click.option("--check/--no-check", default=False, help="Exit with 1 when a figure is below its floor.")
@click.option("--thresholds", is_flag=True, help="Instead: each threshold's curve, into docs/thresholds.md.")
@click.option("--learning-curve", is_flag=True, help="Instead: cross-validation and learning curve (some minutes).")
def evaluate(check: bool, thresholds: bool, learning_curve: bool) -> None:
    """Measure the assistant on the held-out messages and write the dated report."""
    from bot.rasa_server.without_tensorflow import install

    install()
    if thresholds:
        from bot.evaluation.thresholds import write_thresholds

        write_thresholds(say)
    if learning_curve:
        from bot.evaluation.training_curve import write_training_evaluation

        write_training_evaluation(say)
    if thresholds or learning_curve:
        return
    from bot.evaluation.run import evaluate as measure

    sys.exit(0 if measure(say) or not check else 1)
