"""Our spaCy package: spacy.blank("en") with rulers as data. No pretrained pipeline can be had here."""
