"""The review workspace under /review: people test answers, sign them off, and see what families ask."""
