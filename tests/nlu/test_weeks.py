import pytest
import spacy
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.weeks import ENTITY, WeeksOfPregnancy, week_number


@pytest.mark.parametrize(
    ("words", "week"),
    [("28 weeks", 28), ("24+3", 24), ("week 12", 12), ("thirty one weeks", 31), ("nine weeks", 9), ("90 weeks", None),
     ("2 weeks", None)],
)  # fmt: skip
def test_words_to_number(words, week):
    assert week_number(words) == week


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("im 28 weeks", [28]),
        ("24+3 today", [24]),
        ("28wks pregnant", [28]),
        ("just hit week 16", [16]),
        ("thirty weeks now", [30]),
        ("my baby is 6 weeks old", []),
        ("i gave birth 3 weeks ago", []),
        ("my scan is in 2 weeks", []),
        ("topped up every 4 weeks", []),
        ("10 micrograms", []),
    ],
)
def test_weeks_of_pregnancy_are_told_from_other_weeks(text, weeks):
    document = spacy.load("en_keep_well")(text.lower())
    entities = [{"entity": span.label_, "value": span.text} for span in document.ents if span.label_ == ENTITY]
    message = Message(data={TEXT: text, ENTITIES: entities})
    WeeksOfPregnancy().process([message])
    assert [entity["value"] for entity in message.get(ENTITIES)] == weeks
