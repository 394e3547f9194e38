"""Understanding goes on when the sentence encoder can't be had, at training or at loading."""

import logging

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import encoder_or_none
from bot.encoder.weights import PATH_VARIABLE
from bot.nlu.linear_intent_classifier import CONFIDENCES, DANGER, LinearIntentClassifier
from bot.nlu.part_matcher import PARTS, PartMatcher
from bot.nlu.sentence_encoder_featurizer import SentenceEncoderFeaturizer
from bot.nlu.tfidf_featurizer import TfidfFeaturizer

WORDS = ("please", "help", "today", "now", "sorry", "hello", "thanks", "quick question", "hi", "morning")
SAYINGS = {
    "bleeding": "i am bleeding a lot",
    "vitamin_d": "how much vitamin d should i take",
    "exercise": "can i go to the gym and run",
}
WEIGHTS_OF_ANOTHER = b"not the original weights"


@pytest.fixture
def encoder(tmp_path, monkeypatch, caplog):
    """Takes the encoder away (its weights are other ones) or brings it back; no file of the real one is touched."""
    folder = tmp_path / "encoder"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(WEIGHTS_OF_ANOTHER)
    (folder / "tokenizer.json").write_text("{}")
    caplog.set_level(logging.WARNING, "bot.encoder")

    def switch(there):
        monkeypatch.delenv(PATH_VARIABLE, raising=False)
        if not there:
            monkeypatch.setenv(PATH_VARIABLE, str(folder))
        encoder_or_none.cache_clear()

    yield switch
    encoder_or_none.cache_clear()


class Pipeline:
    """Featurizers, classifier and part matcher, trained and loaded as Rasa does it."""

    COMPONENTS = (TfidfFeaturizer, SentenceEncoderFeaturizer, LinearIntentClassifier, PartMatcher)

    def __init__(self, folder):
        folder.mkdir()
        self._storage = LocalModelStorage.create(folder)
        self._settings = {}
        for kind in self.COMPONENTS:
            defaults = kind.get_default_config()
            self._settings[kind] = {**defaults, "character_min_messages": 1} if kind is TfidfFeaturizer else defaults

    def _make(self, kind, how):
        context = ExecutionContext(GraphSchema({}), node_name=kind.__name__)
        return getattr(kind, how)(self._settings[kind], self._storage, Resource(kind.__name__), context)

    def train(self):
        examples = [
            Message({TEXT: f"{word} {saying}", INTENT: intent}) for intent, saying in SAYINGS.items() for word in WORDS
        ]
        data = TrainingData(examples)
        for kind in self.COMPONENTS:
            component = self._make(kind, "create")
            if hasattr(component, "train"):
                component.train(data)
            if hasattr(component, "process_training_data"):
                component.process_training_data(data)

    def load(self):
        self._loaded = [self._make(kind, "load") for kind in self.COMPONENTS]

    def read(self, text):
        message = Message({TEXT: text})
        for component in self._loaded:
            component.process([message])
        return message


@pytest.fixture
def pipeline(tmp_path, monkeypatch):
    parts = [("vitamin_d", "how_much", "how much vitamin d"), ("exercise", "gym", "can i go to the gym")]
    parts += [("vitamin_d", "why", "what is it for"), ("exercise", "stop", "when do i stop")]
    monkeypatch.setattr("bot.nlu.part_matcher.part_examples", lambda content: parts)
    return Pipeline(tmp_path / "model")


def best(message):
    return max(message.get(CONFIDENCES).items(), key=lambda entry: entry[1])[0]


def assert_understands(pipeline):
    for intent, saying in SAYINGS.items():
        message = pipeline.read(f"well {saying}")
        assert best(message) == intent
        assert sum(message.get(CONFIDENCES).values()) == pytest.approx(1.0, abs=1e-5)
    danger, none = pipeline.read(SAYINGS["bleeding"]).get(DANGER), pipeline.read(SAYINGS["exercise"]).get(DANGER)
    assert danger > 0.5 > none


@pytest.mark.parametrize(
    ("at_training", "at_loading", "warnings"), [(True, True, 0), (True, False, 1), (False, False, 1)]
)
def test_messages_are_understood_and_the_loss_is_said_once(
    pipeline, encoder, caplog, at_training, at_loading, warnings
):
    encoder(at_training)
    pipeline.train()
    if at_loading != at_training:
        encoder(at_loading)
    pipeline.load()
    assert_understands(pipeline)
    assert bool(pipeline.read("how much vitamin d a day").get(PARTS)) is (at_training and at_loading)
    # onnxruntime has a warning of its own the first time a machine makes the encoder's graph.
    said = [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING and record.name.startswith("bot.")
    ]
    assert len(said) == warnings
    assert all("can't be had" in line and "is not the original" in line for line in said)


def test_an_encoder_that_came_after_training_changes_nothing(pipeline, encoder):
    encoder(False)
    pipeline.train()
    encoder(True)
    pipeline.load()
    assert_understands(pipeline)


def test_a_missing_package_is_named(encoder, monkeypatch, caplog):
    encoder(True)
    monkeypatch.setattr("bot.encoder.weights.find_spec", lambda name: None)
    assert encoder_or_none() is None
    assert encoder_or_none() is None
    [record] = caplog.records
    assert "package is not installed" in record.getMessage()


def test_a_setting_of_the_wrong_type_is_refused(tmp_path):
    import msgspec

    context = ExecutionContext(GraphSchema({}), node_name="x")
    with pytest.raises(msgspec.ValidationError):
        LinearIntentClassifier.create({"C": "much"}, LocalModelStorage.create(tmp_path), Resource("x"), context)


def test_weights_survive_saving_in_half_precision(tmp_path):
    from scipy.sparse import csr_matrix

    from bot.nlu.linear_model import LinearModel

    weights = np.random.default_rng(0).normal(size=(5, 3)).astype(np.float32)
    model = LinearModel(["bleeding", "exercise"], weights, np.zeros(3, np.float32), 0.5, np.array([0.0, 1.0, 1.0]))
    model.save(tmp_path, "full")
    features = csr_matrix(np.eye(5, dtype=np.float32))
    for before, after in zip(
        model.confidences(features), LinearModel.load(tmp_path, "full").confidences(features), strict=True
    ):
        assert after == pytest.approx(before, abs=1e-3)
