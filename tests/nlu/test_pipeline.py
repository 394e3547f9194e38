"""The trained components on real messages."""

import pytest

pytestmark = pytest.mark.model


async def parse(assistant, text):
    from rasa.core.channels.channel import UserMessage

    return await assistant.backend.parse(UserMessage(text))


async def test_components_survive_saving_and_loading(assistant):
    parsed = await parse(assistant, "how much vitamin d should i take")
    assert parsed["intent"]["name"] == "vitamin_d"
    assert parsed["decision"]["topics"] == ["vitamin_d"]
    assert parsed["parts"]["vitamin_d"][0][0] == "how_much"


async def test_confidences_are_probabilities(assistant):
    ranking = (await parse(assistant, "hello"))["intent_ranking"]
    assert all(0 <= entry["confidence"] <= 1 for entry in ranking)
    assert sum(entry["confidence"] for entry in ranking) <= 1.0001


async def test_text_in_another_script_and_symbols_are_parsed(assistant):
    for text in ("مرحبا كيف حالك", "🙂🙂🙂", "ա", "?", "1234567890" * 20):
        assert (await parse(assistant, text))["intent"]["name"]
