"""Curated words: their types, how they are loaded and checked, and how links are kept alive."""

from bot.content.library import Library, load_library

__all__ = ["Library", "load_library"]
