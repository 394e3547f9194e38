"""The tables. A column `version` counts the changes of a row: SQLAlchemy refuses one made on an older version.

Times are UTC without a zone. `entry` names a content file, like "topics/vitamin_d"; `digest` its words
(bot/content/governance.py). SQLAlchemy 1.4 has no types, so the attributes have none for mypy. A change here needs a migration (migrations/README.md).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base, relationship

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Base: Any = declarative_base(metadata=metadata)

ENTRY, DIGEST, NAME, WORD = sa.String(80), sa.String(64), sa.String(200), sa.String(40)


def _id() -> Any:  # noqa: ANN401 (a column; SQLAlchemy 1.4 has no types)
    return sa.Column(sa.Integer, primary_key=True)


def _reviewer(*, nullable: bool = False) -> Any:  # noqa: ANN401
    return sa.Column(sa.ForeignKey("reviewers.id"), nullable=nullable, index=True)


class Reviewer(Base):
    """Somebody, or a group, who may sign in. Never deleted, so that what they said keeps its name."""

    __tablename__ = "reviewers"
    id = _id()
    name = sa.Column(NAME, nullable=False)
    role = sa.Column(WORD, nullable=False)
    # the public first letters of the code; the rest is stored only as a hash
    selector = sa.Column(sa.String(8), nullable=False, unique=True)
    salt = sa.Column(sa.LargeBinary, nullable=False)
    code_hash = sa.Column(sa.LargeBinary, nullable=False)
    created_at = sa.Column(sa.DateTime, nullable=False)
    expires_at = sa.Column(sa.DateTime, nullable=False)
    revoked_at = sa.Column(sa.DateTime)
    last_seen_at = sa.Column(sa.DateTime)


class SignIn(Base):
    """One browser that is signed in."""

    __tablename__ = "sign_ins"
    id = _id()
    reviewer_id = _reviewer()
    token_hash = sa.Column(sa.String(64), nullable=False, unique=True)
    csrf = sa.Column(sa.String(64), nullable=False)
    expires_at = sa.Column(sa.DateTime, nullable=False)
    reviewer = relationship(Reviewer, lazy="joined", innerjoin=True)


class FailedSignIn(Base):
    """A wrong code, by the hash of an address or by the selector it was tried on."""

    __tablename__ = "failed_sign_ins"
    id = _id()
    who = sa.Column(sa.String(64), nullable=False, index=True)
    at = sa.Column(sa.DateTime, nullable=False, index=True)


class Revision(Base):
    """Words of an entry as they were first seen: the history."""

    __tablename__ = "revisions"
    __table_args__ = (sa.UniqueConstraint("entry", "number"),)
    id = _id()
    entry = sa.Column(ENTRY, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    digest = sa.Column(DIGEST, nullable=False)
    words = sa.Column(sa.JSON, nullable=False)
    seen_at = sa.Column(sa.DateTime, nullable=False)


class Comment(Base):
    """What somebody said of an entry."""

    __tablename__ = "comments"
    id = _id()
    entry = sa.Column(ENTRY, nullable=False, index=True)
    digest = sa.Column(DIGEST, nullable=False)
    reviewer_id = _reviewer()
    text = sa.Column(sa.Text, nullable=False)
    at = sa.Column(sa.DateTime, nullable=False)
    reviewer = relationship(Reviewer, lazy="joined", innerjoin=True)


class SignOffRecord(Base):
    """A clinician's agreement to exactly these words, and whether it was taken back."""

    __tablename__ = "sign_offs"
    id = _id()
    entry = sa.Column(ENTRY, nullable=False, index=True)
    digest = sa.Column(DIGEST, nullable=False)
    name = sa.Column(NAME, nullable=False)
    profession = sa.Column(NAME, nullable=False)
    reviewer_id = _reviewer()
    at = sa.Column(sa.DateTime, nullable=False)
    withdrawn_at = sa.Column(sa.DateTime)
    withdrawn_why = sa.Column(sa.Text)
    version = sa.Column(sa.Integer, nullable=False)
    reviewer = relationship(Reviewer, lazy="joined", innerjoin=True)
    __mapper_args__ = {"version_id_col": version}


class TestSession(Base):
    """One sitting of a group or a person, with a script or free."""

    __test__ = False  # pytest would take the name for a test
    __tablename__ = "test_sessions"
    id = _id()
    name = sa.Column(NAME, nullable=False)
    script = sa.Column(ENTRY)
    reviewer_id = _reviewer()
    started_at = sa.Column(sa.DateTime, nullable=False)
    finished_at = sa.Column(sa.DateTime)
    notes = sa.Column(sa.Text, nullable=False, default="")
    version = sa.Column(sa.Integer, nullable=False)
    reviewer = relationship(Reviewer, lazy="joined", innerjoin=True)
    outcomes = relationship("TaskOutcome", order_by="TaskOutcome.id")
    tries = relationship("Try", order_by="Try.id", back_populates="session")
    __mapper_args__ = {"version_id_col": version}


class TaskOutcome(Base):
    """How one task of a script went."""

    __tablename__ = "task_outcomes"
    __table_args__ = (sa.UniqueConstraint("session_id", "task"),)
    id = _id()
    session_id = sa.Column(sa.ForeignKey("test_sessions.id"), nullable=False)
    task = sa.Column(ENTRY, nullable=False)
    outcome = sa.Column(WORD, nullable=False)
    comment = sa.Column(sa.Text, nullable=False, default="")
    version = sa.Column(sa.Integer, nullable=False)
    __mapper_args__ = {"version_id_col": version}


class Try(Base):
    """One question that was tried, and what came."""

    __tablename__ = "tries"
    id = _id()
    session_id = sa.Column(sa.ForeignKey("test_sessions.id"), index=True)
    task = sa.Column(ENTRY)
    reviewer_id = _reviewer()
    at = sa.Column(sa.DateTime, nullable=False)
    conversation = sa.Column(sa.String(64), nullable=False, index=True)
    text = sa.Column(sa.Text, nullable=False)
    # which words were asked: "running" or "draft"
    words = sa.Column(WORD, nullable=False)
    entry = sa.Column(ENTRY, index=True)
    digest = sa.Column(DIGEST)
    shown = sa.Column(sa.JSON, nullable=False)
    explanation = sa.Column(sa.JSON, nullable=False)
    reviewer = relationship(Reviewer, lazy="joined", innerjoin=True)
    session = relationship(TestSession, back_populates="tries")
    verdicts = relationship("Verdict", order_by="Verdict.id", back_populates="tried")


class Verdict(Base):
    """What somebody thinks of an answer: of a try, or of an entry as they read it. All but "right" are reports."""

    __tablename__ = "verdicts"
    __table_args__ = (sa.UniqueConstraint("try_id", "reviewer_id"), sa.Index("ix_verdicts_status", "status", "verdict"))
    id = _id()
    try_id = sa.Column(sa.ForeignKey("tries.id"))
    entry = sa.Column(ENTRY, index=True)
    digest = sa.Column(DIGEST)
    reviewer_id = _reviewer()
    verdict = sa.Column(WORD, nullable=False)
    comment = sa.Column(sa.Text, nullable=False, default="")
    at = sa.Column(sa.DateTime, nullable=False)
    # what should have come: "topics/<id>", "urgent/<id>", "out_of_scope", or nothing when nobody has said
    expected = sa.Column(ENTRY)
    # "open", "fixed", "no_change"; nothing for "right"
    status = sa.Column(WORD)
    resolution = sa.Column(sa.Text, nullable=False, default="")
    resolved_by_id = _reviewer(nullable=True)
    resolved_at = sa.Column(sa.DateTime)
    version = sa.Column(sa.Integer, nullable=False)
    tried = relationship(Try, back_populates="verdicts", lazy="joined")
    reviewer = relationship(Reviewer, foreign_keys=[reviewer_id], lazy="joined", innerjoin=True)
    resolved_by = relationship(Reviewer, foreign_keys=[resolved_by_id], lazy="joined")
    hazard = relationship("HazardEntry", uselist=False, back_populates="report", lazy="joined")
    __mapper_args__ = {"version_id_col": version}


class HazardEntry(Base):
    """What an "unsafe" opened: to be carried into docs/clinical-safety/hazard-log.yml, or closed with a reason."""

    __tablename__ = "hazard_entries"
    id = _id()
    verdict_id = sa.Column(sa.ForeignKey("verdicts.id"), nullable=False, unique=True)
    title = sa.Column(NAME, nullable=False)
    harm = sa.Column(sa.Text, nullable=False, default="")
    cause = sa.Column(sa.Text, nullable=False, default="")
    # "open", "in_log" (then `log_id` says where), "closed"
    status = sa.Column(WORD, nullable=False)
    log_id = sa.Column(sa.String(8))
    opened_at = sa.Column(sa.DateTime, nullable=False)
    version = sa.Column(sa.Integer, nullable=False)
    report = relationship(Verdict, back_populates="hazard")
    __mapper_args__ = {"version_id_col": version}


class Usage(Base):
    """How many turns of one kind there were on a day. No text, no conversation, no address; "" where there is none."""

    __tablename__ = "usage"
    day = sa.Column(sa.Date, primary_key=True)
    kind = sa.Column(WORD, primary_key=True)
    topic = sa.Column(ENTRY, primary_key=True)
    urgent = sa.Column(ENTRY, primary_key=True)
    unit = sa.Column(ENTRY, primary_key=True)
    language = sa.Column(sa.String(8), primary_key=True)
    turns = sa.Column(sa.Integer, nullable=False)


class Thumb(Base):
    """A vote from the public page; the message only where the person agreed to share it, and redacted."""

    __tablename__ = "thumbs"
    id = sa.Column(sa.String(40), primary_key=True)
    topic = sa.Column(ENTRY, nullable=False, index=True)
    part = sa.Column(ENTRY)
    vote = sa.Column(WORD, nullable=False)
    reason = sa.Column(WORD)
    day = sa.Column(sa.Date, nullable=False)
    message = sa.Column(sa.Text)
