import time

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa_server.tracker_store import KEPT_SECONDS, WalTrackerStore


async def test_a_conversation_is_kept_for_a_day_and_then_forgotten(tmp_path):
    store = WalTrackerStore(Domain.empty(), db=str(tmp_path / "trackers.db"))
    now = time.time()
    for name, age in (("old", KEPT_SECONDS + 60), ("new", 60)):
        tracker = DialogueStateTracker.from_events(name, [UserUttered("hello", timestamp=now - age)])
        await store.save(tracker)
    store.forget_before(now - KEPT_SECONDS)
    assert list(await store.keys()) == ["new"]


async def test_it_writes_ahead(tmp_path):
    store = WalTrackerStore(Domain.empty(), db=str(tmp_path / "trackers.db"))
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


async def test_what_stands_before_the_session_makes_no_later_event_be_lost(tmp_path):
    store = WalTrackerStore(Domain.empty(), db=str(tmp_path / "trackers.db"))
    begin = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
    await store.save(DialogueStateTracker.from_events("c", [*begin, UserUttered("one")]))
    for text in ("two", "three"):
        read = await store.retrieve("c")  # begins with the session
        read.update(UserUttered(text))
        await store.save(read)
        await store.save(read)
    again = await store.retrieve("c")
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == ["one", "two", "three"]


async def test_only_new_events_are_added_and_all_come_back(tmp_path):
    path = str(tmp_path / "trackers.db")
    store = WalTrackerStore(Domain.empty(), db=path)
    tracker = DialogueStateTracker.from_events("c", [UserUttered("one")])
    await store.save(tracker)
    tracker.update(UserUttered("two"))
    await store.save(tracker)
    await store.save(tracker)
    after_restart = WalTrackerStore(Domain.empty(), db=path)
    read = await after_restart.retrieve("c")
    assert [event.text for event in read.events if isinstance(event, UserUttered)] == ["one", "two"]
    read.update(UserUttered("three"))
    await after_restart.save(read)
    again = await WalTrackerStore(Domain.empty(), db=path).retrieve("c")
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == ["one", "two", "three"]
