"""The themes that dvrag knows, and those that users add."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dvrag.errors import UsageError
from dvrag.lessons.themes.patterns import rules
from dvrag.model.findings import Theme
from dvrag.text.characters import without_controls

_FILE = Path(__file__).parent / "themes.toml"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
LONGEST, MOST = 300, 40
"""Characters of an example or term, and examples or terms of a theme, at most."""


@cache
def catalogue() -> tuple[Theme, ...]:
    """Return the themes that dvrag knows, in the order of the file."""
    found = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(Theme(name, t["label"], tuple(t["terms"]), tuple(t["examples"])) for name, t in found.items())


def own_theme(name: str, label: str, examples: Sequence[str], terms: Sequence[str]) -> Theme:
    """Return a user's theme, checked. Raises UsageError for a bad name or term, or without an example."""
    plain = "_".join(name.casefold().split()).replace("-", "_")
    if not _NAME.fullmatch(plain):
        raise UsageError(
            f"{name!r} is no name of a theme.", hint="Use 2 to 40 letters, digits and _, for example: pets."
        )
    if any(theme.name == plain for theme in catalogue()):
        raise UsageError(f"dvrag has a theme called {plain!r} already.", hint="Choose another name.")
    said, named = _cleaned(examples, "example"), _cleaned(terms, "term")
    if not said:
        raise UsageError("A theme needs at least one example sentence.", hint='Add --example "…", best three or more.')
    for term in named:
        rules(term, capitals=False)
    shown = " ".join(without_controls(label).split())[:80] or plain.replace("_", " ").capitalize()
    return Theme(plain, shown, named, said, own=True)


def _cleaned(texts: Sequence[str], what: str) -> tuple[str, ...]:
    found = [" ".join(without_controls(text).split()) for text in texts]
    found = [text for text in found if text]
    if len(found) > MOST or any(len(text) > LONGEST for text in found):
        raise UsageError(f"At most {MOST} {what}s of {LONGEST} characters.", hint="Give fewer or shorter ones.")
    return tuple(found)
