"""The Healthy Start questions. They end in "you may qualify" or "ask", never in a decision."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import answered
from actions.turn import Turn, begin, read_turn, show
from bot.text.normalise import normalise

SLOTS = (
    "healthy_start_family",
    "healthy_start_under_18",
    "healthy_start_benefit",
    "healthy_start_recourse",
)
FIRST_WEEK = 10
ADULT = 18
MOST_WORDS_OF_AN_ANSWER = 4

_CHILD = re.compile(r"\b(child|children|toddler|kid|kids|son|daughter|baby is|newborn|little one|month old|year old)\b")
_PREGNANT = re.compile(r"\b(pregnant|expecting|weeks?|due|trimester)\b")
_NONE = re.compile(r"\b(neither|none|not pregnant|no children)\b")
_BENEFIT = re.compile(r"\b(universal credit|uc|pension credit|benefits?)\b")
_NO_BENEFIT = re.compile(r"\b(no benefits?|not on (any )?(benefits?|uc|universal credit)|do not get)\b")
_AGE = re.compile(r"\b(1[0-9]|[2-5][0-9])\b")
_YES_NO = {"affirm": "yes", "deny": "no", "not_sure": "not_sure"}


class ActionHealthyStartBegin(Action):
    """Clears earlier answers, so that the questions can be gone through again."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_healthy_start_begin"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Say what follows."""
        turn = begin(dispatcher, tracker)
        show(dispatcher, turn, type="text", wording="healthy_start_begin", topic="healthy_start", number=turn.number)
        return [*answered("healthy_start", None), *(SlotSet(slot, None) for slot in SLOTS)]


class AskHealthyStartQuestion(Action, ABC):
    """Asks one question of the form; a subclass names its slot."""

    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot that the answer fills."""

    def name(self) -> str:
        """The name by which Rasa's form finds the action: action_ask_<slot>."""
        return f"action_ask_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the question with its buttons; the wording is named like the slot."""
        show(dispatcher, read_turn(tracker), type="question", wording=self.slot)
        return []


class ActionAskHealthyStartFamily(AskHealthyStartQuestion):
    """Pregnant, or a child under 4?"""

    slot = SLOTS[0]


class ActionAskHealthyStartUnder18(AskHealthyStartQuestion):
    """Under 18?"""

    slot = SLOTS[1]


class ActionAskHealthyStartBenefit(AskHealthyStartQuestion):
    """A qualifying benefit?"""

    slot = SLOTS[2]


class ActionAskHealthyStartRecourse(AskHealthyStartQuestion):
    """No recourse to public funds?"""

    slot = SLOTS[3]


class ValidateHealthyStartForm(FormValidationAction):
    """Reads the answers. What is no answer stays unread, so that Rasa's rules answer it and the form asks again."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "validate_healthy_start_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> list[str]:
        """Only what still matters: nobody is asked about benefits who qualifies or cannot qualify without them."""
        family, under_18 = tracker.get_slot("healthy_start_family"), tracker.get_slot("healthy_start_under_18")
        if family is None:
            return list(SLOTS[:1])
        if family == "neither":
            return list(SLOTS[:1])
        slots = [SLOTS[0]]
        if family in ("pregnant", "early"):
            slots.append(SLOTS[1])
            if under_18 == "yes":
                return slots
        slots.append(SLOTS[2])
        if tracker.get_slot("healthy_start_benefit") in ("no", "not_sure"):
            slots.append(SLOTS[3])
        return slots

    def _answer(self, tracker: Tracker, slot: str) -> Turn | None:
        """The turn, when this slot is the one being asked for and the message could be an answer to it."""
        turn = read_turn(tracker)
        asked = tracker.get_slot("requested_slot") == slot
        # "im 16" is an answer even when the classifier sees a trace of danger in it; anything longer yields to danger
        short = len(turn.text.split()) <= MOST_WORDS_OF_AN_ANSWER
        danger = bool(turn.urgent) and (turn.urgent_sure or not short)
        return turn if asked and not danger and turn.intent != "stop" else None

    async def extract_healthy_start_family(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """pregnant (10 weeks or more), early, child (under 4) or neither."""
        turn = self._answer(tracker, SLOTS[0])
        return {SLOTS[0]: family_of(turn)} if turn and family_of(turn) else {}

    async def extract_healthy_start_under_18(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A yes or no, or an age."""
        turn = self._answer(tracker, SLOTS[1])
        if turn is None:
            return {}
        age = _AGE.search(turn.text)
        value = ("yes" if int(age[0]) < ADULT else "no") if age else yes_no(turn)
        return {SLOTS[1]: value} if value else {}

    async def extract_healthy_start_benefit(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A yes, no or not sure, or the name of a benefit."""
        turn = self._answer(tracker, SLOTS[2])
        if turn is None:
            return {}
        text = normalise(turn.text)
        value = yes_no(turn)
        if _NO_BENEFIT.search(text):
            value = "no"
        elif value is None and _BENEFIT.search(text) and not turn.text.rstrip().endswith("?"):
            value = "yes"
        return {SLOTS[2]: value} if value else {}

    async def extract_healthy_start_recourse(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A yes, no or not sure."""
        turn = self._answer(tracker, SLOTS[3])
        value = yes_no(turn) if turn else None
        return {SLOTS[3]: value} if value else {}


class ActionHealthyStartResult(Action):
    """Shows the outcome that fits the answers, each with how to apply or ask."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_healthy_start_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the outcome."""
        turn = read_turn(tracker)
        outcome = outcome_of(*(tracker.get_slot(slot) for slot in SLOTS))
        show(dispatcher, turn, type="outcome", topic="healthy_start", wording=f"healthy_start_outcome_{outcome}")
        return answered("healthy_start", None)


def outcome_of(family: str | None, under_18: str | None, benefit: str | None, recourse: str | None) -> str:
    """The outcome's name: may_qualify, may_qualify_under_18, early, ask_recourse, ask or not_now."""
    if family == "neither":
        return "not_now"
    if family == "early":
        return "early"
    if under_18 == "yes":
        return "may_qualify_under_18"
    if benefit == "yes":
        return "may_qualify"
    return "ask_recourse" if recourse == "yes" else "ask"


def family_of(turn: Turn) -> str | None:
    """What the answer to the first question says, or None."""
    text = normalise(turn.text)
    if turn.intent == "not_sure":
        return None
    if _NONE.search(text) or text in ("no", "nope"):
        return "neither"
    if "under 10 weeks" in text:
        return "early"
    if turn.week_told_now and turn.week is not None and not _CHILD.search(text):
        return "pregnant" if turn.week >= FIRST_WEEK else "early"
    if _CHILD.search(text):
        return "child"
    return "pregnant" if _PREGNANT.search(text) and not text.endswith("?") else None


def yes_no(turn: Turn) -> str | None:
    """yes, no, not_sure or None, from the intent or the first word."""
    words = normalise(turn.text).split(" ")
    first = words[0].strip(",.!")
    if turn.intent == "not_sure" or words[:2] == ["no", "idea"]:
        return "not_sure"
    if first in ("yes", "yeah", "yep", "no", "nope", "nah"):
        return "yes" if first.startswith("y") else "no"
    return _YES_NO.get(turn.intent)
