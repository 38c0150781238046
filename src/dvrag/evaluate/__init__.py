"""GoldSet × System → Scores."""
