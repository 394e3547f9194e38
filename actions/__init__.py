"""Rasa custom actions, one module per concern; each says *what* to show, bot/messages words it."""
