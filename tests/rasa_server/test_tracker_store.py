import time

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
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
