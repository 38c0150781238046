"""Gold questions: what they are, how they are read, checked, split and drafted."""
