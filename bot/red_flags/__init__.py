"""The deterministic net for danger signs: patterns as data, read clause by clause, aware of context."""

from bot.red_flags.net import Finding, Reading, RedFlagNet, load_net

__all__ = ["Finding", "Reading", "RedFlagNet", "load_net"]
