"""Themes of lessons: the catalogue, and which of them a finding speaks of."""
