"""Try it: a question, the reply, and why it came; a verdict with one tap."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from starlette.responses import Response

from bot.content.yaml_file import ContentFileError
from bot.review.database import Conflict, Missing
from bot.review.pages import render
from bot.review.pages.guard import CSRF, ChangedMeanwhile, Visit, Wrong
from bot.review.tables import Try, Verdict
from bot.review.trying import DRAFT, MOST_CHARACTERS, RUNNING, Question
from bot.review.verdicts import OUT_OF_SCOPE, VERDICTS, Judgement
from bot.review.words import text

# Of a conversation that is tried; the earlier ones are one link away.
MOST_SHOWN = 20


def show(visit: Visit) -> Response:
    """GET /review/try: a new conversation, or with ?try= the one that this try belongs to, up to it."""
    number = visit.query.get("try", "")
    tries: list[Try] = []
    if number.isdecimal() and len(number) <= 9:
        tries = _conversation(visit, int(number))
        if not tries:
            raise Missing(number)
    session_id = tries[-1].session_id if tries else _number(visit.query.get("session"))
    task = tries[-1].task if tries else visit.query.get("task")
    return visit.page("try.html", **_context(visit, tries, session_id, task))


async def ask(visit: Visit) -> Response:
    """POST /review/try: the whole assistant is asked, and question and reply are kept at once."""
    topic, part = (visit.form.get(name) or None for name in ("topic", "part"))
    asked = visit.field("text", most=MOST_CHARACTERS)
    if not asked and topic is None:
        raise Wrong("error.no_question")
    words = visit.form.get("words")
    question = Question(
        text=asked,
        conversation=visit.workspace.ids.accept(visit.form.get("conversation")),
        topic=topic,
        part=part,
        unit=visit.form.get("unit") or None,
        words=DRAFT if words == DRAFT and visit.workspace.tester.has_draft else RUNNING,
        session_id=_number(visit.form.get("session")),
        task=visit.form.get("task") or None,
    )
    try:
        tried = await visit.workspace.tester.ask(visit.desk.database, visit.reviewer.id, question)
    except ContentFileError as error:
        raise Wrong("error.draft", error=str(error)) from error
    return visit.go(f"/try?try={tried}#latest")


def judge(visit: Visit) -> Response:
    """POST /review/tries/ID/verdict."""
    id = visit.param("id")
    try:
        visit.desk.verdicts.judge_try(id, visit.reviewer, judgement_of(visit))
    except Conflict as conflict:
        raise _known(visit, id) from conflict
    return visit.go(f"/try?try={id}&saved=verdict#verdict-{id}")


def judgement_of(visit: Visit) -> Judgement:
    """The verdict in the form. Raises Wrong."""
    return Judgement(
        verdict=visit.one_of("verdict", VERDICTS, "error.no_verdict"),
        comment=visit.field("comment"),
        expected=expected_of(visit),
        version=visit.number("version"),
    )


def expected_of(visit: Visit) -> str | None:
    """What should have come, or None. Raises Wrong."""
    value = visit.form.get("expected") or None
    if value is not None and value != OUT_OF_SCOPE and value not in visit.workspace.entries:
        raise Wrong("error.form")
    return value


def expectations(visit: Visit) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be said to have been right, as groups of (value, label)."""
    entries = visit.workspace.entries.values()
    by_title = sorted(entries, key=lambda entry: entry.title.casefold())
    return [
        (text("expected.urgent"), [(entry.key, entry.title) for entry in by_title if entry.kind == "urgent"]),
        (text("expected.topics"), [(entry.key, entry.title) for entry in by_title if entry.kind == "topics"]),
        (text("expected.other"), [(OUT_OF_SCOPE, text("expected.out_of_scope"))]),
    ]


def unit_options(visit: Visit) -> list[tuple[str, str]]:
    """Every maternity unit that is known, as (value, label)."""
    units = visit.workspace.library.services.values()
    return sorted(((unit.id, unit.name) for unit in units), key=lambda option: option[1])


def _known(visit: Visit, id: int) -> ChangedMeanwhile:
    """What stands there now: the verdict of the same reviewer (a group may sign in twice), from another window."""
    with visit.desk.database.reading() as session:
        verdict = session.scalar(
            sa.select(Verdict).where(Verdict.try_id == id, Verdict.reviewer_id == visit.reviewer.id)
        )
    if verdict is None:
        return ChangedMeanwhile({}, 0)
    theirs = {text("field.verdict"): text(f"verdict.{verdict.verdict}"), text("field.comment"): verdict.comment}
    return ChangedMeanwhile(theirs, verdict.version)


def _conversation(visit: Visit, id: int) -> list[Try]:
    with visit.desk.database.reading() as session:
        tried = session.get(Try, id)
        if tried is None:
            return []
        found = session.scalars(
            sa.select(Try)
            .where(Try.conversation == tried.conversation, Try.words == tried.words, Try.id <= id)
            .options(selectinload(Try.verdicts).joinedload(Verdict.hazard))
            .order_by(Try.id.desc())
            .limit(MOST_SHOWN)
        )
        return list(found)[::-1]


def _context(visit: Visit, tries: list[Try], session_id: int | None, task: str | None) -> dict[str, Any]:
    conversation = tries[-1].conversation if tries else None
    words = tries[-1].words if tries else RUNNING
    sitting = visit.desk.sittings.read(session_id) if session_id else None
    script = visit.workspace.scripts.get(sitting.script or "") if sitting else None
    fields = {
        CSRF: visit.sign_in.csrf if visit.sign_in else "",
        "words": words,
        "session": str(sitting.id) if sitting else "",
        "task": task or "",
    }
    turns = [
        {
            "tried": tried,
            "html": render.messages(tried.shown, tried.conversation, fields),
            "verdict": next((one for one in tried.verdicts if one.reviewer_id == visit.reviewer.id), None),
            "entry": visit.workspace.entries.get(tried.entry or ""),
        }
        for tried in tries
    ]
    return {
        "turns": turns,
        "conversation": conversation,
        "words": words,
        "has_draft": visit.workspace.tester.has_draft,
        "sitting": sitting,
        "task": script.task(task) if script else None,
        "unit_options": unit_options(visit),
        "expectations": expectations(visit),
        "verdicts": VERDICTS,
    }


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) <= 9 else None
