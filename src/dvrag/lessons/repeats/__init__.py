"""Copies of a finding within one review, and lessons that are repeated across reviews."""
