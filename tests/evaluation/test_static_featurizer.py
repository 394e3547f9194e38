import pytest

from bot.evaluation.rivals.static_featurizer import RARITY, rarity_weights


def test_common_pieces_weigh_less():
    weights = rarity_weights([[0, 0, 1], [0]], size=3)
    assert weights == pytest.approx([RARITY / (RARITY + 0.75), RARITY / (RARITY + 0.25), 1.0])
