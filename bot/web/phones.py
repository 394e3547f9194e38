"""Phone numbers inside text become links that ring at one tap."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_AMOUNT = (
    r"(?! ?(?:mg|mcg|µg|micrograms?|milligrams?|grams?|kg|g|iu|ml|litres?|kcal|calories|%|°|pounds?|pence|"
    r"minutes?|hours?|days?|weeks?|months?|years?|times|people|women|babies|steps)\b)(?! ?[%°])"
)
_NUMBER = re.compile(
    r"(?<![\w£$€#/.,-])(?:"
    r"(?P<long>0\d{3} \d{3} ?\d{3,4}|0\d{3} \d{4} \d{3}|0\d{2} \d{4} ?\d{4}|0\d{4} \d{3} ?\d{3}"
    r"|0\d{9,10}|0800 1111)"
    r"|(?P<relay>18001 \d{3}|1800[01])"
    r"|(?P<helpline>116 \d{3})"
    r"|(?P<short>999|111)"
    r")(?![\w/-]|[.,]\d)" + _AMOUNT
)
_CALL = re.compile(r"\b(?:call(?:s|ing|ed)?|ring(?:ing)?|(?:tele)?phone|phoning|dial(?:ling)?)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")
# "111 online" and "999 BSL" are services that are reached in another way than by ringing the number.
_NOT_BY_VOICE = re.compile(r" (?:online|bsl)\b", re.IGNORECASE)


def link_phones(text: str) -> Markup:
    """The text, escaped, with every number that it tells people to call as a tel: link."""
    parts: list[str] = []
    end = 0
    for match in _NUMBER.finditer(text):
        if match["short"] and not _is_to_call(text, match):
            continue
        number = match.group()
        parts.append(escape(text[end : match.start()]))
        parts.append(Markup('<a class="kw-tel" href="tel:{}">{}</a>').format(number.replace(" ", ""), number))
        end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def _is_to_call(text: str, match: re.Match[str]) -> bool:
    """Whether 999 or 111 stands in a sentence about calling, or after a colon ("Not breathing: 999.")."""
    if _NOT_BY_VOICE.match(text, match.end()):
        return False
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
    after = _SENTENCE_END.search(text, match.end())
    sentence = text[start : after.start() if after else len(text)]
    return bool(_CALL.search(sentence)) or text[: match.start()].endswith(": ")
