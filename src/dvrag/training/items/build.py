"""Items put together: options in an order that their id decides, with roles, difficulty and themes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.findings import Agency
from dvrag.model.learning.items import Cited, Item, ItemId, ItemKind, item_id
from dvrag.training.roles.assign import roles_of
from dvrag.training.roles.difficulty import difficulty_of

TRUE_FALSE = ("True", "False")
NOTE = "This question speaks of domestic abuse and of how services responded. You can skip it."
"""The content note before a scenario."""
HARM = "This question speaks of a death, of violence or of self-harm. You can skip it."
"""The content note before any other question that does."""

_SAYS = {Family.OPINION: "argues", Family.NEWS: "reports", Family.CASE_REVIEW: "say"}


@dataclass(frozen=True, slots=True)
class About:
    """What an item is about: the pattern that makes it, its themes and the agencies told or judged.

    `subject` tells it from other items of the pattern and span.
    """

    pattern: str
    themes: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = ()
    subject: str = ""


def about_entry(pattern: str, entry: Entry, subject: str = "") -> About:
    """Return what an item made of a finding is about."""
    finding = entry.finding
    return About(pattern, tuple(mark.theme for mark in finding.themes), finding.agencies, subject)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question: its stem, the right answer, the wrong ones, and the sentence that says why."""

    stem: str
    right: str
    wrong: tuple[str, ...]
    rationale: str
    near: bool = False


def choice(about: About, asking: Asking, cited: Cited, kind: ItemKind = ItemKind.CHOICE) -> Item:
    """Return an item with one right option; its id decides where that stands. A scenario gets the content note."""
    identity = item_id(about.pattern, cited.report_id, (cited.start, cited.end), about.subject)
    options = mixed(identity, (asking.right, *asking.wrong))
    return _item(about, asking, cited, (identity, kind, options, options.index(asking.right)))


def in_order(about: About, asking: Asking, cited: Cited, options: Sequence[str]) -> Item:
    """Return a choice whose options keep the order given (the grades of a scale)."""
    identity = item_id(about.pattern, cited.report_id, (cited.start, cited.end), about.subject)
    return _item(about, asking, cited, (identity, ItemKind.CHOICE, tuple(options), options.index(asking.right)))


def true_false(about: About, asking: Asking, cited: Cited) -> Item:
    """Return an item whose stem is true or false, as `asking.right` says ("True", "False")."""
    identity = item_id(about.pattern, cited.report_id, (cited.start, cited.end), about.subject)
    right = TRUE_FALSE.index(asking.right)
    return _item(about, asking, cited, (identity, ItemKind.TRUE_FALSE, TRUE_FALSE, right))


def mixed(identity: str, options: Iterable[str]) -> tuple[str, ...]:
    """Return options in an order that says nothing about which is right, the same each time."""
    return tuple(sorted(options, key=lambda option: drawn_key(identity, option)))


def drawn_key(*parts: str) -> str:
    """Return a key by which things are put into an order that looks random and is always the same."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def says(family: Family) -> str:
    """Return the verb with which a report of a family tells something: "says", "argues"."""
    return _SAYS.get(family, "says")


def _item(about: About, asking: Asking, cited: Cited, shown: tuple[ItemId, ItemKind, tuple[str, ...], int]) -> Item:
    identity, kind, options, right = shown
    return Item(
        id=identity,
        kind=kind,
        pattern=about.pattern,
        stem=asking.stem.replace("?”?", "?”"),
        options=options,
        answer=(right,),
        rationale=asking.rationale,
        cited=(cited,),
        difficulty=difficulty_of(kind, asking.stem, len(options), near=asking.near),
        roles=roles_of(f"{asking.stem} {cited.quote}", about.agencies, about.themes),
        themes=about.themes,
        agencies=about.agencies,
        note=NOTE if kind is ItemKind.SCENARIO else "",
    )
