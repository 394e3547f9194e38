"""The clinical safety papers of docs/clinical-safety/, as far as a program can check them."""
