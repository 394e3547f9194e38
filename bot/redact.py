"""Takes out what may tell who somebody is: addresses of e-mail and web, postcodes, phone and NHS numbers, told names."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b")
_WEB = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
# ten or more digits, with spaces, dots or hyphens between: phone numbers, NHS numbers
_LONG_NUMBER = re.compile(r"(?<![\w.])\+?\(?[0-9](?:[ ().-]{0,2}[0-9]){9,14}(?!\w)")
_NAME = re.compile(r"\b(my name is|my name's|i am called|im called|i'm called|this is)( [A-Z][a-z'’-]+){1,3}")


def redact(text: str) -> str:
    """The text with each of these replaced by its kind in brackets. Names are found only where they are introduced.

    >>> redact("my name is Sara Khan, ring 07700 900 123, LS1 4AP. i take 400 mg at 34+2")
    'my name is [name], ring [number], [postcode]. i take 400 mg at 34+2'
    """
    for pattern, kind in ((_EMAIL, "e-mail"), (_WEB, "web address"), (_LONG_NUMBER, "number"), (_POSTCODE, "postcode")):
        text = pattern.sub(f"[{kind}]", text)
    return _NAME.sub(r"\1 [name]", text)
