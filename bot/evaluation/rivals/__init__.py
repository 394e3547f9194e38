"""The classifiers that `make bench` compares ours with, as data, and what they need that Rasa lacks."""
