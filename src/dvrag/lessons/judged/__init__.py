"""Graded judgments and key figures, read from the structure and the wording of a report."""
