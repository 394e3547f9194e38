"""Trains the model when anything it depends on has changed."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.encoder import encoder_or_none
from bot.paths import MODELS, ROOT
from bot.rasa_server.logging import quiet_rasa
from bot.rasa_server.without_tensorflow import install

# Everything that changes what a model holds. Wording in content/ does not, but the ways of asking for parts do,
# and they stand in the topic files.
INPUTS = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "content/topics/*.yml",
    "content/urgent/*.yml",
    "content/things/*.yml",
    "bot/nlu/*.py",
    "bot/text/*",
    "bot/encoder/*.py",
    "bot/spacy_model/*",
    "requirements/runtime.txt",
)
KEPT_MODELS = 3


def inputs_digest() -> str:
    """SHA-256 over names and bytes of all inputs."""
    digest = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def current_model() -> Path:
    """Where the model for the present inputs is, or would be after training.

    One trained without the sentence encoder has a name of its own, so that it gives way as soon as the encoder is back.
    One trained with it also works without.
    """
    name = f"keepwell-{inputs_digest()[:16]}"
    full = MODELS / f"{name}.tar.gz"
    return full if full.is_file() or encoder_or_none() is not None else MODELS / f"{name}-without-encoder.tar.gz"


def train_if_needed(say: Callable[[str], None]) -> Path:
    """The path of a model that fits the present inputs, trained now if there is none. Takes about 5 minutes on 2 cores."""
    model = current_model()
    if model.is_file():
        return model
    say("Training the model: about 5 minutes, only when words or settings have changed")
    install()
    quiet_rasa()
    from rasa.api import train  # slow to import, so only when training

    MODELS.mkdir(exist_ok=True)
    with contextlib.redirect_stdout(sys.stderr):  # standard output is kept for results
        result = _train(train, model)
    if not result.model:
        raise RuntimeError(f"Training failed (code {result.code}); the lines above say why.")
    Path(result.model).replace(model)
    for old in sorted(MODELS.glob("keepwell-*.tar.gz"), key=lambda path: path.stat().st_mtime)[:-KEPT_MODELS]:
        old.unlink()
    return model


def _train(train: Callable[..., Any], model: Path) -> Any:  # noqa: ANN401 (Rasa's TrainingResult)
    return train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=str(ROOT / "data"),
        output=str(MODELS),
        force_training=True,  # our own digest decides; Rasa's cache knows nothing of content/
        fixed_model_name=f"{model.name.removesuffix('.tar.gz')}.partial",
    )
