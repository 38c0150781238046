"""Short situations without names, and the question what a review said should happen."""
