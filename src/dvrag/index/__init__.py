"""Derived search indexes; one file per backend."""
