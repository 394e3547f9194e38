"""HTML of messages and pages. Templates are in templates/, one for each type of message."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from bot.content.library import Library, load_library
from bot.content.model import Topic
from bot.messages.compose import Composer, long_date
from bot.paths import STATIC
from bot.turn.steps import HEAD, TAIL
from bot.web.phones import link_phones
from bot.web.search import Results
from bot.web.view import View

Message = dict[str, Any]
Turn = dict[str, Any]

PLAIN = View()  # English, no unit, not in a frame
EXIT_TO = "https://www.bbc.co.uk/weather"
TEMPLATES = Path(__file__).parent / "templates"
MESSAGE_TYPES = ("urgent", "answer", "week", "clarify", "text", "question", "contact", "error", "reminder")

# The care card of each level; the words a screen reader says before its heading are `level.<level>` of the catalogue.
LEVELS = {"999": "emergency", "maternity_now": "urgent", "same_day": "urgent"}

# Offered on the chat page before anything is asked; all topics are one link away.
START_TOPICS = ("contact_midwife", "healthy_start", "vitamin_d", "folic_acid", "safer_sleep", "week_by_week")
# Who to call, on the page of that name: contacts.yml with the words of the catalogue that say when.
CALLS = (("999", "call.life"), ("maternity_unit", "call.maternity"), ("nhs_111", "call.advice"))
# What the classifier reads of a message (bot/turn/steps.py).
MOST_READ = HEAD + TAIL

_TEXT_TO = re.compile(r"^Text \w+ to (\d{5,6})$")


# -- messages ------------------------------------------------------------------------------------------------


def render_message(message: Message, conversation: str | None = None, view: View = PLAIN, *, heading: int = 3) -> str:
    """The HTML of one message, its first heading at this level.

    The conversation goes into its buttons, for pages without JavaScript.
    """
    kind = message["type"]
    if kind not in MESSAGE_TYPES:
        raise ValueError(f"There is no template for a message of type {kind!r}.")
    return _render(f"messages/{kind}.html", view, message=message, conversation=conversation, heading=heading)


def markdown(text: str) -> Markup:
    """Paragraphs, lists and emphasis as HTML; anything else stays as it was typed."""
    return Markup(_markdown().render(text))  # noqa: S704 (markdown-it escapes; raw HTML is not in its rules)


def contact_link(contact: Message) -> str | None:
    """What a tap on the contact opens: a call, a text message, or nothing when there is no number."""
    if contact["tel"]:
        return f"tel:{contact['tel']}"
    text_to = _TEXT_TO.match(contact["label"])
    return f"sms:{text_to[1]}" if text_to else None


# -- pages ---------------------------------------------------------------------------------------------------


def render_chat(
    transcript: Sequence[Turn],
    conversation: str | None,
    view: View = PLAIN,
    closed: str | None = None,
    *,
    topic: str | None = None,
) -> str:
    """The page /: what was said so far, the form, and ways to start.

    `closed` is the message of whoever switched Keep Well off, or None. `topic` was asked for by a link meanwhile.
    """
    library = load_library()
    composer = Composer(library)
    start = [_topic_link(library.topics[name]) for name in START_TOPICS if name in library.topics]
    turns = [
        {**turn, "html": [_render_safe(message, conversation, view) for message in turn["messages"]]}
        for turn in transcript
    ]
    danger = {
        group: {"words": words, "title": library.urgent[group].title} for group, words in library.offline.words.items()
    }
    return _render(
        "chat.html",
        view,
        turns=turns,
        conversation=conversation,
        closed=closed,
        start_topics=start,
        asked_topic=_topic_link(library.topics[topic]) if topic else None,
        contacts=composer.error("rasa_down", view.unit)["contacts"],
        danger=danger,
        danger_card=_render_safe(composer.offline_card(view.unit), None, view),
        most_read=MOST_READ,
        today=long_date(date.today()),
    )


def render_topics(view: View, library: Library) -> str:
    """The page /topics: all topics by group, and from A to Z."""
    topics = sorted(library.topics.values(), key=lambda topic: topic.title.casefold())
    groups = {
        group: [_topic_link(topic) for topic in topics if topic.group == group]
        for group in view.language.section("group")
    }
    letters = {
        letter: [_topic_link(topic) for topic in found]
        for letter, found in groupby(topics, lambda topic: topic.title[0].upper())
    }
    return _render("topics.html", view, groups=groups, letters=letters)


def render_topic(topic: Topic, view: View, library: Library) -> str:
    """The page /topics/ID: the answer with all its parts."""
    message = Composer(library).compose([{"type": "answer", "topic": topic.id}], view.unit)[0]
    things = library.things.get(topic.id)
    names = sorted((thing.name for thing in things.things), key=str.casefold) if things else []
    return _render("topic.html", view, topic=topic, message=message, names=names, conversation=None)


def render_urgent(message: Message, view: View = PLAIN) -> str:
    """The page /urgent/ID: the care cards of one group of danger signs."""
    return _render("urgent.html", view, message=message, html=_render_safe(message, None, view, heading=2))


def render_signs(view: View, library: Library) -> str:
    """The page /urgent: every group of danger signs, gravest first."""
    levels = {
        level: sorted((card for card in library.urgent.values() if card.level == level), key=lambda card: card.title)
        for level in LEVELS
    }
    return _render("signs.html", view, by_level=levels)


def render_call(view: View, library: Library) -> str:
    """The page /call: three ways to call, on one screen of a phone."""
    composer = Composer(library)
    calls = [(composer.contacts([contact], view.unit)[0], words) for contact, words in CALLS]
    lines = [line.text for line in library.access_lines.values()]
    return _render("call.html", view, calls=calls, access_lines=lines)


def render_offline(view: View, library: Library) -> str:
    """The page /offline: what a phone without a network shows instead of ours."""
    card = _render_safe(Composer(library).offline_card(view.unit), None, view, heading=2)
    return _render("offline.html", view, card=card)


def render_search(view: View, query: str = "", results: Results | None = None) -> str:
    """The page /search: danger signs first, then the best answer, then more topics."""
    results = results or Results()
    cards = [_render_safe(message, None, view, heading=2) for message in results.urgent]
    return _render("search.html", view, query=query, cards=cards, results=results)


def render_feedback(view: View, id: str | None) -> str:
    """The page after a vote or a reason sent without JavaScript; with an id it asks why."""
    return _render("feedback.html", view, id=id)


def render_reasons(view: View, id: str) -> str:
    """The form that asks why an answer did not help."""
    return _render("reasons.html", view, id=id)


def render_share(page: str, view: View, **context: Any) -> str:
    """A page of templates/share: the form, a sheet to print, or what a shared link opens (endpoints/share.py)."""
    return _render(f"share/{page}.html", view, **context)


def render_error(code: int, title: str, body: str, contacts: Sequence[Message], view: View = PLAIN) -> str:
    """A page for a request that failed; always with who to call. Needs no content to be loadable."""
    return _render("error.html", view, code=code, title=title, body=body, contacts=contacts)


def _render(template: str, view: View, **context: Any) -> str:
    return _environment().get_template(template).render(view=view, t=view.language.text, **context)


def _render_safe(*args: Any, **options: Any) -> Markup:
    return Markup(render_message(*args, **options))  # noqa: S704 (rendered with autoescape)


def _topic_link(topic: Topic) -> Message:
    return {"topic": topic.id, "title": topic.title}


# -- set-up --------------------------------------------------------------------------------------------------


def asset(name: str) -> str:
    """The address of a built file; it changes with the file, so that browsers may keep it."""
    return f"/static/build/{name}{_version(STATIC / 'build' / name)}"


@lru_cache(maxsize=16)
def _version(path: Path) -> str:
    return f"?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}" if path.is_file() else ""


def new_environment(templates: Path) -> Environment:
    """An environment for this folder of templates: everything is escaped, and a name that is not given is an error."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = new_environment(TEMPLATES)
    environment.filters.update(markdown=markdown, phones=link_phones)
    environment.globals.update(asset=asset, contact_link=contact_link, levels=LEVELS, exit_to=EXIT_TO)
    return environment


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["list", "emphasis"])
    parser.add_render_rule("text", _render_text)
    parser.add_render_rule("bullet_list_open", _render_list)
    parser.add_render_rule("ordered_list_open", _render_list)
    return parser


def _render_text(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
    return link_phones(tokens[index].content)


def _render_list(to: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
    look = "bullet" if tokens[at].type == "bullet_list_open" else "number"
    tokens[at].attrSet("class", f"nhsuk-list nhsuk-list--{look}")
    return to.renderToken(tokens, at, options, env)
