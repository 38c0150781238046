"""Questions that set two or more things against each other: each side is asked for itself, the answers make a table."""
