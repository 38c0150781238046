"""Whose work an item is about, and how hard it is."""
