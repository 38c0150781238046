"""The items of one state of a library, with what reviewers decided of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dvrag.errors import NotFoundError, UsageError
from dvrag.model.learning.items import Item, Reviewed
from dvrag.store.library import Library
from dvrag.store.training import decisions
from dvrag.training.material import Material
from dvrag.training.quality.check import problems
from dvrag.training.reviews.issued import checked, reviewed

_PREFIX = re.compile(r"[0-9a-f]{6,32}")


class Shelf:
    """Items `made` from `material`, the library as transaction `tx` left it."""

    def __init__(self, tx: int, material: Material, made: Sequence[Item]) -> None:
        self.tx = tx
        self.material = material
        self._made = made
        self._checked = cache(lambda item: checked(item, material, problems))
        self._reviewed: tuple[int, tuple[Reviewed, ...]] = (-1, ())

    def reviewed(self, library: Library) -> tuple[Reviewed, ...]:
        """Return every item with its last decision, those that must be looked at again too."""
        last = library.query(decisions.last_number)
        if self._reviewed[0] != last:
            self._reviewed = (last, reviewed(self._made, library.query(decisions.latest), self.check))
        return self._reviewed[1]

    def check(self, item: Item) -> tuple[str, ...]:
        """Return why an item cannot be issued from this library, in plain sentences; empty where it can."""
        return self._checked(item)


def found(all_items: Sequence[Reviewed], reference: str) -> Reviewed:
    """Return the item with that id, or 6 first digits or more of it.

    Raises NotFoundError where there is none, UsageError where there are several.
    """
    text = reference.strip().casefold()
    meant = [each for each in all_items if each.item.id.startswith(text)] if _PREFIX.fullmatch(text) else []
    if not meant:
        raise NotFoundError(f"No question {reference!r} in this library.", hint="See `dvrag train review list`.")
    if len(meant) > 1:
        ids = ", ".join(each.item.id[:12] for each in meant[:4])
        raise UsageError(f"{reference!r} means {len(meant)} questions: {ids}.", hint="Give more digits of the id.")
    return meant[0]
