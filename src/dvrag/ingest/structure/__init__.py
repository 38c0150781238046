"""Lines of a file → blocks under headings."""
