"""Labelled findings of the sample reports, and how well the register's findings agree with them."""
