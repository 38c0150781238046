"""Agencies: from an addressee as printed to usual names with their class, and what a person means by a name."""
