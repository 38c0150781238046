"""Which system an evaluation runs, as one writes it: `dvrag`, `lexical`, or `dvrag,retrieve.dense_weight=0.3`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from dvrag.errors import UsageError

SYSTEMS = {
    "dvrag": "the product with its settings",
    "top-passage": "the product's search, answered with the top passage",
    "lexical": "words only (BM25)",
    "dense": "meaning only (cosine)",
    "langchain": "LangChain's standard chain with the same model",
    "random": "passages at random",
}
CHANGEABLE = ("retrieve", "answer")
"""Sections of settings that a run may change; others belong to the library itself."""


@dataclass(frozen=True, slots=True)
class SystemSpec:
    """A system's name and the settings that are changed for it, as (section, key, value)."""

    name: str
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def settings(self) -> tuple[str, ...]:
        """The changes as written."""
        return tuple(f"{section}.{key}={value}" for section, key, value in self.changes)

    @property
    def table(self) -> dict[str, dict[str, str]]:
        """The changes as nested tables."""
        found: dict[str, dict[str, str]] = {}
        for section, key, value in self.changes:
            found.setdefault(section, {})[key] = value
        return found

    def __str__(self) -> str:
        return ",".join((self.name, *self.settings))


def parse_system(text: str) -> SystemSpec:
    """Return the system that a text names. Raises UsageError with what is known."""
    name, *changes = [part.strip() for part in text.split(",") if part.strip()] or [""]
    if name not in SYSTEMS:
        near = difflib.get_close_matches(name, SYSTEMS, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(SYSTEMS)}."
        raise UsageError(f"There is no system {name!r}.", hint=hint)
    return SystemSpec(name, tuple(_change(name, change) for change in changes))


def _change(name: str, text: str) -> tuple[str, str, str]:
    setting, equals, value = text.partition("=")
    section, dot, key = setting.strip().partition(".")
    if not (equals and dot and section and key and value.strip()):
        raise UsageError(
            f"A change reads `section.key=value`, not {text!r}.", hint="Example: retrieve.dense_weight=0.3"
        )
    if section not in CHANGEABLE or name not in {"dvrag", "top-passage"}:
        raise UsageError(
            f"{name!r} cannot be changed by {setting.strip()!r}.",
            hint=f"Sections {' and '.join(CHANGEABLE)} of the systems dvrag and top-passage can be changed.",
        )
    return section, key, value.strip()
