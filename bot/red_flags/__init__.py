"""The deterministic net for danger signs: patterns as data, read clause by clause, aware of context."""

from bot.red_flags.net import Finding, Reading, RedFlagNet, load_net
from bot.red_flags.signs import SIGNS, Sign, Signs

__all__ = ["SIGNS", "Finding", "Reading", "RedFlagNet", "Sign", "Signs", "load_net"]
