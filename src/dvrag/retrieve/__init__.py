"""Query → Ranking."""
