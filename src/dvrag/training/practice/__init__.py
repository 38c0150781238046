"""Practice: when an item comes again, what a sitting holds, and how learners fare."""
