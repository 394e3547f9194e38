"""Which other sites may show our pages in a frame: an allow-list, empty unless somebody fills it."""

from __future__ import annotations

import logging
import os
import re

from bot.content.library import Library

logger = logging.getLogger(__name__)

SETTING = "KEEPWELL_FRAME_ANCESTORS"
# Scheme and host, with a star for its first part at most: nothing that could end the header's value early.
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?")


def allowed_frames(library: Library, setting: str | None = None) -> str:
    """The value of `frame-ancestors`: the sites of KEEPWELL_FRAME_ANCESTORS (divided by spaces) and of all units."""
    given = (os.environ.get(SETTING, "") if setting is None else setting).split()
    for origin in given:
        if not _ORIGIN.fullmatch(origin):
            logger.warning("%s: '%s' is left out; write it like https://www.example.org", SETTING, origin)
    units = [origin for service in library.services.values() for origin in service.embed_on]
    allowed = dict.fromkeys([*(origin for origin in given if _ORIGIN.fullmatch(origin)), *units])
    return " ".join(allowed) or "'none'"
