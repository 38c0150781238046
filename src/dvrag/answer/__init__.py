"""Ranking → Answer: extract, cite, verify, abstain."""
