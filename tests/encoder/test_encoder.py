import numpy as np
import onnxruntime
import pytest
from safetensors.numpy import load_file
from scipy.special import erf, softmax
from tokenizers import Tokenizer

from bot.encoder import EncoderUnavailableError
from bot.encoder.encoder import SentenceEncoder
from bot.encoder.graph import MIDDLE_LAYER, build
from bot.encoder.weights import PATH_VARIABLE, model_folder

SENTENCES = ["This is an example sentence", "my waters broke", "how much vitamin d should i take each day?"]
# The first six numbers that the model's authors publish for "This is an example sentence".
PUBLISHED = [0.0676569, 0.0634960, 0.0487131, 0.0793050, 0.0374481, 0.0026529]


def numpy_vector(weights, ids, layers=6):
    """An independent plain implementation of the same network, up to a layer."""

    def linear(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x, name):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(layers):
        name = f"encoder.layer.{layer}"
        q, k, v = (linear(x, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
        heads = []
        for head in range(12):
            cut = slice(head * 32, head * 32 + 32)
            heads.append(softmax(q[:, cut] @ k[:, cut].T / np.sqrt(32), axis=-1) @ v[:, cut])
        attended = linear(np.concatenate(heads, -1), f"{name}.attention.output.dense")
        x = norm(attended + x, f"{name}.attention.output.LayerNorm")
        inner = linear(x, f"{name}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        x = norm(linear(inner, f"{name}.output.dense") + x, f"{name}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


@pytest.fixture(scope="module")
def exact(tmp_path_factory):
    graph = tmp_path_factory.mktemp("encoder") / "exact.onnx"
    build(model_folder() / "model.safetensors", graph)
    return onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])


@pytest.fixture(scope="module")
def tokenizer():
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


def run(session, ids, output="embedding"):
    return session.run([output], {"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), np.int64)})[0][
        0
    ]


def test_the_graph_equals_an_independent_implementation(exact, tokenizer):
    weights = load_file(str(model_folder() / "model.safetensors"))
    for sentence in SENTENCES:
        ids = tokenizer.encode(sentence).ids
        np.testing.assert_allclose(run(exact, ids), numpy_vector(weights, ids), atol=2e-6)
        np.testing.assert_allclose(run(exact, ids, "middle"), numpy_vector(weights, ids, MIDDLE_LAYER), atol=2e-6)


def test_the_graph_equals_the_published_numbers(exact, tokenizer):
    np.testing.assert_allclose(run(exact, tokenizer.encode(SENTENCES[0]).ids)[:6], PUBLISHED, atol=2e-6)


def test_rounded_weights_stay_near_the_exact_ones(exact, tokenizer):
    rounded = SentenceEncoder().encode(SENTENCES)
    for sentence, vector in zip(SENTENCES, rounded, strict=True):
        assert float(vector @ run(exact, tokenizer.encode(sentence).ids)) > 0.93


def test_a_vector_does_not_depend_on_its_neighbours():
    encoder = SentenceEncoder()
    alone = encoder.encode([SENTENCES[1]])[0]
    among = encoder.encode([SENTENCES[2], SENTENCES[1], "a" * 500])[1]
    np.testing.assert_array_equal(alone, among)


def test_other_weights_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
    with pytest.raises(EncoderUnavailableError, match="not the original"):
        SentenceEncoder()


def test_missing_files_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
    with pytest.raises(EncoderUnavailableError, match="does not hold"):
        SentenceEncoder()
