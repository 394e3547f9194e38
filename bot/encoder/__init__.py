"""The sentence encoder: all-MiniLM-L6-v2 as an ONNX graph built here from verified weights."""

from bot.encoder.encoder import EncoderUnavailableError, SentenceEncoder

__all__ = ["EncoderUnavailableError", "SentenceEncoder"]
