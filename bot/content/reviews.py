"""One report on how fresh the content is: faults, reviews, pages, facts to check again, sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.content.check import Fault, check_content
from bot.content.governance import is_signed_off, review_by
from bot.content.library import Library, read_library
from bot.content.model import Governed, Kept, Source
from bot.content.yaml_file import ContentFileError
from bot.paths import CONTENT, ROOT

# A page not visited for longer than this counts as not visited: the scheduled job in deploy/ runs once a week.
VISIT_EVERY = timedelta(days=40)


@dataclass(frozen=True)
class Review:
    """An entry that is to be read again by `by`."""

    file: str
    owner: str
    by: date
    overdue: bool


@dataclass(frozen=True)
class PageState:
    """A trusted page that is dead, moved, or was not visited lately; `used_by` are the files that name it."""

    id: str
    url: str
    state: str
    last_checked: date | None
    used_by: list[str]


@dataclass(frozen=True)
class ToCheck:
    """A fact marked [check], or a note of its authors: somebody must look at the live page."""

    file: str
    what: str


@dataclass(frozen=True)
class Report:
    """All lists are in the order in which to work on them."""

    today: date
    faults: list[Fault]
    reviews: list[Review] = field(default_factory=list)
    pages: list[PageState] = field(default_factory=list)
    to_check: list[ToCheck] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    lapsed: list[str] = field(default_factory=list)
    unsigned: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong now: no fault, nothing overdue, no dead page, no sign-off that has lapsed.

        What was never signed off is reported and does not count, else no day would be sound before the first sign-off.
        """
        overdue = any(review.overdue for review in self.reviews)
        dead = any(page.state == "dead" for page in self.pages)
        return not (self.faults or overdue or dead or self.lapsed)

    def as_json(self) -> dict[str, Any]:
        """For machines; dates as YYYY-MM-DD, files from the project's root."""
        return {
            "today": self.today,
            "sound": self.sound,
            "faults": [{**asdict(fault), "file": _name(fault.file)} for fault in self.faults],
            "reviews": [asdict(review) for review in self.reviews],
            "pages": [asdict(page) for page in self.pages],
            "to_check": [asdict(fact) for fact in self.to_check],
            "sign_off": {"signed": self.signed, "lapsed": self.lapsed, "unsigned": self.unsigned},
        }

    def lines(self) -> Iterator[str]:
        """For people: a heading with its number, then what there is to do."""
        yield from _section("Faults", [str(fault) for fault in self.faults])
        for title, overdue in (("Reviews overdue", True), ("Reviews due soon", False)):
            chosen = sorted((r for r in self.reviews if r.overdue == overdue), key=lambda r: (r.owner, r.by, r.file))
            yield f"{title}: {len(chosen)}"
            for owner, entries in groupby(chosen, key=lambda review: review.owner):
                yield f"  {owner}:"
                yield from (f"    {entry.file}, by {entry.by}" for entry in entries)
        for state, title in (("dead", "Dead pages"), ("moved", "Moved pages"), ("not_visited", "Pages not visited")):
            pages = [page for page in self.pages if page.state == state]
            shown = [] if state == "not_visited" else [_page_line(page) for page in pages]
            hint = "; run 'keepwell check links'" if pages and state != "dead" else ""
            yield from _section(title, shown, len(pages), hint)
        yield from _section("Signed off", self.signed)
        yield from _section("Sign-off lapsed, the words have changed", self.lapsed)
        yield f"Not signed off: {len(self.unsigned)}"
        yield from _section("Facts to check on the live page", [f"{fact.file}: {fact.what}" for fact in self.to_check])


def review_report(today: date, within: int, folder: Path = CONTENT) -> Report:
    """The report on a content folder; when it cannot be loaded, the faults say why."""
    faults = check_content(folder)
    try:
        library = read_library(folder)
    except ContentFileError:
        return Report(today, faults)
    return make_report(library, faults, today, within)


def make_report(library: Library, faults: list[Fault], today: date, within: int) -> Report:
    """The report for `today`; reviews count as due soon `within` so many days."""
    entries = _entries(library)
    governed = {file: entry for file, entry in entries.items() if isinstance(entry, Governed)}
    return Report(
        today,
        faults,
        reviews=sorted(_reviews(entries, today, within), key=lambda review: (review.by, review.file)),
        pages=list(_pages(library, today)),
        to_check=list(_to_check(library, entries)),
        signed=[file for file, entry in governed.items() if is_signed_off(entry)],
        lapsed=[file for file, entry in governed.items() if entry.sign_off is not None and not is_signed_off(entry)],
        unsigned=[file for file, entry in governed.items() if entry.sign_off is None],
    )


def _entries(library: Library) -> dict[str, Kept]:
    """Everything that somebody keeps, by its file."""
    kinds: dict[str, dict[str, Any]] = {
        "urgent": library.urgent,
        "topics": library.topics,
        "things": library.things,
        "services": library.services,
    }
    entries: dict[str, Kept] = {
        f"content/{kind}/{name}.yml": entry for kind, all_of in kinds.items() for name, entry in all_of.items()
    }
    return {**entries, "content/weeks.yml": library.weeks}


def _reviews(entries: dict[str, Kept], today: date, within: int) -> Iterator[Review]:
    for file, entry in entries.items():
        by = review_by(entry)
        if by <= today + timedelta(days=within):
            yield Review(file, entry.owner, by, overdue=by < today)


def _pages(library: Library, today: date) -> Iterator[PageState]:
    users: dict[str, list[str]] = {}
    for file, entry in _entries(library).items():
        named = [*getattr(entry, "pages", []), *(source.page for source in getattr(entry, "sources", []))]
        for page in dict.fromkeys(named):
            users.setdefault(page, []).append(file)
    for page in library.pages.values():
        stale = page.last_checked is None or page.last_checked < today - VISIT_EVERY
        state = page.status if page.status in ("dead", "moved") else "not_visited" if stale else None
        if state:
            yield PageState(page.id, page.url, state, page.last_checked, users.get(page.id, []))


def _to_check(library: Library, entries: dict[str, Kept]) -> Iterator[ToCheck]:
    for file, entry in entries.items():
        sources: list[Source] = getattr(entry, "sources", [])
        for source in sources:
            if "check" in source.marks:
                yield ToCheck(file, f"source {source.page}: {source.note}" if source.note else f"source {source.page}")
        for note in getattr(entry, "check", []):
            yield ToCheck(file, note)
    for contact in library.contacts.values():
        if contact.mark == "check":
            yield ToCheck("content/contacts.yml", f"{contact.id}: {contact.name}")
    for page in library.pages.values():
        if page.mark == "check":
            yield ToCheck("content/pages.yml", f"{page.id}: {page.url}")


def _section(title: str, lines: list[str], count: int | None = None, hint: str = "") -> Iterator[str]:
    yield f"{title}: {len(lines) if count is None else count}{hint}"
    yield from (f"  {line}" for line in lines)


def _page_line(page: PageState) -> str:
    return f"{page.id}: {page.url}" + (f" (in {', '.join(page.used_by)})" if page.used_by else "")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
