import pytest

from bot.content import load_library
from bot.messages import Composer, summarise
from bot.signs import Sign, Signs
from bot.turn import TurnPipeline
from bot.turn.context import BackendError, TurnContext
from bot.turn.steps import HEAD, TAIL, Compose, KeepSigns, TakeInput

LIBRARY = load_library()


class Backend:
    """Answers with fixed directions and remembers what it was asked, or fails."""

    def __init__(self, *directions, fails=False):
        self.directions, self.fails, self.asked = list(directions), fails, []

    async def send(self, turn):
        self.asked.append(turn)
        if self.fails:
            raise BackendError("down")
        return [dict(direction) for direction in self.directions]


ANSWER = {"type": "answer", "topic": "exercise"}
CARD = {"type": "urgent", "id": "bleeding"}


def sign(group="bleeding", sure=True):
    return Sign(group=group, level=LIBRARY.urgent[group].level, sure=sure, pattern="p")


async def play(backend, text="can i swim", **kwargs):
    return await TurnPipeline(LIBRARY, backend).run(text, "c", **kwargs)


async def test_an_ordinary_question_goes_through():
    backend = Backend(ANSWER)
    assert summarise(await play(backend))["topic"] == "exercise"
    assert backend.asked[0].text == "can i swim"


async def test_with_rasa_down_everybody_learns_who_to_call():
    messages = await play(Backend(fails=True))
    assert summarise(messages)["kind"] == "error"
    assert "999" in [contact["id"] for contact in messages[-1]["contacts"]]


async def test_with_rasa_down_a_danger_sign_still_gets_its_card_first():
    messages = await play(Backend(fails=True), "im bleeding loads")
    assert messages[0]["type"] == "urgent"
    assert messages[0]["id"] in ("bleeding", "postnatal_heavy_bleeding")


async def test_no_directions_count_as_a_failure():
    assert summarise(await play(Backend()))["kind"] == "error"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200b", "\x00"])
async def test_nothing_typed_is_said_kindly_and_not_sent_on(text):
    backend = Backend(ANSWER)
    messages = await play(backend, text)
    assert messages[0]["text"] == LIBRARY.wordings["empty"].texts[0]
    assert backend.asked == []


async def test_a_long_message_is_shortened_for_the_classifier_but_read_whole_for_danger():
    backend = Backend(ANSWER)
    text = "well " * 4000 + "my waters have broken. " + "and " * 4000
    await play(backend, text)
    assert len(backend.asked[0].text) <= HEAD + TAIL + 1
    assert backend.asked[0].signs["found"][0]["group"] == "waters_broken"


async def test_a_button_needs_no_understanding_and_words_of_her_own_do():
    backend = Backend(ANSWER)
    title = LIBRARY.topics["exercise"].title
    await play(backend, title, topic="exercise")
    await play(backend, "", topic="exercise", part=LIBRARY.topics["exercise"].parts[0].id)
    await play(backend, "is it safe", topic="exercise")
    assert [turn.choice is not None for turn in backend.asked] == [True, True, False]
    assert backend.asked[2].topic == "exercise"


async def test_an_unknown_topic_is_ignored():
    backend = Backend(ANSWER)
    await play(backend, topic="moon")
    assert backend.asked[0].topic is None


async def keep(directions, *found, failed=True, choice=None):
    turn = TurnContext("x", "c", signs=Signs(tuple(found)), directions=directions, choice=choice)
    turn.backend_failed = failed
    await KeepSigns().run(turn)
    return turn.directions


async def test_without_rasa_the_rules_are_enough():
    card = {**CARD, "level": "maternity_now", "pattern": "p"}
    assert await keep([], sign()) == [{**card, "conditional": False}]
    assert await keep([], sign(sure=False)) == [{**card, "conditional": True}]


async def test_what_rasa_shows_is_left_alone():
    assert await keep([dict(ANSWER)], sign("cord_prolapse"), failed=False) == [ANSWER]


async def test_the_label_of_a_button_is_no_danger_sign():
    assert await keep([], sign(), choice={"topic": "exercise", "part": None}) == []


async def test_rasa_is_told_what_the_rules_found():
    backend = Backend(ANSWER)
    await play(backend, "i am not bleeding, 20 weeks")
    assert backend.asked[0].signs == {"found": (), "denied": True}
    await play(backend, "im bleeding heavily 20 weeks")
    assert backend.asked[1].signs["found"][0]["group"] == "bleeding"


async def test_a_card_stands_before_the_answer():
    turn = TurnContext("x", "c", directions=[dict(ANSWER), {**CARD, "conditional": True}])
    await Compose(Composer(LIBRARY)).run(turn)
    assert [message["type"] for message in turn.messages] == ["urgent", "answer"]


async def test_invisible_characters_are_taken_out_before_rasa():
    turn = TurnContext("b\u200bleed\u202eing", "c")
    await TakeInput(LIBRARY, Composer(LIBRARY)).run(turn)
    assert turn.shortened == "bleeding"


# -- links with weeks, buttons without Rasa, the off switch -------------------------------------------------------


async def test_weeks_of_a_link_go_with_its_choice_and_open_the_week_without_one():
    backend = Backend(ANSWER)
    await play(backend, "", topic="exercise", weeks=28)
    await play(backend, "", weeks=28)
    await play(backend, "can i swim", weeks=28)
    assert [turn.weeks for turn in backend.asked] == [28, 28, None]
    assert [turn.choice and turn.choice["topic"] for turn in backend.asked] == ["exercise", "week_by_week", None]


async def test_with_rasa_down_a_button_gets_its_answer_all_the_same():
    part = LIBRARY.topics["exercise"].parts[0]
    messages = await play(Backend(fails=True), "", topic="exercise", part=part.id)
    assert [(message["type"], message["part"]) for message in messages] == [("answer", part.id)]
    assert [message["type"] for message in await play(Backend(fails=True), "", weeks=28)] == ["week"]


async def off(text, **kwargs):
    backend = Backend(ANSWER)
    messages = await TurnPipeline(LIBRARY, backend, lambda: "Back at 6pm.").run(text, "c", **kwargs)
    assert backend.asked == []
    return messages


async def test_switched_off_everybody_learns_why_and_who_to_call():
    for messages in (await off("can i swim"), await off("", topic="exercise")):
        assert [message["type"] for message in messages] == ["error"]
        assert messages[0]["text"].startswith("Back at 6pm.")
        assert "999" in [contact["id"] for contact in messages[0]["contacts"]]


async def test_switched_off_a_danger_sign_still_gets_its_card_first():
    messages = await off("im bleeding loads")
    assert [message["type"] for message in messages] == ["urgent", "error"]
