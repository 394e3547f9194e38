"""Writes all-MiniLM-L6-v2 (BERT, 6 layers, hidden size 384) as an ONNX graph with mean pooling.

The published package holds weights only, and torch, which could export them, is not to be had for
Python 3.10 at a sensible size. The architecture is the one of Devlin et al. 2019 (BERT), with the
mean pooling and normalisation that the model card of sentence-transformers/all-MiniLM-L6-v2 names.
tests/encoder/ proves equality with vectors of an independent numpy implementation.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save
from safetensors.numpy import load_file

LAYERS = 6
MIDDLE_LAYER = 4  # its mean is put out too: it says more of who, when and not than the last one (docs/adr/0004)
HEADS = 12
HIDDEN = 384
HEAD_SIZE = HIDDEN // HEADS
LAYER_NORM_EPSILON = 1e-12
OPSET = 17
IR_VERSION = 8  # the newest that every onnxruntime we support reads


class _Graph:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights = weights
        self.nodes: list = []
        self.constants: dict[str, np.ndarray] = {}

    def node(self, operator: str, *inputs: str, **attributes: Any) -> str:
        name = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = value
        return name

    def weight(self, name: str, transpose: bool = False) -> str:
        value = self.weights[name].astype(np.float32)
        return self.constant(name, np.ascontiguousarray(value.T) if transpose else value)

    def linear(self, inputs: str, layer: str) -> str:
        product = self.node("MatMul", inputs, self.weight(f"{layer}.weight", transpose=True))
        return self.node("Add", product, self.weight(f"{layer}.bias"))

    def layer_norm(self, inputs: str, layer: str) -> str:
        return self.node(
            "LayerNormalization", inputs, self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias"),
            axis=-1, epsilon=LAYER_NORM_EPSILON,
        )  # fmt: skip


def build(weights_file: Path, graph_file: Path) -> None:
    """Write graph_file: inputs input_ids and attention_mask [batch, tokens], outputs embedding and middle [batch, 384]."""
    graph = _Graph(load_file(str(weights_file)))
    one = graph.constant("one", np.array(1.0, np.float32))
    axis_1 = graph.constant("axis_1", np.array([1], np.int64))
    axis_2 = graph.constant("axis_2", np.array([2], np.int64))
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)

    hidden = _embeddings(graph)
    ignored = graph.node("Sub", one, graph.node("Unsqueeze", graph.node("Unsqueeze", mask, axis_1), axis_2))
    attention_bias = graph.node("Mul", ignored, graph.constant("minus_large", np.array(-1e9, np.float32)))
    token_weights = graph.node("Unsqueeze", mask, axis_2)
    count = graph.node("ReduceSum", token_weights, axis_1, keepdims=0)

    def put_out(states: str, name: str) -> None:
        """The mean over the tokens, at unit length."""
        total = graph.node("ReduceSum", graph.node("Mul", states, token_weights), axis_1, keepdims=0)
        mean = graph.node("Div", total, count)
        unit = graph.node("Div", mean, graph.node("ReduceL2", mean, axes=[1], keepdims=1))
        graph.nodes.append(helper.make_node("Identity", [unit], [name]))

    for index in range(LAYERS):
        hidden = _transformer_layer(graph, hidden, attention_bias, f"encoder.layer.{index}")
        if index + 1 == MIDDLE_LAYER:
            put_out(hidden, "middle")
    put_out(hidden, "embedding")

    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", HIDDEN])
                for name in ("embedding", "middle")
            ],
            [numpy_helper.from_array(value, name) for name, value in graph.constants.items()],
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )
    checker.check_model(model)
    graph_file.parent.mkdir(parents=True, exist_ok=True)
    partial = graph_file.with_suffix(".partial")  # so that an interrupted build leaves no broken graph
    save(model, str(partial))
    partial.replace(graph_file)


def quantise(graph_file: Path, quantised_file: Path) -> None:
    """Write the graph with its weights rounded to 8 bits (onnxruntime's dynamic quantisation)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    partial = quantised_file.with_suffix(".partial")
    quantize_dynamic(graph_file, partial, weight_type=QuantType.QInt8)
    partial.replace(quantised_file)


def _embeddings(graph: _Graph) -> str:
    words = graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = graph.node("Gather", graph.node("Shape", "input_ids"), graph.constant("dim_1", np.array(1, np.int64)))
    positions = graph.node(
        "Range",
        graph.constant("range_start", np.array(0, np.int64)),
        length,
        graph.constant("range_step", np.array(1, np.int64)),
    )
    position = graph.node("Gather", graph.weight("embeddings.position_embeddings.weight"), positions)
    segment = graph.constant("segment_0", graph.weights["embeddings.token_type_embeddings.weight"][0])
    total = graph.node("Add", graph.node("Add", words, position), segment)
    return graph.layer_norm(total, "embeddings.LayerNorm")


def _transformer_layer(graph: _Graph, hidden: str, attention_bias: str, layer: str) -> str:
    split = graph.constant("split_heads", np.array([0, 0, HEADS, HEAD_SIZE], np.int64))
    join = graph.constant("join_heads", np.array([0, 0, HIDDEN], np.int64))
    scale = graph.constant("scale", np.array(HEAD_SIZE**-0.5, np.float32))

    def heads(part: str, order: list[int]) -> str:
        projected = graph.linear(hidden, f"{layer}.attention.self.{part}")
        return graph.node("Transpose", graph.node("Reshape", projected, split), perm=order)

    query, key, value = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]), heads("value", [0, 2, 1, 3])
    scores = graph.node("Add", graph.node("Mul", graph.node("MatMul", query, key), scale), attention_bias)
    mixed = graph.node("MatMul", graph.node("Softmax", scores, axis=-1), value)
    context = graph.node("Reshape", graph.node("Transpose", mixed, perm=[0, 2, 1, 3]), join)
    attended = graph.linear(context, f"{layer}.attention.output.dense")
    hidden = graph.layer_norm(graph.node("Add", attended, hidden), f"{layer}.attention.output.LayerNorm")

    inner = graph.linear(hidden, f"{layer}.intermediate.dense")
    root_half = graph.constant("root_half", np.array(0.5**0.5, np.float32))
    one_plus = graph.node("Add", graph.node("Erf", graph.node("Mul", inner, root_half)), "one")
    half = graph.constant("half", np.array(0.5, np.float32))
    gelu = graph.node("Mul", graph.node("Mul", inner, one_plus), half)
    outer = graph.linear(gelu, f"{layer}.output.dense")
    return graph.layer_norm(graph.node("Add", outer, hidden), f"{layer}.output.LayerNorm")
