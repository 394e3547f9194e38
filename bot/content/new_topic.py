"""Makes the files of a new topic and wires it in: content/topics, data/nlu, domain.yml, data/rules/topics.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from bot.content.model import FollowUp
from bot.content.yaml_file import read_yaml
from bot.paths import ROOT

BLANK = Path(__file__).parent / "blank"
MOST_CHARACTERS = 40
_ID = re.compile(r"[a-z][a-z0-9_]*")


class NewTopicError(ValueError):
    """The topic was not made and nothing was written; the message says why and what to do."""


@dataclass(frozen=True)
class Written:
    """The files that were made or changed."""

    made: list[Path]
    changed: list[Path]


def new_topic(topic: str, today: date, root: Path = ROOT) -> Written:
    """Make the topic with this id. Raises NewTopicError before anything is written."""
    content, messages = root / "content" / "topics" / f"{topic}.yml", root / "data" / "nlu" / f"{topic}.yml"
    domain, rules = root / "domain.yml", root / "data" / "rules" / "topics.yml"
    _check_id(topic)
    intents = [next(iter(entry)) for entry in read_yaml(domain)["intents"]]
    if topic in intents or content.exists():
        what = "danger sign" if (root / "content" / "urgent" / content.name).exists() else "topic or intent"
        raise NewTopicError(f"There is already a {what} '{topic}'. Choose another id, or edit what is there.")
    if messages.exists():
        raise NewTopicError(f"data/nlu/{topic}.yml exists without a topic. Rename or remove it, then try again.")
    topics = {path.stem for path in content.parent.glob("*.yml")}
    wired = {
        domain: _insert(
            domain, rf"  - ({'|'.join(topics)}):\n(?:      .*\n)+", f"  - {topic}:\n      use_entities: []\n"
        ),
        rules: _insert(rules, rf"          - intent: ({'|'.join(topics)})\n", f"          - intent: {topic}\n"),
    }
    groups = ", ".join(read_yaml(root / "content" / "interface" / "en.yml")["words"]["group"])
    values = {"id": topic, "today": today, "groups": groups, "follow_ups": ", ".join(get_args(get_args(FollowUp)[0]))}
    made = {path: (BLANK / blank).read_text("utf-8").format(**values)
            for path, blank in ((content, "topic.yml"), (messages, "messages.yml"))}  # fmt: skip
    for path, text in {**made, **wired}.items():
        path.write_text(text, "utf-8")
    return Written(list(made), list(wired))


def _check_id(topic: str) -> None:
    if not _ID.fullmatch(topic) or len(topic) > MOST_CHARACTERS:
        like = re.sub(r"[^a-z0-9]+", "_", topic.lower()).strip("_0123456789")[:MOST_CHARACTERS]
        hint = f", like '{like}'" if like else ", like 'vitamin_d'"
        raise NewTopicError(
            f"'{topic}' cannot be an id. Begin with a lower-case letter and use only lower-case letters, digits and "
            f"underscores, at most {MOST_CHARACTERS}{hint}."
        )
    if topic.startswith("ask_"):
        raise NewTopicError(f"'{topic}': ids that begin with ask_ are follow-ups. Choose another id.")


def _insert(path: Path, entry: str, line: str) -> str:
    """The file's text with the line after the last entry of a topic; comments and order stay."""
    text = path.read_text("utf-8")
    found = list(re.finditer(entry, text))
    if not found:
        raise NewTopicError(f"{path.name} names no topic, so there is no place to add one. Restore it from git.")
    end = found[-1].end()
    return text[:end] + line + text[end:]
