import pytest

from bot.content import load_library
from bot.messages import Composer
from bot.web.search import MOST_RESULTS, TopicIndex

LIBRARY = load_library()
INDEX = TopicIndex(LIBRARY)


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("vitamin d", "vitamin_d"),
        ("VITIMIN D??", "vitamin_d"),
        ("folic acid", "folic_acid"),
        ("brie", "foods_to_avoid"),
        ("scan", "scans"),
        ("can i dye my hair", "home_and_beauty"),
        ("free prescriptions", "free_prescriptions_and_dental"),
        ("piles", "constipation_and_piles"),
    ],
)
def test_words_find_their_topic(query, topic):
    assert INDEX.find(query)[0].topic.id == topic


@pytest.mark.parametrize("query", ["", "?!", "zzxxqq", "the of and", "\x00"])
def test_no_words_find_nothing(query):
    assert INDEX.find(query) == []


def test_never_more_than_can_be_read():
    assert len(INDEX.find("pregnancy baby midwife birth")) <= MOST_RESULTS


def messages(*directions):
    return Composer(LIBRARY).compose([*directions])


def test_danger_first_then_the_answer_of_the_chat_then_words():
    found = INDEX.results(
        "bleeding vitamin d",
        messages({"type": "urgent", "id": "bleeding"}, {"type": "answer", "topic": "vitamin_d", "part": "how_much"}),
    )
    assert [message["id"] for message in found.urgent] == ["bleeding"]
    assert [(hit.topic.id, hit.part) for hit in found.best] == [("vitamin_d", "how_much")]
    assert "vitamin_d" not in [hit.topic.id for hit in found.more]
    assert not found.plain


def test_without_rasa_only_words_are_compared():
    found = INDEX.results("vitamin d", [Composer(LIBRARY).error("rasa_down")])
    assert found.best == []
    assert found.more[0].topic.id == "vitamin_d"
    assert found.plain


def test_out_of_scope_finds_nothing():
    found = INDEX.results(
        "vitamin pizza", messages({"type": "text", "wording": "out_of_scope", "conversation": "out_of_scope"})
    )
    assert (list(found.best), list(found.more)) == ([], [])
