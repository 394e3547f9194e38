"""What stands on a leaflet, a poster and the page /for-you, from the same content as cards and answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.governance import is_signed_off
from bot.content.library import Library
from bot.content.model import Service, Topic
from bot.web.interface import Interface, interface
from bot.web.share.choice import Choice

# When to call whom, in the words of the page /call. Others say it in their own note (contacts.yml, services).
WHEN = {"999": "call.life", "maternity_unit": "call.maternity", "nhs_111": "call.advice"}
MOST_LINES = 3
_URGENT = ("maternity_unit", "early_pregnancy_unit")


@dataclass(frozen=True)
class Line:
    """Someone to call or a place to go: the number as people read it (or None), hours, and when or how."""

    id: str
    name: str
    number: str | None
    hours: str
    note: str

    @property
    def write_in(self) -> bool:
        """Whether the leaflet leaves room for a midwife to write the number."""
        return self.id == "maternity_unit" and self.number is None


@dataclass(frozen=True)
class Paper:
    """Everything for the templates of share/; `calls` come gravest first, `lines` are the unit's own."""

    choice: Choice
    link: str
    language: Interface
    unit: Service | None
    topics: list[Topic]
    calls: list[Line]
    lines: list[Line]
    signed_off: bool

    @property
    def site(self) -> str:
        """Our address as people type it: what was picked is in the code only."""
        return self.link.split("://", 1)[1].split("/", 1)[0]

    @property
    def poster_calls(self) -> list[Line]:
        """A poster hangs where people of all weeks pass: the three ways to call of the page /call."""
        by_id = {call.id: call for call in self.calls}
        return [by_id[name] for name in WHEN if name in by_id]

    @property
    def leaflet_lines(self) -> list[Line]:
        """As many of the unit's lines as an A5 page holds; large print has them all."""
        return self.lines[:MOST_LINES]

    @property
    def sms(self) -> str:
        """The text message, ready to send."""
        number = next((call.number for call in self.calls if call.id == "maternity_unit"), None)
        if number is None:
            return self.language.text("leaflet.sms", link=self.link)
        return self.language.text("leaflet.sms_unit", link=self.link, number=number)


def make_paper(choice: Choice, origin: str, library: Library) -> Paper:
    """What to print for this choice. `origin` is our public address, like https://host."""
    unit, language = library.services.get(choice.unit or ""), interface(choice.lang)
    topics = [library.topics[topic] for topic in choice.topics]
    return Paper(
        choice=choice,
        link=choice.link(origin),
        language=language,
        unit=unit,
        topics=topics,
        calls=_calls(choice, unit, library, language),
        lines=_lines(choice, unit, library),
        signed_off=bool(topics) and all(is_signed_off(topic) for topic in topics),
    )


def _calls(choice: Choice, unit: Service | None, library: Library, language: Interface) -> list[Line]:
    """999, then whom the cards name at this stage of pregnancy."""
    own = unit.lines if unit else {}
    calls = []
    for name in ["999", *library.stage(choice.weeks, False).contacts]:
        national, line = library.contacts[name], own.get(name)
        when = language.text(WHEN[name]) if name in WHEN else (line.note if line else "") or national.note or ""
        if line is None:
            calls.append(Line(name, national.name, national.tel, "", when))
        else:
            # a maternity unit answers day and night: its own words say so
            hours = "" if name == "maternity_unit" else line.hours
            calls.append(Line(name, line.label, line.tel, hours, when))
    return calls


def _lines(choice: Choice, unit: Service | None, library: Library) -> list[Line]:
    """The unit's own lines on what was picked; all of them when nothing was. Interpreters always."""
    picked = set(choice.topics)
    return [
        Line(name, line.label, line.tel, line.hours, line.note)
        for name, line in (unit.lines if unit else {}).items()
        if name not in _URGENT and (not picked or name == "languages" or picked & set(library.contacts[name].topics))
    ]
