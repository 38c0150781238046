"""A briefing as a document and as slides."""
