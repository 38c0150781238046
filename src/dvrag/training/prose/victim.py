"""Whom "she" and "nobody" mean in the review of one woman's death, where nobody else is spoken of."""

from __future__ import annotations

import re

_NOBODY = re.compile(r"^(?:Nobody|No one)\b")
_SHE = re.compile(r"\bshe\b|\bher(?= (?:about|to|whether|alone|in|at|on|again|by|for|if|that)\b|[.,;])")
_HERS = re.compile(r"\bher\b")


def of_her(text: str) -> bool:
    """Return whether a text speaks of a woman as "she" or "her"."""
    return _SHE.search(text) is not None


def with_agency(text: str) -> str:
    """Return a text with "No agency" for the "Nobody" at its start."""
    return _NOBODY.sub("No agency", text)


def spelled_out(text: str) -> str:
    """Return a text as it reads where it is known who is meant: "the victim" for "she", "No agency" for "Nobody"."""
    return _HERS.sub("the victim’s", _SHE.sub("the victim", with_agency(text)))
