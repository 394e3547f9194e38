"""Reads the sentence features that the featurizers set."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, vstack


def sparse_matrix(messages: list[Message]) -> csr_matrix:
    """One float32 row per message of its sparse sentence features. Every message has text."""
    rows = [message.get_sparse_features(TEXT)[1].features for message in messages]
    # float32 like the classifier's weights: of mixed types scipy copies the larger one at every product
    return vstack(rows, format="csr", dtype=np.float32)


def dense_matrix(messages: list[Message]) -> np.ndarray | None:
    """Shape (messages, dimension) of the dense sentence features; None when no featurizer set any."""
    rows = [message.get_dense_features(TEXT)[1] for message in messages]
    return None if rows[0] is None else np.vstack([row.features for row in rows])
