"""Training inside a library: what reviewers decided of items, and what learners answered."""
