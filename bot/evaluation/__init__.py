"""Measures the assistant on messages of authors who never saw the training data."""
