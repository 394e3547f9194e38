"""The database: migrations fit the tables, on both kinds; nobody overwrites anybody; a wrong address is explained."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.review.database import Conflict, Database, DatabaseError, now
from bot.review.tables import Reviewer, TestSession, metadata


def a_session(database):
    with database.writing() as session:
        reviewer = Reviewer(
            name="A", role="lay", selector="AAAA", salt=b"s", code_hash=b"h", created_at=now(),
            expires_at=now() + timedelta(days=1),
        )  # fmt: skip
        session.add(reviewer)
        session.flush()
        sitting = TestSession(name="S", reviewer_id=reviewer.id, started_at=now(), notes="")
        session.add(sitting)
        session.flush()
        return sitting.id


def test_migrations_make_exactly_the_tables(database_url):
    Database.ready(database_url).close()
    with sa.create_engine(database_url, future=True).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_opening_again_changes_nothing(database_url):
    first = Database.ready(database_url)
    id = a_session(first)
    again = Database.ready(database_url)
    with again.reading() as session:
        assert session.get(TestSession, id).name == "S"
    first.close()
    again.close()


def test_several_gateways_may_start_at_once(database_url):
    failed = []

    def start():
        try:
            Database.ready(database_url).close()
        except Exception as error:  # noqa: BLE001 (the test wants to know of any)
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_change_to_an_older_version_is_refused(database):
    id = a_session(database)
    with database.reading() as session:
        stale = session.get(TestSession, id)
    with database.writing() as session:
        session.get(TestSession, id).notes = "theirs"
    stale.notes = "mine"
    with pytest.raises(Conflict), database.writing() as session:
        session.add(stale)
    with database.reading() as session:
        assert session.get(TestSession, id).notes == "theirs"


def test_writers_at_once_lose_nothing(database):
    """Ten writers, each one adds to what it reads: those that come too late get a conflict and try again."""
    id = a_session(database)

    def add(letter):
        while True:
            try:
                with database.writing() as session:
                    sitting = session.get(TestSession, id)
                    sitting.notes = sitting.notes + letter
                return
            except Conflict:
                continue

    threads = [threading.Thread(target=add, args=(letter,)) for letter in "abcdefghij"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert sorted(session.get(TestSession, id).notes) == list("abcdefghij")


def test_a_failed_change_leaves_nothing(database):
    id = a_session(database)

    def fail():
        with database.writing() as session:
            session.get(TestSession, id).notes = "half"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert session.get(TestSession, id).notes == ""


def test_the_file_is_private(tmp_path):
    Database.ready(f"sqlite:///{tmp_path / 'new' / 'review.db'}").close()
    assert (tmp_path / "new" / "review.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql+nodriver://host/x", "postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/no/such.db"]
)
def test_a_database_that_cannot_be_used_says_what_to_do(url):
    with pytest.raises(DatabaseError, match="KEEPWELL_REVIEW_DATABASE"):
        Database.ready(url)
