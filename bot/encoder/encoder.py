"""Turns sentences into vectors with onnxruntime; no torch, no network."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder.graph import build
from bot.encoder.weights import WEIGHTS_SHA256, EncoderUnavailableError, model_folder
from bot.paths import BUILD

__all__ = ["EncoderUnavailableError", "SentenceEncoder"]

DIMENSION = 384
# Attention costs grow with the square of the length; 128 word pieces hold about 100 words,
# and clauses are encoded one by one besides.
MAX_TOKENS = 128
# Sentences of one batch are padded to its longest one, so small batches of like lengths waste least.
BATCH = 32


class SentenceEncoder:
    """all-MiniLM-L6-v2: English sentences near in meaning get vectors near each other.

    Building the graph from the weights takes about 2 s and happens once; the file is kept in build/.
    """

    def __init__(self, threads: int = 1) -> None:
        folder = model_folder()
        # the builder's own version, so that a changed graph.py never meets an old file
        graph_file = BUILD / "encoder" / f"all-MiniLM-L6-v2-{WEIGHTS_SHA256[:12]}-v1.onnx"
        if not graph_file.is_file():
            build(folder / "model.safetensors", graph_file)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(graph_file), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """Unit vectors, shape (len(sentences), 384), float32."""
        vectors = np.zeros((len(sentences), DIMENSION), np.float32)
        by_length = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
        for start in range(0, len(by_length), BATCH):
            rows = by_length[start : start + BATCH]
            encoded = self._tokenizer.encode_batch([sentences[row] for row in rows])
            inputs = {
                "input_ids": np.array([item.ids for item in encoded], np.int64),
                "attention_mask": np.array([item.attention_mask for item in encoded], np.int64),
            }
            vectors[rows] = self._session.run(["embedding"], inputs)[0]
        return vectors
