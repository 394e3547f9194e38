"""What no schema can say of content/services: made-up units must be seen to be made up, and real ones must not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.library import Library
from bot.content.model import Service

# Numbers that Ofcom keeps for drama (https://www.ofcom.org.uk, "Telephone numbers for use in TV and radio drama
# programmes"): nobody answers them.
_DRAMA = re.compile(
    r"(?:01632960|07700900|03069990|08081570|09098790|02079460|02896496|02920180|01914980"
    r"|01(?:1[345678]|[23456]1)4960)\d{3}"
)
_MADE_UP = "made up"

# where in the file, what is wrong, what to do
UnitFault = tuple[list[str], str, str]


def unit_faults(unit: Service, library: Library) -> Iterator[UnitFault]:
    """Faults of one unit's file."""
    if unit.fictional and _MADE_UP not in unit.name:
        yield ["name"], "a made-up unit could be taken for real", f"write '({_MADE_UP})' into the name"
    if unit.fictional and _MADE_UP not in unit.short_name:
        yield ["short_name"], "a made-up unit could be taken for real", f"write '({_MADE_UP})' into it"
    for name, line in unit.lines.items():
        if name not in library.contacts:
            yield [name], "contacts.yml has no national way for it", f"add '{name}' to content/contacts.yml"
        if line.tel is None and not line.note:
            yield [name], "it does not say how to reach it", "give `tel`, or say in `note` where to go or whom to ask"
        if unit.fictional and _MADE_UP not in line.label:
            yield [name, "label"], "a made-up line could be taken for real", f"write '({_MADE_UP})' into the label"
        drama = bool(line.digits and _DRAMA.fullmatch(line.digits))
        if unit.fictional and line.digits and not drama:
            yield [name, "tel"], "a made-up unit has a number that may be somebody's", "use one like 01632 960 001"
        if drama and not unit.fictional:
            yield [name, "tel"], "this number is kept for drama: nobody answers it", "give the unit's own number"
