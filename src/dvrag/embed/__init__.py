"""Texts → unit vectors; one adapter per runtime."""
