"""keepwell reviewers ... and keepwell review ...: people of the workspace, sign-offs and exports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.paths import CONTENT
from bot.review.roles import ROLES

if TYPE_CHECKING:  # slow to import, so only when one of these commands runs
    from bot.review.database import Database

DAYS = 90


@contextmanager
def _database() -> Iterator[Database]:
    """The database; a fault becomes a line that says what to do, and exit code 1."""
    from bot.content.yaml_file import ContentFileError
    from bot.review.database import Database, DatabaseError
    from bot.review.reviewers import ReviewerError

    try:
        database = Database.ready()
        yield database
        database.close()
    except (ContentFileError, DatabaseError, ReviewerError, ValueError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@click.group()
def reviewers() -> None:
    """Who may use the review workspace."""


@reviewers.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="lay tests; clinical signs off; editor resolves.")
@click.option("--days", type=click.IntRange(1, 730), default=DAYS, show_default=True, help="How long the code works.")
@click.option(
    "--url",
    envvar="KEEPWELL_PUBLIC_URL",
    default="http://localhost:8000",
    show_default=True,
    help="Address of Keep Well.",
)
def add(name: str, role: str, days: int, url: str) -> None:
    """Let a person or a group in; prints their code and link, once."""
    from bot.review.reviewers import Reviewers

    with _database() as database:
        code = Reviewers(database).add(name, role, days)
        click.echo(f"Code: {code}\nLink: {url.rstrip('/')}/review/in/{code}")
        click.echo(
            f"They work for {days} days and are shown only now. Send them to {name!r} and to nobody else.", err=True
        )


@reviewers.command("list")
def list_all() -> None:
    """Everybody who has or had a code."""
    from bot.review.database import now
    from bot.review.reviewers import Reviewers, is_active

    with _database() as database:
        for reviewer in Reviewers(database).all():
            state = "active" if is_active(reviewer, now()) else "revoked" if reviewer.revoked_at else "expired"
            seen = f"last signed in {reviewer.last_seen_at:%Y-%m-%d}" if reviewer.last_seen_at else "never signed in"
            click.echo(f"{reviewer.name}\t{reviewer.role}\t{state}\tuntil {reviewer.expires_at:%Y-%m-%d}\t{seen}")


@reviewers.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """End a code at once, and sign everybody out who used it. What they wrote stays."""
    from bot.review.reviewers import Reviewers

    with _database() as database:
        Reviewers(database).revoke(name)
        click.echo(f"{name!r} can no longer sign in.", err=True)


@click.group()
def review() -> None:
    """What came out of the review workspace."""


@review.command("export")
@click.argument("what")
@click.option(
    "--format", "form", default="csv", show_default=True, help="csv, json, yaml, or jsonl for tests/held_out."
)
@click.option(
    "--to", "path", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output without it."
)
def export(what: str, form: str, path: Path | None) -> None:
    """Write reports, cases (held-out tests, never training data), tasks (open reports) or hazards."""
    from bot.review.export import FORMATS, WHAT, without_expectation

    for given, known in ((what, WHAT), (form, FORMATS)):
        if given not in known:
            raise click.UsageError(f"There is no {given!r}. Use one of: {', '.join(known)}.")
    with _database() as database:
        with database.reading() as session:
            rows, missing = WHAT[what](session), without_expectation(session)
        text = FORMATS[form](rows)
        if path is None:
            click.echo(text, nl=False)
        else:
            path.write_text(text, "utf-8")
        click.echo(f"{len(rows)} {what}", err=True)
        if what == "cases" and missing:
            numbers = ", ".join(map(str, missing))
            click.echo(f"Not a case yet, because nobody said what should have come: reports {numbers}", err=True)


@review.command("sign-offs")
@click.option("--write", is_flag=True, help="Write them into the content files.")
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=CONTENT, help="The content."
)
def sign_offs(write: bool, folder: Path) -> None:
    """List sign-offs that families do not see yet; --write publishes them. Exit code 1 while any waits."""
    from bot.review.sign_offs import publish, to_publish

    with _database() as database:
        waiting = to_publish(database, folder)
        for publication in waiting:
            click.echo(str(publication))
        if write:
            publish(waiting, folder)
            click.echo(
                f"{len(waiting)} content files written. Read the difference, commit it, restart Keep Well.", err=True
            )
        elif waiting:
            sys.exit(1)
