"""How hard an item is expected to be, from what can be seen of it; nobody's answers are asked."""

from __future__ import annotations

from dvrag.model.learning.items import Difficulty, ItemKind

LONG = 35
"""Words of a stem from which an item is harder to hold in mind."""
_KIND = {
    ItemKind.TRUE_FALSE: 0,
    ItemKind.CHOICE: 1,
    ItemKind.CLOZE: 1,
    ItemKind.MATCH: 1,
    ItemKind.SCENARIO: 1,
    ItemKind.ORDER: 1,
}
_MANY = 5
"""Things to match or put in order from which it is hard."""


def difficulty_of(
    kind: ItemKind, stem: str, options: int = 4, *, near: bool = False, familiar: bool = False
) -> Difficulty:
    """Return how hard an item is: by its kind, the length of its stem and the number of options.

    `near`: the wrong answers are close to the right one (of the same report, or the same task). `familiar`: it asks
    for something that most people in this work know.
    """
    many = kind in {ItemKind.ORDER, ItemKind.MATCH} and options >= _MANY
    points = _KIND[kind] + near + many + (len(stem.split()) > LONG) - familiar
    if points <= 0:
        return Difficulty.EASY
    return Difficulty.MEDIUM if points == 1 else Difficulty.HARD
