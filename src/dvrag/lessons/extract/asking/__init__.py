"""The language of asking: who is meant, by when, and whether a text asks for anything."""
