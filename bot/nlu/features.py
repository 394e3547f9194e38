"""Reads the sentence features that the featurizers set."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack


def sentence_matrix(messages: list[Message], dense_weight: float) -> csr_matrix:
    """One float32 row per message: sparse features, then dense ones times dense_weight. Every message has text."""
    sparse = [message.get_sparse_features(TEXT)[1] for message in messages]
    blocks = []
    if sparse[0] is not None:
        blocks.append(vstack([feature.features for feature in sparse]))
    if messages[0].get_dense_features(TEXT)[1] is not None:
        blocks.append(csr_matrix(dense_matrix(messages) * dense_weight))
    # float32 like the classifier's weights: of mixed types scipy copies the larger one at every product
    return hstack(blocks, format="csr", dtype=np.float32)


def dense_matrix(messages: list[Message]) -> np.ndarray:
    """Shape (messages, dimension) of the dense sentence features."""
    return np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
