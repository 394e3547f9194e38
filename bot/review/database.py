"""The workspace's database: SQLite in the state folder, or PostgreSQL by KEEPWELL_REVIEW_DATABASE."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from bot.paths import STATE

VARIABLE = "KEEPWELL_REVIEW_DATABASE"
MIGRATIONS = Path(__file__).parent / "migrations"
# Seconds that a writer waits for another one on SQLite.
PATIENCE = 10
# Any number that nothing else on the same PostgreSQL server locks.
_MIGRATION_LOCK = 733_157


class DatabaseError(RuntimeError):
    """The database cannot be used; the message says what to do."""


class Conflict(RuntimeError):  # noqa: N818 (what happened, not a fault)
    """Somebody else changed the same thing since it was read; nothing was written."""


class Missing(RuntimeError):  # noqa: N818
    """What was asked for is not in the database."""


def now() -> datetime:
    """The time in UTC, without a zone, as every table stores it."""
    return datetime.now(timezone.utc).replace(tzinfo=None)


def configured_url() -> str:
    """The address of the database that this installation uses."""
    return os.environ.get(VARIABLE) or f"sqlite:///{STATE / 'review.db'}"


class Database:
    """An engine with two kinds of session: one that reads, one that writes all or nothing."""

    def __init__(self, url: str) -> None:
        try:
            parsed = sa.engine.make_url(url)
            self._engine = sa.create_engine(parsed, future=True, pool_pre_ping=True)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise DatabaseError(
                f"{VARIABLE} is no address of a database. Write it like postgresql://user:password@host/name, "
                "or leave it out for SQLite."
            ) from error
        if self._engine.dialect.name == "sqlite":
            _use_sqlite_well(self._engine)
            if parsed.database:
                _make_private_file(Path(parsed.database))

    @classmethod
    def ready(cls, url: str | None = None) -> Database:
        """The configured database with all its tables, made or brought up to date now. Raises DatabaseError."""
        database = cls(url or configured_url())
        database.migrate()
        return database

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; what it loaded stays readable after it is closed."""
        with Session(self._engine, future=True, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at its end, or changes nothing. Raises Conflict."""
        engine = self._engine.execution_options(writes=True)
        try:
            with Session(engine, future=True, expire_on_commit=False) as session, session.begin():
                yield session
        except StaleDataError as error:
            raise Conflict from error

    def migrate(self) -> None:
        """Make or change the tables as the migrations say. Raises DatabaseError."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        newest = ScriptDirectory.from_config(config).get_current_head()
        try:
            with self._engine.execution_options(writes=True).begin() as connection:
                if self._engine.dialect.name == "postgresql":
                    connection.execute(sa.text("select pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
                if MigrationContext.configure(connection).get_current_revision() != newest:
                    config.attributes["connection"] = connection
                    command.upgrade(config, "head")
        except OperationalError as error:
            raise DatabaseError(
                f"The review database cannot be opened: {error.orig}. Check {VARIABLE}, or leave it out for SQLite."
            ) from error

    def close(self) -> None:
        """Close kept connections."""
        self._engine.dispose()


def _make_private_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise DatabaseError(
            f"The review database {path} cannot be written ({error.strerror}). Set KEEPWELL_STATE to a folder that can, "
            f"or {VARIABLE} to another database."
        ) from error


def _use_sqlite_well(engine: sa.engine.Engine) -> None:
    """A write-ahead log, foreign keys, and transactions that a writer takes at once instead of failing half-way."""

    @sa.event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:  # noqa: ANN401 (DB-API)
        connection.isolation_level = None  # we begin transactions ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 (SQLAlchemy has no types)
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
