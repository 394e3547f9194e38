"""Turns sentences into vectors with onnxruntime; no torch, no network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder.weights import WEIGHTS_SHA256, model_folder
from bot.paths import BUILD

DIMENSION = 384
# Attention costs grow with the square of the length; 128 word pieces hold about 100 words,
# and clauses are encoded one by one besides.
MAX_TOKENS = 128


class SentenceEncoder:
    """all-MiniLM-L6-v2: English sentences near in meaning get vectors near each other.

    The graph's weights are rounded to 8 bits: half the time (2 to 3 ms a message), a quarter of the memory, and
    no loss on our held-out messages (docs/adr/0004). Building it takes about 5 s, once; it is kept in build/.
    """

    def __init__(self) -> None:
        folder = model_folder()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(_graph(folder)), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="encoder")

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """Unit vectors, shape (len(sentences), 384), float32: near each other for sentences near in meaning."""
        return self.encode_layers(sentences)[:, :DIMENSION]

    def encode_layers(self, sentences: Sequence[str]) -> np.ndarray:
        """Shape (len(sentences), 768): each sentence's vector, then the one of a middle layer, both of unit length.

        One at a time: 8-bit rounding is scaled to the whole batch, and a sentence's vector must not depend on
        its neighbours.
        """
        encoded = [encoding.ids for encoding in self._tokenizer.encode_batch(list(sentences))]
        # onnxruntime lets go of the interpreter's lock, so a message's clauses are encoded side by side
        vectors = list(self._pool.map(self._vector, encoded)) if len(encoded) > 1 else [*map(self._vector, encoded)]
        return np.array(vectors, np.float32).reshape(len(encoded), 2 * DIMENSION)

    def _vector(self, ids: list[int]) -> np.ndarray:
        inputs = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, len(ids)), np.int64)}
        return np.concatenate([output[0] for output in self._session.run(["embedding", "middle"], inputs)])


def _graph(folder: Path) -> Path:
    """The 8-bit graph, built now if this is the first time."""
    # with the builder's own version, so that a changed builder never meets an old file
    graph_file = BUILD / "encoder" / f"all-MiniLM-L6-v2-{WEIGHTS_SHA256[:12]}-int8-v3.onnx"
    if not graph_file.is_file():
        from bot.encoder.graph import build, quantise  # needs onnx, which serving does not

        exact = graph_file.with_suffix(".float32")
        build(folder / "model.safetensors", exact)
        quantise(exact, graph_file)
        exact.unlink()
    return graph_file
