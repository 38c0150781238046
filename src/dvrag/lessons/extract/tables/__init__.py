"""Findings in the rows of tables."""
