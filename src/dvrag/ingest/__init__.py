"""file → Report."""
