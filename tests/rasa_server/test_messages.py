from rasa.core.channels.channel import CollectingOutputChannel

from bot.rasa_server.messages import to_user_message
from bot.rasa_server.request import UserTurn


def entities(**fields):
    turn = UserTurn("c", "", choice={"topic": "exercise", "part": None}, **fields)
    return to_user_message(turn, CollectingOutputChannel(), "gateway").parse_data["entities"]


def test_weeks_of_a_link_fill_the_slot_that_telling_them_fills():
    assert entities(weeks=28) == [{"entity": "weeks_of_pregnancy", "value": 28}]
    assert entities() == []
