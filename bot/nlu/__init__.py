"""Rasa graph components: features, intent classifier, parts, and the decision what a message is."""
