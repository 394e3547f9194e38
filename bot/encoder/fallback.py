"""The encoder if it can be had, else None and one warning: understanding goes on with TF-IDF alone (docs/adr/0012)."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from bot.encoder.weights import EncoderUnavailableError, model_folder

if TYPE_CHECKING:
    from bot.encoder.encoder import SentenceEncoder

logger = logging.getLogger(__name__)


@cache
def encoder_or_none() -> SentenceEncoder | None:
    """The encoder, loaded once in this process, or None when its weights or its runtime are missing or not the right ones."""
    try:
        model_folder()  # asked first, so that wrong weights are named whatever else is missing
        from bot.encoder.encoder import SentenceEncoder

        return SentenceEncoder()
    except (EncoderUnavailableError, ImportError) as error:
        logger.warning(
            "The sentence encoder can't be had, so messages are understood less well, by their words and letters alone. "
            "Danger signs are still looked for by both nets. Reason: %s",
            error,
        )
        return None
