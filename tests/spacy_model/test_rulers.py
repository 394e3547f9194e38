"""The rulers of the spaCy package, on sentences that people might write."""

import pytest

from bot.spacy_model.build import build_pipeline


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i had a miscarriage last week", True),
        ("We lost our baby at 20 weeks", True),
        ("they found no heartbeat at the scan", True),
        ("my little girl was stillborn in june", True),
        ("since my ectopic im scared", True),
        ("tfmr support", True),
        ("what is the risk of miscarriage at 8 weeks", False),
        ("im so scared of losing the baby", False),
        ("how do i get rid of the lost my baby weight look", False),
        ("my sister lost hers", False),
        ("can coffee cause a miscarriage", False),
    ],
)
def test_a_loss_of_ones_own_is_told_from_fear_and_risk(nlp, text, told):
    assert any(entity.label_ == "loss" for entity in nlp(text).ents) is told
