"""Frozen settings, read from TOML and the environment."""
