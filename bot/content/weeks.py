"""Addresses of the NHS week-by-week pages."""

from __future__ import annotations

# The pattern is that of the NHS pages for weeks 6, 13, 20, 21, 24, 26, 31 and 41 (facts.md 2.2). Week 28 is left
# out: pages cited for it disagree on the trimester, so the guide's own page is offered alone.
_BASE = "https://www.nhs.uk/best-start-in-life/pregnancy/week-by-week-guide-to-pregnancy"
_TRIMESTERS = ((range(4, 13), "1st-trimester"), (range(13, 28), "2nd-trimester"), (range(29, 42), "3rd-trimester"))


def week_page_url(week: int) -> str | None:
    """The page of this week, or None where no address is known."""
    for weeks, trimester in _TRIMESTERS:
        if week in weeks:
            return f"{_BASE}/{trimester}/week-{week}/"
    return None
