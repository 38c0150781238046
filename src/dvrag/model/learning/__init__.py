"""What people learn from a library: questions for a quiz, how learners fare with them, and briefings."""
