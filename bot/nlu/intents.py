"""Which kind each intent is, told from where the ids are defined: content, and the domain's own list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.content import load_library

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
HEALTHY_START_CHECK = "healthy_start_check"
FOLLOW_UP_PREFIX = "ask_"
WEEK_BY_WEEK = "week_by_week"
# "the second one": a topic among those offered.
PICK = "pick"


@dataclass(frozen=True)
class IntentKinds:
    """Sets of intent names."""

    topics: frozenset[str]
    urgent: dict[str, str]  # urgent group to level

    def of(self, intent: str) -> str:
        """'urgent', 'topic', 'follow_up', 'out_of_scope' or 'conversation'."""
        if intent in self.urgent:
            return "urgent"
        if intent in self.topics or intent == HEALTHY_START_CHECK:
            return "topic"
        if intent.startswith(FOLLOW_UP_PREFIX):
            return "follow_up"
        return OUT_OF_SCOPE if intent == OUT_OF_SCOPE else "conversation"


@lru_cache(maxsize=1)
def intent_kinds() -> IntentKinds:
    """The kinds, from the curated content."""
    library = load_library()
    return IntentKinds(
        topics=frozenset(library.topics), urgent={card.id: card.level for card in library.urgent.values()}
    )
