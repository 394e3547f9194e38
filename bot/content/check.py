"""Finds every fault in content/ and says file, line, field and what to do.

The rules of form are the types of bot/content/model.py, turned into JSON Schema by msgspec and checked by
jsonschema, so that all faults are listed at once; each field's description is its remedy. What no schema can
say (an id that exists nowhere, a page on a 999 card) is checked here; bot/content/plain_english.py reads the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from jsonschema import Draft202012Validator, ValidationError

from bot.content.fault import Fault, fault_at, texts_of
from bot.content.governance import is_signed_off, words_digest
from bot.content.library import Library, content_files, list_files, read_library, thing_key
from bot.content.model import AfterLoss, Governed, Script, Things, Wording
from bot.content.plain_english import PlainExceptions, PlainWords, check_plain_english
from bot.content.training_messages import message_faults
from bot.content.units import unit_faults
from bot.content.yaml_file import ContentFileError, read_yaml
from bot.paths import CONTENT, ROOT

# Outside texts, links are pages of pages.yml; inside them an address could never be checked or mended.
_ADDRESS = re.compile(r"https?://|www\.")
PATTERNS = ROOT / "bot" / "red_flags" / "patterns"
_MARKS_OF_NO_ANSWER = re.compile(r"\b(TODO|TBC|FIXME|lorem)\b")


def check_content(folder: Path = CONTENT) -> list[Fault]:
    """All faults, file by file; [] when the content is sound."""
    faults: list[Fault] = []
    for path, kind in content_files(folder).values():
        faults += _check_file(path, kind)
    for path, key, kind in list_files(folder).values():
        faults += _check_file(path, msgspec.defstruct("File", [(key, list[kind])], forbid_unknown_fields=True))  # type: ignore[valid-type]
    faults += _check_file(folder / "wordings.yml", dict[str, Wording])
    faults += _check_file(folder / "after_loss.yml", AfterLoss)
    faults += _check_file(folder / "plain_words.yml", PlainWords)
    faults += _check_file(folder / "plain_exceptions.yml", PlainExceptions)
    for path in sorted((folder / "test_scripts").glob("*.yml")):
        faults += _check_file(path, Script)
    for topic in sorted((folder / "topics").glob("*.yml")):
        path = ROOT / "data" / "nlu" / topic.name
        faults += [Fault(path, line, "messages", problem, remedy) for line, problem, remedy in message_faults(path)]
    if not faults:
        library = read_library(folder)
        faults += _references(folder, library)
        faults += _wiring(folder, library)
        faults += check_plain_english(folder)
    return faults


def _wiring(folder: Path, library: Library) -> list[Fault]:
    """What an entry needs outside content/: its intent, its examples and its rule."""
    faults: list[Fault] = []
    intents = {next(iter(entry)) for entry in read_yaml(ROOT / "domain.yml")["intents"]}
    rules = "".join(path.read_text("utf-8") for path in sorted((ROOT / "data" / "rules").glob("*.yml")))
    for kind, entries, examples in (
        ("topics", library.topics, "data/nlu"),
        ("urgent", library.urgent, "data/nlu/urgent"),
    ):
        for name in entries:
            path = folder / kind / f"{name}.yml"
            if name not in intents:
                faults.append(fault_at(path, ["id"], "no intent has this id", f"add '{name}' to domain.yml"))
            if not (ROOT / examples / f"{name}.yml").is_file():
                faults.append(fault_at(path, ["id"], "it has no training messages", f"write {examples}/{name}.yml"))
            if f"- intent: {name}\n" not in rules:
                faults.append(fault_at(path, ["id"], "no rule names it", f"add it to the `or:` of data/rules/{kind}.yml"))
    return faults


def _check_file(path: Path, kind: Any) -> list[Fault]:  # noqa: ANN401 (any type msgspec knows)
    try:
        raw = read_yaml(path)
    except ContentFileError as error:
        return [Fault(path, 1, "file", str(error), "correct the file as said")]
    validator = Draft202012Validator(msgspec.json.schema(kind))
    unfinished = [where for where, text in texts_of(raw) if _MARKS_OF_NO_ANSWER.search(text)]
    errors = [error for error in _innermost(validator, raw) if list(error.absolute_path) not in unfinished]
    faults = [_fault(path, error) for error in errors]
    for where, text in texts_of(raw):
        if isinstance(raw, dict) and "pages" in raw and path.name == "pages.yml":
            break
        if _ADDRESS.search(text):
            faults.append(
                fault_at(path, where, "a text holds a web address", "register the page in pages.yml and name its id")
            )
        if _MARKS_OF_NO_ANSWER.search(text):
            faults.append(fault_at(path, where, "a text is unfinished", "write it or take it out"))
    stem_id = raw.get("id", raw.get("topic")) if isinstance(raw, dict) else None
    if stem_id is not None and str(stem_id) != path.stem:
        faults.append(fault_at(path, ["id"], f"the id '{stem_id}' is not the file's name", f"write {path.stem}"))
    return sorted(faults, key=lambda fault: fault.line)


def _innermost(validator: Draft202012Validator, raw: Any) -> Iterator[ValidationError]:  # noqa: ANN401
    """Faults of the fields themselves: an `anyOf` (a value or null) says nothing a person could act on."""
    for error in validator.iter_errors(raw):
        yield from _leaves(error)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    if not error.context:
        yield error
        return
    branches = [branch for branch in error.context if _schema(branch).get("type") != "null"]
    for branch in branches or error.context:
        yield from _leaves(branch)


def _schema(error: ValidationError) -> dict[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def _fault(path: Path, error: ValidationError) -> Fault:
    remedy = str(_schema(error).get("description") or "")
    if error.validator == "required":
        remedy = "add the missing field; a new topic is easiest copied from another one"
    elif error.validator in ("additionalProperties", "unevaluatedProperties"):
        remedy = "remove the field or correct its name"
    where = list(error.absolute_path)
    return fault_at(path, where, _short(error.message), remedy or "see the same field in a sound file beside it")


def _short(message: str) -> str:
    return message if len(message) <= 160 else f"{message[:100]} ... {message[-55:]}"


def _things(path: Path, table: Things) -> list[Fault]:
    """A name that stands in two things of a table: nobody could say which is meant."""
    owner: dict[str, str] = {}
    faults = []
    for number, thing in enumerate(table.things):
        for name in thing.names:
            other = owner.setdefault(thing_key(name), thing.id)
            if other != thing.id:
                problem = f"'{name}' is a name of '{other}' and of '{thing.id}'"
                faults.append(fault_at(path, ["things", number, "names"], problem, "leave it in one of them"))
    return faults


def _references(folder: Path, library: Library) -> list[Fault]:
    """Ids that lead nowhere, and rules between fields."""
    faults: list[Fault] = []

    def expect(known: Any, ids: list[str], path: Path, where: str, register: str) -> None:  # noqa: ANN401
        for missing in [name for name in ids if name not in known]:
            faults.append(fault_at(path, [where], f"'{missing}' is not known", f"add it to {register} or correct the id"))

    groups = read_yaml(folder / "interface" / "en.yml")["words"]["group"]
    for topic in library.topics.values():
        path = folder / "topics" / f"{topic.id}.yml"
        expect(groups, [topic.group], path, "group", "`group` of content/interface/en.yml")
        expect(
            library.pages,
            [*topic.pages, *(source.page for source in topic.sources)],
            path,
            "pages",
            "content/pages.yml",
        )
        expect(library.topics, topic.related, path, "related", "content/topics")
        ids = [part.id for part in topic.parts]
        for double in {part for part in ids if ids.count(part) > 1}:
            faults.append(fault_at(path, ["parts"], f"two parts are named '{double}'", "rename one"))
    for table in library.things.values():
        path = folder / "things" / f"{table.topic}.yml"
        expect(library.topics, [table.topic], path, "topic", "content/topics")
        expect(library.pages, [source.page for source in table.sources], path, "sources", "content/pages.yml")
        faults += _things(path, table)
    signed: dict[str, Governed] = {f"topics/{name}": topic for name, topic in library.topics.items()}
    signed |= {f"urgent/{name}": urgent for name, urgent in library.urgent.items()}
    for name, words in signed.items():
        if words.sign_off is not None and not is_signed_off(words):
            path = folder / f"{name}.yml"
            remedy = f"have it read again and write the digest {words_digest(words)}, or write sign_off: null"
            faults.append(fault_at(path, ["sign_off"], "the words have changed since they were signed off", remedy))
    for urgent in library.urgent.values():
        path = folder / "urgent" / f"{urgent.id}.yml"
        expect(
            library.pages,
            [*urgent.pages, *(source.page for source in urgent.sources)],
            path,
            "pages",
            "content/pages.yml",
        )
        for card in [*urgent.cards, *(card for variant in urgent.variants for card in variant.cards)]:
            expect(library.contacts, card.contacts, path, "cards", "content/contacts.yml")
        patterns = {entry["id"] for entry in read_yaml(PATTERNS / f"{urgent.id}.yml")["patterns"]}
        named = [pattern for variant in urgent.variants for pattern in variant.patterns]
        expect(patterns, named, path, "variants", f"bot/red_flags/patterns/{urgent.id}.yml")
        if urgent.level == "999" and urgent.pages:
            faults.append(fault_at(path, ["pages"], "a 999 card offers reading", "empty the list: first the call"))
    for unit in library.services.values():
        path = folder / "services" / f"{unit.id}.yml"
        faults += [fault_at(path, where, problem, remedy) for where, problem, remedy in unit_faults(unit, library)]
    expect(library.topics, library.sharing.careful, folder / "sharing.yml", "careful", "content/topics")
    for contact in library.contacts.values():
        expect(library.topics, contact.topics, folder / "contacts.yml", "contacts", "content/topics")
    for stage in library.stages.values():
        expect(library.contacts, stage.contacts, folder / "stages.yml", "stages", "content/contacts.yml")
    for missing in {"unknown", "after_birth"} - set(library.stages):
        faults.append(
            fault_at(folder / "stages.yml", ["stages"], f"the stage '{missing}' is missing", "restore it from git")
        )
    pages_file = folder / "pages.yml"
    for page in library.pages.values():
        expect(library.pages, [page.parent] if page.parent else [], pages_file, "pages", "content/pages.yml")
    for name, wording in library.wordings.items():
        path = folder / "wordings.yml"
        expect(library.topics, wording.topics, path, name, "content/topics")
        expect(library.contacts, wording.contacts, path, name, "content/contacts.yml")
    for where, topics in (("fitting", library.after_loss.fitting), ("offered", library.after_loss.offered)):
        expect(library.topics, topics, folder / "after_loss.yml", where, "content/topics")
    for entry in library.weeks.due:
        expect(library.topics, entry.topics, folder / "weeks.yml", "due", "content/topics")
    return faults
