"""Report → findings as drafts: recommendations, lessons, causes of concern, areas for improvement, practice."""
