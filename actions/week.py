"""The page of a week of pregnancy and what is due then."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answer import SURE_OF_PART_NOT_WEEK, answered, show_answer
from actions.context import part_in_context
from actions.turn import begin, show
from bot.nlu.intents import WEEK_BY_WEEK
from bot.text.numbers import only_week


class ActionWeek(Action):
    """Shows the week told now or earlier (a lone "28" counts); without one, how to tell it."""

    def name(self) -> str:
        """The action's name in domain and rules."""
        return "action_week"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Show the week or the topic's answer."""
        turn = begin(dispatcher, tracker)
        alone = only_week(turn.text) if turn.choice is None and not turn.week_told_now else None
        if alone is not None:
            show(dispatcher, turn, type="week", topic=WEEK_BY_WEEK, week=alone, wording="week_guessed")
            return [SlotSet("weeks", float(alone)), *answered(WEEK_BY_WEEK, None)]
        part = part_in_context(turn, WEEK_BY_WEEK)
        only_part = turn.choice is not None or turn.nearest_part(WEEK_BY_WEEK)[1] >= SURE_OF_PART_NOT_WEEK
        if turn.week is not None and (turn.week_told_now or part is None or not only_part):
            wording = "week_told" if turn.week_told_now else None
            show(dispatcher, turn, type="week", topic=WEEK_BY_WEEK, week=turn.week, wording=wording)
        else:
            show_answer(dispatcher, turn, WEEK_BY_WEEK, lead=True)
        # a second topic in the same message ("im 28 weeks, how much vitamin d")
        for topic in turn.topics:
            if topic != WEEK_BY_WEEK:
                show_answer(dispatcher, turn, topic, lead=True)
                return answered(topic, part_in_context(turn, topic))
        return answered(WEEK_BY_WEEK, part)
