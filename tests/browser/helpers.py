"""What several browser tests do."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from bot.paths import ROOT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAIT = 15000


def ask(page: Page, text: str) -> None:
    """Type and send."""
    page.get_by_label("Your question").fill(text)
    page.get_by_role("button", name="Send", exact=True).first.click()


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def axe(page: Page, only: str | None = None) -> list[str]:
    """What axe-core finds wrong with the page (or with one part) as it is now: WCAG 2.2 AA and best practices."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    found = page.evaluate(
        "([part, rules]) => axe.run(part || document, { runOnly: rules, resultTypes: ['violations'] })", [only, RULES]
    )
    return [
        f"{violation['id']}: {violation['help']} ({node['target']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
