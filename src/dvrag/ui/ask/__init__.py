"""What the page Ask is made of: examples, the answer, its sources."""
