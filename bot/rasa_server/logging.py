"""Keeps Rasa from printing messages: an embedded agent logs them at debug level."""

from __future__ import annotations

import logging

import structlog


def quiet_rasa() -> None:
    """Only warnings of Rasa and its libraries, on standard error."""
    logging.basicConfig(level=logging.WARNING)
    for name in ("rasa", "rasa_sdk", "tensorflow", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
