"""HTML of messages and pages. Templates are in templates/, one for each type of message."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
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
from bot.messages.compose import Composer
from bot.paths import STATIC
from bot.web.phones import link_phones

Message = dict[str, Any]
Turn = dict[str, Any]

TEMPLATES = Path(__file__).parent / "templates"
MESSAGE_TYPES = ("urgent", "answer", "week", "clarify", "text", "question", "contact", "error", "reminder")

# The care card of each level, with the words that a screen reader says before its heading. Nowhere else.
LEVELS = {
    "999": {"card": "emergency", "spoken": "Immediate action required: "},
    "maternity_now": {"card": "urgent", "spoken": "Urgent advice: "},
    "same_day": {"card": "urgent", "spoken": "Urgent advice: "},
}

# Offered on the chat page before anything is asked; all topics are listed under them.
START_TOPICS = ("contact_midwife", "healthy_start", "vitamin_d", "folic_acid", "safer_sleep", "week_by_week")

_TEXT_TO = re.compile(r"^Text \w+ to (\d{5,6})$")


# -- messages ------------------------------------------------------------------------------------------------


def render_message(
    message: Message, conversation: str | None = None, unit: str | None = None, *, heading: int = 3
) -> str:
    """The HTML of one message, its first heading at this level.

    The conversation and the unit go into its buttons, for pages without JavaScript.
    """
    kind = message["type"]
    if kind not in MESSAGE_TYPES:
        raise ValueError(f"There is no template for a message of type {kind!r}.")
    template = _environment().get_template(f"messages/{kind}.html")
    return template.render(message=message, conversation=conversation, unit=unit, heading=heading)


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
    unit: str | None,
    notice: str | None,
    *,
    library: Library | None = None,
) -> str:
    """The page /: what was said so far, the form, and ways to start. `notice` is shown above everything."""
    library = library or load_library()
    start = [_topic_link(library.topics[name]) for name in START_TOPICS if name in library.topics]
    offline = Composer(library).error("rasa_down", unit)
    turns = [
        {**turn, "html": [_render_safe(message, conversation, unit) for message in turn["messages"]]}
        for turn in transcript
    ]
    return _page(
        "chat.html",
        library,
        turns=turns,
        conversation=conversation,
        unit=unit,
        notice=notice,
        start_topics=start,
        offline=offline,
    )


def render_topic(topic: Topic, message: Message | None = None, *, library: Library | None = None) -> str:
    """The page /topics/ID: the answer with all its parts. `message` is the composed answer of the topic."""
    library = library or load_library()
    message = message or Composer(library).compose([{"type": "answer", "topic": topic.id}])[0]
    return _page("topic.html", library, topic=topic, message=message)


def render_urgent(message: Message, *, library: Library | None = None) -> str:
    """The page /urgent/ID: the care cards of one group of danger signs."""
    html = _render_safe(message, heading=2)
    return _page("urgent.html", library or load_library(), message=message, html=html)


def render_error(code: int, title: str, body: str, contacts: Sequence[Message]) -> str:
    """A page for a request that failed; always with who to call. Needs no content to be loadable."""
    return _page("error.html", None, code=code, title=title, body=body, contacts=contacts)


def _page(template: str, library: Library | None, **context: Any) -> str:
    topics = sorted(library.topics.values(), key=lambda topic: topic.title.casefold()) if library else []
    links = [_topic_link(topic) for topic in topics]
    return _environment().get_template(template).render(all_topics=links, **context)


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


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(markdown=markdown, phones=link_phones)
    environment.globals.update(asset=asset, contact_link=contact_link, levels=LEVELS)
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
