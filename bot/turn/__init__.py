"""The way of one message, as a list of steps in the order they run."""

from bot.turn.pipeline import TurnPipeline

__all__ = ["TurnPipeline"]
