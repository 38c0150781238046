"""A reviewer's changes of an item, checked as far as the form goes; whether it can be issued is checked after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from dvrag.errors import UsageError
from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.text.characters import without_controls

Changes: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""Field → new value; `options` is a tuple, the others are texts."""

LONGEST: dict[str, int] = {"stem": 1500, "options": 500, "rationale": 1500}
"""The fields that can be changed, each with the characters that a text of it may have."""


def edited(item: Item, changes: Changes) -> Item:
    """Return the item with changes in it; the answer stays the option at the same place.

    Raises UsageError for an unknown field, a text that is empty or too long, options that are fewer, more or alike, a
    cloze without its gap, and where nothing is changed.
    """
    for field in changes:
        if field not in LONGEST:
            raise UsageError(f"{field!r} of a question cannot be changed.", hint=f"Known: {', '.join(LONGEST)}.")
    changed = replace(
        item,
        stem=_text("stem", changes.get("stem", item.stem)),
        options=_options(item, changes["options"]) if "options" in changes else item.options,
        rationale=_text("rationale", changes.get("rationale", item.rationale)),
    )
    if changed == item:
        raise UsageError("Nothing was changed.", hint="Change the question, an option or the reason, or accept it.")
    if item.kind is ItemKind.CLOZE and changed.stem.count(GAP) != 1:
        raise UsageError(f"The text must hold its gap ({GAP}) once.", hint="Put it where the answer belongs.")
    return changed


def _options(item: Item, value: str | tuple[str, ...]) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else tuple(value)
    if len(given) != len(item.options):
        raise UsageError(
            f"The question has {len(item.options)} options, not {len(given)}.",
            hint="Give all of them, in their order: the right one stays at its place.",
        )
    options = tuple(_text("options", option) for option in given)
    if item.kind is ItemKind.TRUE_FALSE and options != item.options:
        raise UsageError("“True” and “False” stay as they are.", hint="Change the statement.")
    if len({option.casefold() for option in options}) != len(options):
        raise UsageError("Two options are the same.", hint="Make each different.")
    return options


def _text(field: str, value: str | tuple[str, ...]) -> str:
    what = {"stem": "question", "options": "option", "rationale": "reason"}[field]
    if not isinstance(value, str):
        raise UsageError(f"The {what} must be one text.", hint="Only options are several.")
    cleaned = " ".join(without_controls(value).split())
    if not cleaned:
        raise UsageError(f"The {what} is empty.", hint="Give a text, or reject the question.")
    if len(cleaned) > LONGEST[field]:
        raise UsageError(f"The {what} is longer than {LONGEST[field]} characters.", hint="Give a shorter one.")
    return cleaned
