"""Every state of a message and of a page, once: for unit tests, browser tests and the style page alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.content import load_library
from bot.messages import Composer
from bot.web import render
from bot.web.search import Hit, Results
from bot.web.view import View

LIBRARY = load_library()

Message = dict[str, Any]


def _contact(id: str, name: str, label: str, tel: str | None, hours: str = "", note: str | None = None) -> Message:
    return {"id": id, "name": name, "label": label, "tel": tel, "hours": hours, "note": note}


EMERGENCY = _contact("999", "Emergency services", "Call 999", "999", "any time, free")
NHS_111 = _contact("nhs_111", "NHS 111", "Call 111", "111", "any time")
UNIT_WITHOUT_NUMBER = _contact(
    "maternity_unit", "Your maternity unit", "Call your maternity unit", None, "day and night, every day",
    "The number is on your maternity notes or app.",
)  # fmt: skip
UNIT_WITH_NUMBER = _contact(
    "maternity_unit", "Maternity triage", "Call Maternity triage: 01632960001", "01632960001", "day and night"
)
SHOUT = _contact("shout", "Shout", "Text SHOUT to 85258", None, "", "Send the word SHOUT as a text message.")
CONTACTS = [UNIT_WITHOUT_NUMBER, NHS_111, EMERGENCY]

VITAMINS_PAGE = {
    "id": "nhs_vitamins",
    "title": "Vitamins, supplements and nutrition in pregnancy",
    "publisher": "NHS",
    "url": "https://www.nhs.uk/pregnancy/keeping-well/vitamins-supplements-and-nutrition/",
}
WEEKS_PAGE = {
    "id": "nhs_week_by_week",
    "title": "Week-by-week guide to pregnancy",
    "publisher": "NHS",
    "url": "https://www.nhs.uk/best-start-in-life/pregnancy/week-by-week-guide-to-pregnancy/",
}
VITAMIN_D = {"topic": "vitamin_d", "title": "Vitamin D"}
FOLIC_ACID = {"topic": "folic_acid", "title": "Folic acid"}
HEALTHY_START = {"topic": "healthy_start", "title": "Healthy Start"}
CONTACT_MIDWIFE = {"topic": "contact_midwife", "title": "Reaching a midwife"}


def _answer(**changes: Any) -> Message:
    body = (
        "Take **10 micrograms** (400 IU) of vitamin D a day.\n\nTake it all year if any of these fits:\n\n"
        "- you are indoors most of the time\n- you have brown or black skin\n\n"
        "Questions on the card: ring 0300 330 7010. Very worried? Call 111."
    )
    return {
        "type": "answer",
        "topic": "vitamin_d",
        "title": "Vitamin D",
        "heading": "Vitamin D",
        "body": body,
        "text": body,
        "part": None,
        "parts": [
            {"topic": "vitamin_d", "part": "how_much", "label": "How much?"},
            {"topic": "vitamin_d", "part": "get_it", "label": "Where, and is it free?"},
            {"topic": "vitamin_d", "part": "halal_vegan", "label": "Halal, vegan, no gelatine"},
            {"topic": "vitamin_d", "part": "too_much", "label": "Forgot, or took too much?"},
        ],
        "pages": [VITAMINS_PAGE],
        "source": {name: VITAMINS_PAGE[name] for name in ("publisher", "title", "url")},
        "reviewed": "23 November 2026",
        "review_overdue": False,
        "signed_off": False,
        "week_note": None,
        "related": [FOLIC_ACID, HEALTHY_START],
        "check_offer": None,
        "contacts": [],
        **changes,
    }


def _card(level: str, heading: str, signs: list[str], contacts: list[Message], note: str | None = None) -> Message:
    return {"level": level, "heading": heading, "signs": signs, "contacts": contacts, "note": note}


def _urgent(level: str, **changes: Any) -> Message:
    cards = {
        "999": _card(
            "999",
            "Call 999 now if:",
            [
                "you have heavy bleeding, or blood is soaking your clothes",
                "you feel faint, or have severe pain",
            ],
            [EMERGENCY],
        ),
        "maternity_now": _card(
            "maternity_now",
            "Call your maternity unit now if:",
            ["you have any bleeding at all, even spotting"],
            [UNIT_WITHOUT_NUMBER, NHS_111],
            "If you are under about 16 to 20 weeks, or have no midwife: call 111 instead.",
        ),
        "same_day": _card(
            "same_day",
            "Call 111 or your GP today if:",
            ["it burns when you pee", "you need to pee more often than usual"],
            [NHS_111],
        ),
    }
    return {
        "type": "urgent",
        "id": "bleeding",
        "title": "Bleeding from your vagina in pregnancy",
        "level": level,
        "again": False,
        "conditional": False,
        "lead": "Bleeding in pregnancy always needs a call, at any week and any time of day or night.",
        "cards": [cards["999"], cards["maternity_now"]] if level == "999" else [cards[level]],
        "say": ["how many weeks pregnant you are", "how much blood there is and what colour it is"],
        "do_not": ["Do not use a tampon. Use a pad, and keep it to show the midwife."],
        "while_you_wait": [],
        "access_lines": [
            "If you are deaf: use the 999 BSL app or website. With Relay UK, dial 18000.",
            'Say the name of your language in English, then "interpreter".',
        ],
        "pages": [],
        "signed_off": False,
        "text": "Call now.",
        **changes,
    }


MESSAGES: dict[str, Message] = {
    "answer": _answer(),
    "answer, a part": _answer(heading="Vitamin D: How much to take", part="how_much"),
    "answer, week known": _answer(week_note="At 28 weeks, carry on with 10 micrograms a day."),
    "answer, signed off": _answer(signed_off=True),
    "answer, review overdue": _answer(review_overdue=True),
    "answer, with a check": _answer(
        topic="healthy_start",
        title="Healthy Start",
        heading="Healthy Start",
        check_offer={
            "label": "Check if I may get it",
            "text": "Can you check if I qualify for Healthy Start?",
        },
    ),
    "answer, bare": _answer(parts=[], pages=[], related=[]),
    "urgent, 999": _urgent("999"),
    "urgent, maternity now": _urgent("maternity_now"),
    "urgent, same day": _urgent("same_day"),
    "urgent, told before": _urgent("maternity_now", again=True, lead="You told me about this before. Please call now."),
    "urgent, if it is happening": _urgent("999", conditional=True),
    "urgent, unit known": _urgent(
        "maternity_now",
        cards=[_card("maternity_now", "Call your maternity unit now if:", ["you bleed"], [UNIT_WITH_NUMBER])],
        while_you_wait=["Lie on your side."],
    ),
    "urgent, text service": _urgent(
        "999", cards=[_card("999", "Call 999 now if:", ["you may harm yourself"], [EMERGENCY, SHOUT])]
    ),
    "reminder": {
        "type": "reminder",
        "body": "You told me about a danger sign before. If you have not called yet, please call now.",
        "text": "You told me about a danger sign before. If you have not called yet, please call now.",
        "cards": [{"id": "bleeding", "title": "Bleeding from your vagina in pregnancy"}],
        "contacts": CONTACTS,
    },
    "week": {
        "type": "week",
        "week": 28,
        "heading": "Week 28",
        "lead": "Thank you. I will remember that you are 28 weeks pregnant.",
        "note": "If something worries you, at any week, call your maternity unit.",
        "due": [
            {
                "text": "If movements slow down, change or stop, call your maternity unit now.",
                "topics": [CONTACT_MIDWIFE],
            },
            {"text": "Take 10 micrograms of vitamin D a day.", "topics": [VITAMIN_D, CONTACT_MIDWIFE]},
        ],
        "pages": [WEEKS_PAGE],
        "reviewed": "23 November 2026",
        "signed_off": False,
        "text": "Week 28",
    },
    "clarify": {
        "type": "clarify",
        "body": "I am not sure what you mean. Is it one of these?",
        "suggestions": [VITAMIN_D, FOLIC_ACID, HEALTHY_START],
        "text": "I am not sure what you mean. Is it one of these?",
    },
    "text": {
        "type": "text",
        "body": "Hello. I am Keep Well.\n\nWhat would you like to know?",
        "buttons": [{"label": "What can you do?", "text": "What can you do?"}],
        "topics": [VITAMIN_D, CONTACT_MIDWIFE],
        "contacts": [],
        "conversation": "greet",
        "text": "Hello.",
    },
    "text, plain": {
        "type": "text",
        "body": "You are welcome.",
        "buttons": [],
        "topics": [],
        "contacts": [],
        "conversation": "thanks",
        "text": "You are welcome.",
    },
    "text, with contacts": {
        "type": "text",
        "body": "You can talk to a real person, day or night.",
        "buttons": [],
        "topics": [],
        "contacts": CONTACTS,
        "conversation": "talk_to_person",
        "text": "You can talk to a real person, day or night.",
    },
    "question": {
        "type": "question",
        "body": "Are you pregnant, or do you have a child under 4?",
        "buttons": [
            {"label": label, "text": label}
            for label in (
                "Pregnant, 10 weeks or more",
                "Pregnant, under 10 weeks",
                "I have a child under 4",
                "Stop",
            )
        ],
        "text": "Are you pregnant, or do you have a child under 4?",
    },
    "contact": {
        "type": "contact",
        "heading": "Talk to a person",
        "body": "A real person can help you better.",
        "contacts": CONTACTS,
        "suggestions": [CONTACT_MIDWIFE],
        "unit": None,
        "text": "A real person can help you better.",
    },
    "contact, unit known": {
        "type": "contact",
        "heading": "Talk to a person",
        "body": "A real person can help you better.",
        "contacts": [UNIT_WITH_NUMBER, NHS_111, EMERGENCY],
        "unit": "Exampleton Maternity Unit",
        "text": "A real person can help you better.",
    },
    "error": {
        "type": "error",
        "body": "Something is wrong on our side.\n\nCall your maternity unit, day or night.",
        "contacts": CONTACTS,
        "text": "Something is wrong on our side.",
    },
}


def _you(text: str) -> Message:
    return {"role": "you", "text": text, "messages": []}


def _keepwell(*names: str) -> Message:
    return {"role": "keepwell", "text": "", "messages": [MESSAGES[name] for name in names]}


PLAIN = View()
# Arguments of render_chat: transcript, conversation, view, the off switch's message.
CHATS: dict[str, tuple[list[Message], str | None, View, str | None]] = {
    "empty": ([], None, PLAIN, None),
    "switched off": ([], None, PLAIN, "We are mending something until 6pm."),
    "switched off, no words": ([], None, PLAIN, ""),
    "in a frame": ([], None, View(embed=True, unit="example_unit"), None),
    "one answer": ([_you("do i need vitamin d"), _keepwell("answer")], "c-1", PLAIN, None),
    "danger, then a topic": (
        [_you("im bleeding and also what about vitamin d"), _keepwell("urgent, 999", "text, plain")],
        "c-2",
        View(unit="example_unit"),
        None,
    ),
    "every message": (
        [turn for name in MESSAGES for turn in (_you(f"Show me: {name}"), _keepwell(name))],
        "c-3",
        PLAIN,
        None,
    ),
    "right to left": ([_you("هل أحتاج إلى فيتامين د؟"), _keepwell("clarify")], "c-4", PLAIN, None),
    "long word": ([_you("a" * 600), _keepwell("clarify")], "c-5", PLAIN, None),
    "opened on a topic": ([_keepwell("answer")], "c-6", PLAIN, None),
}


def _topic(topic: str) -> str:
    return render.render_topic(LIBRARY.topics[topic], PLAIN, LIBRARY)


_HITS = [Hit(LIBRARY.topics["vitamin_d"], "how_much"), Hit(LIBRARY.topics["supplements"], None)]

# Every other page, in each of its states.
PAGES: dict[str, Callable[[], str]] = {
    "topics": lambda: render.render_topics(PLAIN, LIBRARY),
    "topic": lambda: _topic("vitamin_d"),
    "topic with things named": lambda: _topic("foods_to_avoid"),
    "danger signs": lambda: render.render_signs(PLAIN, LIBRARY),
    "urgent": lambda: render.render_urgent(Composer(LIBRARY).urgent_card("bleeding", None)),
    "call": lambda: render.render_call(PLAIN, LIBRARY),
    "call, unit known": lambda: render.render_call(View(unit="example_unit"), LIBRARY),
    "offline": lambda: render.render_offline(PLAIN, LIBRARY),
    "search": lambda: render.render_search(PLAIN),
    "search, found": lambda: render.render_search(PLAIN, "how much vitamin d", Results(best=_HITS[:1], more=_HITS[1:])),
    "search, danger": lambda: render.render_search(
        PLAIN, "im bleeding", Results([MESSAGES["urgent, 999"]], more=_HITS)
    ),
    "search, words only": lambda: render.render_search(PLAIN, "vitamin", Results(more=_HITS, plain=True)),
    "search, nothing": lambda: render.render_search(PLAIN, "moon cheese"),
    "thanks": lambda: render.render_feedback(PLAIN, None),
    "thanks, why": lambda: render.render_feedback(PLAIN, "id-1"),
    "error": lambda: render.render_error(404, "Page not found", "There is no page at this address.", CONTACTS),
}
