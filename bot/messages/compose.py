"""Words every direction of the actions from curated content; the shapes are in docs/messages.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.content.governance import is_signed_off, review_due
from bot.content.library import Library
from bot.content.model import LEVELS, Card, Contact, Page, ServiceContact, Stage, Topic, Urgent, Variant, Wording
from bot.content.weeks import week_page_url

Message = dict[str, Any]
MOST_RELATED = 5
# A card that names both is about what the one or the other sees to, by the weeks (content/stages.yml).
MATERNITY_UNIT, EARLY_PREGNANCY_UNIT = "maternity_unit", "early_pregnancy_unit"
NOTHING_KNOWN: Message = {}


class Composer:
    """Makes message objects. `unit` (content/services) puts a maternity unit's own numbers in."""

    def __init__(self, library: Library, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self._today = today
        self._by_type: dict[str, Callable[[Message, str | None], list[Message]]] = {
            "answer": self._answer,
            "again": self._again,
            "urgent": self._urgent,
            "later": self._later,
            "reminder": self._reminder,
            "clarify": self._clarify,
            "contact": self._contact,
            "text": self._text,
            "question": self._question,
            "outcome": self._outcome,
            "sources": self._sources,
            "week": self._week,
        }

    def compose(self, directions: list[Message], unit: str | None = None) -> list[Message]:
        """The messages for all directions of one turn, in order."""
        messages: list[Message] = []
        for direction in directions:
            for message in self._by_type[direction["type"]](direction, unit):
                messages.append({**message, "confidence": direction.get("confidence", 0.0)})
        return messages

    # -- answers

    def _answer(self, direction: Message, unit: str | None) -> list[Message]:
        topic = self._library.topics[direction["topic"]]
        things = self._things(topic.id, direction.get("things") or [], direction.get("week"))
        part = topic.part(direction.get("part") or "") if not things else None
        blocks = []
        if direction.get("after_loss") and topic.id not in self._library.after_loss.fitting:
            blocks.append(self._library.after_loss.words)
        if direction.get("no_part"):
            blocks.append(self.words("no_part"))
        if things:
            blocks += things
        elif part is None and direction.get("short"):
            blocks.append(topic.in_short)
        elif part is None:
            blocks.append(topic.answer)
            if direction.get("lead") and topic.id in self._library.things:
                # nothing in the table was named, or what was named is not in it: the general rule helps on
                blocks.append(self._library.things[topic.id].rule)
        elif direction.get("lead"):
            blocks += [topic.answer, f"**{part.title}**", part.text]
        else:
            blocks.append(part.text)
        only_part = part if part is not None and not direction.get("lead") else None
        body = "\n\n".join(block.strip() for block in blocks)
        return [
            {
                "type": "answer",
                "kind": "answer",
                "topic": topic.id,
                "title": topic.title,
                "heading": f"{topic.title}: {only_part.title}" if only_part else topic.title,
                "body": body,
                "text": body,
                "part": part.id if part else None,
                "parts": [
                    {"topic": topic.id, "part": other.id, "label": other.button}
                    for other in topic.parts
                    if other is not part
                ],
                "pages": self._pages(topic.pages),
                "source": self._source(topic),
                "reviewed": long_date(topic.last_reviewed),
                "review_overdue": review_due(topic, self._today()),
                "signed_off": is_signed_off(topic),
                "week_note": self._week_note(topic, direction.get("week")),
                "related": self._related(topic, direction),
                "check_offer": self._check_offer(topic),
                "contacts": self.topic_contacts(topic.id, unit),
            }
        ]

    def _related(self, topic: Topic, direction: Message) -> list[Message]:
        """What else she may have meant, then what is near in subject; after a loss only what can fit."""
        near = topic.related
        if direction.get("after_loss"):
            fitting = [related for related in near if related in self._library.after_loss.fitting]
            near = list(dict.fromkeys([*fitting, *self._library.after_loss.offered]))
        links = dict.fromkeys([*direction.get("suggestions", []), *near])
        return [self._topic_link(related) for related in links if related != topic.id][:MOST_RELATED]

    def _things(self, topic: str, ids: list[str], week: int | None) -> list[str]:
        """The words on each thing asked about by name, under its name."""
        table = self._library.things.get(topic)
        blocks = []
        for thing in table.things if table else []:
            if thing.id in ids:
                notes = [note.text for note in thing.weeks if week is not None and note.first <= week <= note.last]
                blocks += [f"**{thing.name}**", thing.text, *notes]
        return blocks

    def _again(self, direction: Message, unit: str | None) -> list[Message]:
        """The same topic in other, shorter words; of a part, the part alone."""
        return self._answer({**direction, "lead": False, "short": True}, unit)

    def _check_offer(self, topic: Topic) -> Message | None:
        if topic.id != "healthy_start":
            return None
        return {"label": "Check if I may get it", "text": "Can you check if I qualify for Healthy Start?"}

    def _week_note(self, topic: Topic, week: int | None) -> str | None:
        if week is None:
            return None
        return next((note.text for note in topic.weeks if note.first <= week <= note.last), None)

    def _source(self, topic: Topic) -> Message:
        page = self._library.pages[topic.sources[0].page]
        return {"publisher": page.publisher, "title": page.title, "url": page.url}

    def _sources(self, direction: Message, unit: str | None) -> list[Message]:
        topic = self._library.topics[direction["topic"]]
        body = self.words("sources").format(title=topic.title)
        pages = self._pages([source.page for source in topic.sources])
        return [{**self._answer({"topic": topic.id}, unit)[0], "body": body, "text": body, "pages": pages}]

    def _week(self, direction: Message, unit: str | None) -> list[Message]:
        week, library = direction["week"], self._library
        due = [entry for entry in library.weeks.due if entry.first <= week <= entry.last]
        url = week_page_url(week)
        pages = self._pages(["nhs_week_by_week"])
        if url:
            pages.insert(0, {"id": f"nhs_week_{week}", "title": f"Week {week}", "publisher": "NHS", "url": url})
        lead = [self.words(direction["wording"]).format(week=week)] if direction.get("wording") else []
        note = self.words("week_page_note")
        return [
            {
                "type": "week",
                "kind": "answer",
                "topic": direction["topic"],
                "week": week,
                "heading": f"Week {week}",
                "lead": " ".join(lead),
                "note": note,
                "text": "\n\n".join([*lead, *(entry.text for entry in due), note]),
                "due": [
                    {"text": entry.text, "topics": [self._topic_link(topic) for topic in entry.topics]} for entry in due
                ],
                "pages": pages,
                "reviewed": long_date(library.weeks.last_reviewed),
                "review_overdue": review_due(library.weeks, self._today()),
                "signed_off": is_signed_off(library.weeks),
            }
        ]

    # -- danger signs

    def _urgent(self, direction: Message, unit: str | None) -> list[Message]:
        return [self.urgent_card(direction["id"], unit, direction)]

    def urgent_card(self, group: str, unit: str | None, known: Message = NOTHING_KNOWN) -> Message:
        """The care cards of one urgent group; also used by the gateway alone and by /urgent/ID.

        `known` is what the direction says of her: `level` and `pattern` of the sign that the red-flag net is sure of,
        `week`, `baby_born`, `told` ("same" or "other" when she told of a danger sign before), `conditional`.
        """
        urgent = self._library.urgent[group]
        words: Urgent | Variant = urgent.variant(known.get("pattern")) or urgent
        level = min(words.level, known.get("level") or words.level, key=LEVELS.index)
        stage = self._library.stage(known.get("week"), known.get("baby_born", False))
        conditional = known.get("conditional", False)
        lead = words.lead
        if conditional:
            lead = f"{self.words('if_happening_now')} {lead}"
        elif known.get("told"):
            lead = f"{self.words('told_before' if known['told'] == 'same' else 'told_more')} {lead}"
        elif level == "999" and words.level != "999":
            lead = f"{self.words('call_999')} {lead}"
        cards = [self._care_card(card, stage, unit) for card in words.cards]
        lines = [lead]
        for card in cards:
            lines += [
                card["heading"],
                *(f"- {sign}" for sign in card["signs"]),
                *([card["note"]] if card["note"] else []),
            ]
            lines.append(" / ".join(contact["label"] for contact in card["contacts"]))
        if not conditional:  # a card for the case that it is happening stays short; the ordinary answer follows
            lines += [*words.while_you_wait, *words.do_not]
        return {
            "type": "urgent",
            "kind": "urgent",
            "id": urgent.id,
            "title": words.title,
            "level": level,
            "again": known.get("told") is not None,
            "conditional": conditional,
            "lead": lead,
            "cards": cards,
            "say": words.say,
            "do_not": words.do_not,
            "while_you_wait": words.while_you_wait,
            "access_lines": [line.text for line in self._library.access_lines.values()],
            "pages": self._pages(urgent.pages) if level != "999" else [],
            "signed_off": is_signed_off(urgent),
            "text": "\n".join(lines),
        }

    def offline_card(self, unit: str | None) -> Message:
        """The care cards that the page itself shows when a message that tells of danger cannot reach us."""
        offline = self._library.offline
        cards = [self._care_card(card, self._library.stage(None, False), unit) for card in offline.cards]
        return {
            "type": "urgent", "kind": "urgent", "id": None, "title": offline.lead, "level": offline.cards[0].level,
            "again": False, "conditional": False, "lead": offline.lead, "cards": cards, "say": [], "do_not": [],
            "while_you_wait": [], "access_lines": [line.text for line in self._library.access_lines.values()],
            "pages": [], "signed_off": False, "text": offline.lead,
        }  # fmt: skip

    def _care_card(self, card: Card, stage: Stage, unit: str | None) -> Message:
        """One care card; who to call instead of the maternity unit depends on the stage of pregnancy."""
        by_stage = {MATERNITY_UNIT, EARLY_PREGNANCY_UNIT} <= {*card.contacts}
        return {
            "level": card.level,
            "heading": stage.heading if by_stage and stage.heading and card.level == "maternity_now" else card.heading,
            "signs": card.signs,
            "note": stage.text if by_stage else None,
            "contacts": self.contacts(stage.contacts if by_stage else card.contacts, unit),
        }

    def _reminder(self, direction: Message, unit: str | None) -> list[Message]:
        """One line before an ordinary answer: a card shown earlier stays in reach. Of no kind of its own."""
        groups = [self._library.urgent[group] for group in direction["groups"]]
        body = self.words("reminder")
        return [
            {
                "type": "reminder",
                "kind": None,
                "body": body,
                "text": body,
                "cards": [{"id": urgent.id, "title": urgent.title} for urgent in groups],
                "contacts": self.contacts(self._library.wordings["reminder"].contacts, unit),
            }
        ]

    def _later(self, direction: Message, unit: str | None) -> list[Message]:
        body = self.words("later")
        topics = [self._topic_link(topic) for topic in direction["topics"]]
        return [{"type": "text", "kind": "urgent", "body": body, "text": body, "buttons": [], "topics": topics,
                 "contacts": [], "conversation": None}]  # fmt: skip

    # -- conversation

    def _text(self, direction: Message, unit: str | None) -> list[Message]:
        wording = self._library.wordings[direction["wording"]]
        body = self.words(direction["wording"], direction.get("number", 0))
        conversation = direction.get("conversation")
        kind = (
            "out_of_scope" if conversation == "out_of_scope" else "answer" if direction.get("topic") else "conversation"
        )
        return [
            {
                "type": "text",
                "kind": kind,
                "conversation": conversation,
                "topic": direction.get("topic"),
                "body": body,
                "text": body,
                "buttons": [{"label": label, "text": label} for label in wording.buttons],
                "topics": [self._topic_link(topic) for topic in self._offered(direction, wording)],
                "contacts": self.contacts(wording.contacts, unit),
            }
        ]

    def _offered(self, direction: Message, wording: Wording) -> list[str]:
        """The topics to choose from behind a fixed reply."""
        if direction.get("suggestions") or not wording.topics:
            return direction.get("suggestions") or []
        return self._library.after_loss.offered if direction.get("after_loss") else wording.topics

    def _question(self, direction: Message, unit: str | None) -> list[Message]:
        """A question of the Healthy Start conversation."""
        wording = self._library.wordings[direction["wording"]]
        body = wording.texts[0]
        buttons = [{"label": label, "text": label} for label in [*wording.buttons, "Stop"]]
        return [{"type": "question", "kind": "answer", "topic": "healthy_start", "body": body, "text": body,
                 "buttons": buttons}]  # fmt: skip

    def _outcome(self, direction: Message, unit: str | None) -> list[Message]:
        """How the Healthy Start conversation ends; dressed like an answer, with pages, source and date."""
        body = self.words(direction["wording"])
        answer = self._answer({"topic": direction["topic"]}, unit)[0]
        return [{**answer, "body": body, "text": body, "check_offer": None}]

    def _clarify(self, direction: Message, unit: str | None) -> list[Message]:
        body = self.words(direction["wording"])
        suggestions = [self._topic_link(topic) for topic in direction["suggestions"]]
        return [{"type": "clarify", "kind": "clarify", "body": body, "text": body, "suggestions": suggestions}]

    def _contact(self, direction: Message, unit: str | None) -> list[Message]:
        wording = self._library.wordings[direction["wording"]]
        service = self._library.services.get(unit or "")
        body = wording.texts[0]
        suggestions = [self._topic_link(topic) for topic in direction.get("suggestions") or []]
        return [
            {
                "type": "contact",
                "kind": "clarify" if direction["wording"] == "lost" else "conversation",
                "conversation": direction.get("conversation"),
                "heading": "Talk to a person",
                "body": body,
                "text": body,
                "contacts": self.contacts(wording.contacts, unit),
                "suggestions": suggestions,
                "unit": service.name if service else None,
            }
        ]

    def error(self, wording: str, unit: str | None = None, lead: str = "") -> Message:
        """What is shown when the assistant itself fails; always with who to call. `lead` stands before the words."""
        body = f"{lead}\n\n{self.words(wording)}" if lead else self.words(wording)
        contacts = self.contacts(self._library.wordings[wording].contacts, unit)
        return {"type": "error", "kind": "error", "body": body, "text": body, "contacts": contacts, "confidence": 0.0}

    def notice(self, wording: str) -> Message:
        """A plain line from the assistant about the message itself (empty, too long)."""
        return {**self._text({"wording": wording}, None)[0], "confidence": 0.0}

    # -- pieces

    def words(self, name: str, number: int = 0) -> str:
        """A fixed wording; its texts are used in turn by `number` (of the message in its conversation)."""
        texts = self._library.wordings[name].texts
        return texts[(number - 1) % len(texts) if number else 0].strip()

    def contacts(self, ids: list[str], unit: str | None) -> list[Message]:
        """The contacts, with the unit's own line where it has one and the national way where not."""
        own = self._library.services[unit].lines if unit in self._library.services else {}
        return [
            _own_json(contact_id, own[contact_id])
            if contact_id in own
            else _contact_json(self._library.contacts[contact_id])
            for contact_id in ids
        ]

    def topic_contacts(self, topic: str, unit: str | None) -> list[Message]:
        """Whom to reach about this topic, once the unit is known: without it the words of the answer say so."""
        known = unit in self._library.services
        ids = [contact.id for contact in self._library.contacts.values() if known and topic in contact.topics]
        return self.contacts(ids, unit)

    def _pages(self, ids: list[str]) -> list[Message]:
        living = (self._library.living_page(page_id) for page_id in ids)
        once = {page.id: page for page in living if page is not None}
        return [_page_json(page) for page in once.values()]

    def _topic_link(self, topic: str) -> Message:
        return {"topic": topic, "title": self._library.topics[topic].title}


def _contact_json(contact: Contact) -> Message:
    return {"id": contact.id, "name": contact.name, "label": contact.label, "tel": contact.tel,
            "hours": contact.hours, "note": contact.note}  # fmt: skip


def _own_json(contact_id: str, line: ServiceContact) -> Message:
    label = f"Call {line.label}: {line.tel}" if line.tel else line.label
    return {"id": contact_id, "name": line.label, "label": label, "tel": line.digits,
            "hours": line.hours, "note": line.note or None}  # fmt: skip


def _page_json(page: Page) -> Message:
    return {"id": page.id, "title": page.title, "publisher": page.publisher, "url": page.url}


def long_date(day: date) -> str:
    """Like 23 November 2026."""
    return f"{day.day} {day:%B %Y}"
