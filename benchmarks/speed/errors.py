"""What can go wrong for the person who runs the benchmark."""

from __future__ import annotations


class BenchError(Exception):
    """A mistake or a lack that one line explains."""
