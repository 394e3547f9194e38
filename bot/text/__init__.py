"""What is typed, made comparable: spelling folded, text-speak written out, clauses found."""
