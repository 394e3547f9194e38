"""The sentence encoder: all-MiniLM-L6-v2 as an ONNX graph built here from verified weights."""

from bot.encoder.fallback import encoder_or_none
from bot.encoder.weights import EncoderUnavailableError

__all__ = ["EncoderUnavailableError", "encoder_or_none"]
