"""Briefings: what reviews say again and again, for one page or a whole session, as a value and as files."""
