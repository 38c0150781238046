"""Names that people give for themselves."""

from __future__ import annotations

from dvrag.errors import UsageError
from dvrag.text.characters import without_controls

LONGEST_NAME = 120
"""Characters of a name, at most."""


def named(name: str) -> str:
    """Return a name on one line, "" where there is none. Raises UsageError for an overlong one."""
    cleaned = " ".join(without_controls(name).split())
    if len(cleaned) > LONGEST_NAME:
        raise UsageError(f"The name is longer than {LONGEST_NAME} characters.", hint="Give a shorter one.")
    return cleaned


def signed(who: str) -> str:
    """Return the name of who makes a change. Raises UsageError where there is none, and for an overlong one."""
    cleaned = named(who)
    if not cleaned:
        raise UsageError("Nobody is named as the one who makes the change.", hint="Give a name.")
    return cleaned
