"""Makers of items: each reads the register or a report, and gives questions whose answer stands in a paragraph."""
