"""From what Rasa's actions say to show to the finished message objects that page and API get."""

from bot.messages.compose import Composer
from bot.messages.summary import summarise

__all__ = ["Composer", "summarise"]
