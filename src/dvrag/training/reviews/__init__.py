"""Reviewers' decisions about items: how they are applied, and when an item must be looked at again."""
