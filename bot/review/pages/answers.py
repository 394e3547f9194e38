"""Every answer: the list with states, and one page each with words, sources, history, comments and sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import sqlalchemy as sa
from starlette.responses import Response

from bot.messages import Composer
from bot.review.database import Conflict, Missing, now
from bot.review.entries import Entry, lines_of
from bot.review.pages.guard import ChangedMeanwhile, Visit
from bot.review.pages.trying import judgement_of
from bot.review.states import FRESHNESS, STATES, EntryState, states_of
from bot.review.tables import Comment, Revision, SignOffRecord, Verdict
from bot.review.verdicts import GRAVEST_FIRST, VERDICTS
from bot.review.words import text

KINDS = ("urgent", "topics", "things", "weeks")
MOST_NAME = 200
MOST_REPORTS = 50


@dataclass(frozen=True)
class Change:
    """Lines of an entry that were taken out and put in."""

    out: list[str]
    put: list[str]


def index(visit: Visit) -> Response:
    """GET /review/answers: all, or those that are asked for by state, freshness, kind or words of their title."""
    with visit.desk.database.reading() as session:
        states = states_of(session, visit.workspace.entries.values(), date.today())
    wanted = {name: visit.query.get(name, "") for name in ("state", "freshness", "kind", "q")}
    found = [state for state in states if _fits(state, wanted)]
    # what somebody called unsafe stands first everywhere
    found.sort(key=lambda state: -state.unsafe)
    return visit.page(
        "answers.html", found=found, wanted=wanted, all=len(states), states=STATES, freshness=FRESHNESS, kinds=KINDS
    )


def show(visit: Visit) -> Response:
    """GET /review/answers/KEY."""
    entry = _entry(visit)
    with visit.desk.database.reading() as session:
        state = states_of(session, [entry], date.today())[0]
        sign_offs = list(session.scalars(_of(SignOffRecord, entry).order_by(SignOffRecord.id.desc())))
        comments = list(session.scalars(_of(Comment, entry).order_by(Comment.id.desc())))
        revisions = list(session.scalars(_of(Revision, entry).order_by(Revision.number.desc())))
        reports = list(
            session.scalars(
                _of(Verdict, entry)
                .where(Verdict.status.is_not(None))
                .order_by(Verdict.status != "open", GRAVEST_FIRST, Verdict.id.desc())
                .limit(MOST_REPORTS)
            )
        )
    library = visit.workspace.library
    return visit.page(
        "answer.html",
        entry=entry,
        state=state,
        library=library,
        message=Composer(library).urgent_card(entry.id, None) if entry.kind == "urgent" else None,
        sign_offs=sign_offs,
        comments=comments,
        revisions=revisions,
        reports=reports,
        since_sign_off=_since_sign_off(entry, sign_offs, revisions),
        last_change=_difference(revisions[1].words, revisions[0].words) if len(revisions) > 1 else [],
        verdicts=VERDICTS,
    )


def comment(visit: Visit) -> Response:
    """POST /review/comment/KEY."""
    entry = _entry(visit)
    said = visit.required("text", "error.no_comment")
    with visit.desk.database.writing() as session:
        session.add(Comment(entry=entry.key, digest=entry.digest, reviewer_id=visit.reviewer.id, text=said, at=now()))
    return visit.go(f"/answers/{entry.key}", saved="comment", anchor="comments")


def judge(visit: Visit) -> Response:
    """POST /review/verdict/KEY: a verdict on the words as they stand on the page."""
    entry = _entry(visit)
    with _same_words():
        visit.desk.verdicts.judge_entry(entry, visit.form.get("digest", ""), visit.reviewer, judgement_of(visit))
    return visit.go(f"/answers/{entry.key}", saved="verdict", anchor="reports")


def sign_off(visit: Visit) -> Response:
    """POST /review/sign-off/KEY."""
    entry = _entry(visit)
    name = visit.required("name", "error.no_name", most=MOST_NAME)
    profession = visit.required("profession", "error.no_profession", most=MOST_NAME)
    visit.one_of("agree", ("yes",), "error.not_agreed")
    with _same_words():
        visit.desk.sign_offs.record(entry, visit.form.get("digest", ""), visit.reviewer, name, profession)
    return visit.go(f"/answers/{entry.key}", saved="sign_off", anchor="sign-off")


def withdraw(visit: Visit) -> Response:
    """POST /review/withdraw/ID: take a sign-off back."""
    why = visit.required("why", "error.no_why")
    visit.desk.sign_offs.withdraw(visit.param("id"), visit.number("version"), why)
    with visit.desk.database.reading() as session:
        record = session.get(SignOffRecord, visit.param("id"))
    assert record is not None
    return visit.go(f"/answers/{record.entry}", saved="withdrawn", anchor="sign-off")


@contextmanager
def _same_words() -> Iterator[None]:
    """Nobody agrees to words that they have not read: says so when the words changed while they were reading."""
    try:
        yield
    except Conflict as error:
        raise ChangedMeanwhile({text("field.words"): text("conflict.words")}, None) from error


def _entry(visit: Visit) -> Entry:
    entry = visit.workspace.entries.get(visit.param("key"))
    if entry is None:
        raise Missing(visit.param("key"))
    return entry


def _of(table: Any, entry: Entry) -> Any:  # noqa: ANN401 (SQLAlchemy 1.4 has no types)
    return sa.select(table).where(table.entry == entry.key)


def _fits(state: EntryState, wanted: dict[str, str]) -> bool:
    return (
        wanted["state"] in ("", state.state)
        and wanted["freshness"] in ("", state.freshness)
        and wanted["kind"] in ("", state.entry.kind)
        and wanted["q"].strip().casefold() in state.entry.title.casefold()
    )


def _since_sign_off(entry: Entry, sign_offs: list[SignOffRecord], revisions: list[Revision]) -> list[Change]:
    """What has changed since the last standing sign-off of other words, as far as those words were seen here."""
    signed = {record.digest for record in sign_offs if record.withdrawn_at is None}
    if entry.content.sign_off is not None:
        signed.add(entry.content.sign_off.digest)
    if entry.digest in signed:
        return []
    before = next((revision for revision in revisions if revision.digest in signed), None)
    return _difference(before.words, entry.words) if before else []


def _difference(before: dict, after: dict) -> list[Change]:
    old, new = lines_of(before), lines_of(after)
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return [Change(old[a:b], new[c:d]) for step, a, b, c, d in steps if step != "equal"]
