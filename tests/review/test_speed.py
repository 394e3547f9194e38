"""A workspace with 500 reports answers each page in under 200 ms."""

import time
from datetime import timedelta

import pytest

from bot.review.database import now
from bot.review.tables import Comment, HazardEntry, Reviewer, TestSession, Try, Usage, Verdict
from bot.review.verdicts import VERDICTS

MILLISECONDS = 200
PAGES = ("/", "/try", "/try?try=500", "/sessions", "/sessions/1", "/sessions/1/record", "/answers", "/answers/topics/vitamin_d",
         "/reports", "/reports?page=5", "/reports?status=all", "/reports/1", "/hazards", "/families", "/export",
         "/export/cases.jsonl")  # fmt: skip


@pytest.fixture
def full(site):
    """500 reports of 10 groups, 20 sessions, comments, and a quarter of counts."""
    visitor = site.signed_in("Editor", "editor")
    entries = list(site.workspace.entries.values())
    reply = [{"type": "text", "kind": "answer", "body": "Words. " * 100, "text": "Words. " * 100, "contacts": [], "buttons": [],
              "topics": [], "confidence": 0.5, "conversation": None, "topic": None}]  # fmt: skip
    why = {"guess": None, "runner_up": None, "dangers": [], "by_meaning": [], "denied": [], "pressed": False}
    with site.workspace.desk().database.writing() as session:
        groups = [Reviewer(name=f"Group {n}", role="lay", selector=f"S{n}", salt=b"s", code_hash=b"h", created_at=now(),
                           expires_at=now() + timedelta(days=9)) for n in range(10)]  # fmt: skip
        session.add_all(groups)
        session.flush()
        sittings = [TestSession(name=f"Session {n}", script="first_look", reviewer_id=groups[n % 10].id, started_at=now(),
                                notes="") for n in range(20)]  # fmt: skip
        session.add_all(sittings)
        session.flush()
        for n in range(600):
            entry = entries[n % len(entries)]
            tried = Try(session_id=sittings[n % 20].id, task="vitamin_d", reviewer_id=groups[n % 10].id, at=now(),
                        conversation=f"c-{n // 3}", text=f"question {n} " * 10, words="running", entry=entry.key,
                        digest=entry.digest, shown=reply, explanation=why)  # fmt: skip
            session.add(tried)
            session.flush()
            verdict = VERDICTS[n % 4] if n < 500 else "right"
            said = Verdict(try_id=tried.id, entry=entry.key, digest=entry.digest, reviewer_id=groups[n % 10].id, verdict=verdict,
                           comment="A comment. " * 20, at=now(), status="open" if verdict != "right" else None,
                           expected="topics/vitamin_d")  # fmt: skip
            session.add(said)
            session.flush()
            if verdict == "unsafe":
                session.add(HazardEntry(verdict_id=said.id, title=f"Hazard {n}", status="open", opened_at=now()))
            session.add(Comment(entry="topics/vitamin_d" if n % 9 == 0 else entry.key, digest=entry.digest,
                                reviewer_id=groups[n % 10].id, text="Comment. " * 20, at=now()))  # fmt: skip
        session.add_all(
            Usage(day=(now() - timedelta(days=day)).date(), kind="answer", topic=entry.id, urgent="", unit=unit, language="en",
                  turns=7) for day in range(90) for entry in entries[:60] if entry.kind == "topics" for unit in ("", "example_unit")
        )  # fmt: skip
    return visitor


def test_every_page_is_quick(full):
    slow = {}
    for page in PAGES:
        assert full.get(page).status_code == 200, page  # templates are compiled the first time
        times = []
        for _ in range(5):
            started = time.perf_counter()
            full.get(page)
            times.append((time.perf_counter() - started) * 1000)
        print(f"{page}: {sorted(times)[2]:.0f} ms")  # the median: others use this machine too
        if sorted(times)[2] > MILLISECONDS:
            slow[page] = times
    assert slow == {}
