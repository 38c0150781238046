"""Nouns: frozen dataclasses without input or output."""
