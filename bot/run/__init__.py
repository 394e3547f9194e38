"""Starts the whole assistant on one machine."""
