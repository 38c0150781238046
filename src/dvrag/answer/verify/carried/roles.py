"""Whether each item of a claim stands in the cited text with the same role, not only somewhere in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.facts.items import Item, ItemKind

Same = Callable[[Item, Item], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a cited text does not carry of a claim. `grave`: the claim is not supported; else it is so in part only."""

    why: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Margins:
    """By how much another value must stand nearer, and how near at least, to be what the cited text says instead.

    Both are nearness or, where `shared`, a share of the nearness that the claim's words allow.
    """

    ahead: float
    least: float
    shared: bool = True


CROSSED = 0.25
"""By how much two items must stand nearer to each other's places than to their own, to be swapped."""
COUNTED = 0.7
"""Weight of what two numbers count, beside the words around them."""
_COUNTS = frozenset({ItemKind.NUMBER, ItemKind.PERCENT, ItemKind.SHARE, ItemKind.ORDINAL})

MARGINS = {
    ItemKind.NUMBER: Margins(0.3, 0.5, shared=False),
    ItemKind.PERCENT: Margins(0.25, 0.5, shared=False),
    ItemKind.MONEY: Margins(0.25, 0.5, shared=False),
    ItemKind.SHARE: Margins(0.4, 0.7, shared=False),
    ItemKind.ORDINAL: Margins(0.4, 0.7, shared=False),
    ItemKind.DATE: Margins(0.15, 0.25),
    ItemKind.NAME: Margins(0.25, 0.35),
    ItemKind.AGENCY: Margins(0.1, 0.2),
    ItemKind.GRADE: Margins(0.15, 0.2),
    ItemKind.CONTRAST: Margins(0.15, 0.25),
}
"""Tuned on the first half of `eval/claims/planted.csv`; see docs/verifying.md."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The nearest cited item with the claimed value and the nearest with another value, each with its nearness.

    `reach`: the nearness that the claim's words allow.
    """

    same: Item | None
    same_nearness: float
    other: Item | None
    other_nearness: float
    reach: float


def placed(pair: Pair, claimed: Item, cited: Sequence[Item], same: Same) -> Placed:
    """Return where a claimed item stands in the cited text, and what stands there instead."""
    scored = [(nearness(pair, claimed, one), one, same(claimed, one)) for one in cited]
    mine = max(((n, i) for n, i, equal in scored if equal), key=lambda s: s[0], default=(0.0, None))
    others = max(((n, i) for n, i, equal in scored if not equal), key=lambda s: s[0], default=(0.0, None))
    return Placed(mine[1], mine[0], others[1], others[0], pair.reach(claimed))


def nearness(pair: Pair, claimed: Item, cited: Item, but: Sequence[Item] = ()) -> float:
    """Return how much two items are said of the same: the words around them, and what they count."""
    counts = COUNTED * pair.counted_alike(claimed, cited) if claimed.kind in _COUNTS else 0.0
    return pair.nearness(claimed, cited, but) + counts


def swapped(found: Placed, margins: Margins) -> bool:
    """Return whether another value stands clearly nearer to what the claim says than the claimed one does."""
    scale = max(found.reach, 0.5) if margins.shared else 1.0
    if found.other is None or found.other_nearness < margins.least * scale:
        return False
    return found.other_nearness > found.same_nearness + margins.ahead * scale


def instead(claimed: Item, other: Item) -> str:
    """Return the sentence that says what the cited text gives instead of a claimed item."""
    what = str(claimed.kind)
    return f"The cited text gives another {what} here: {other.written}, not {claimed.written}."


def absent(claimed: Item) -> str:
    """Return the sentence that says that the cited text does not give a claimed item."""
    what = {ItemKind.NAME: "name", ItemKind.AGENCY: "mention"}.get(claimed.kind)
    if what:
        return f"The cited text does not {what} {claimed.written}."
    return f"The cited text does not give the {claimed.kind} {claimed.written}."


def misplaced(pair: Pair, claimed: Sequence[Item], cited: Sequence[Item], same: Same) -> Iterator[Finding]:
    """Yield what is wrong with items of one kind: absent from the cited text, or said of something else there.

    What the claim gives elsewhere is no rival: "41 of 63" may stand nearer to the 41 where it speaks of the 63.
    """
    for one in claimed:
        rivals = [other for other in cited if same(one, other) or not any(same(mine, other) for mine in claimed)]
        found = placed(pair, one, rivals, same)
        if found.other is not None and swapped(found, MARGINS[one.kind]):
            yield Finding(instead(one, found.other))
        elif found.same is None:
            yield Finding(absent(one))


def crossed(pair: Pair, claimed: Sequence[Item], cited: Sequence[Item], same: Same) -> Iterator[Finding]:
    """Yield pairs of items that both stand in the cited text, each where the claim has the other."""
    for one, two in combinations(claimed, 2):
        firsts, seconds = [i for i in cited if same(one, i)], [i for i in cited if same(two, i)]
        if one.value == two.value or not firsts or not seconds:
            continue
        both = (one, two)
        straight = _nearest(pair, one, firsts, both) + _nearest(pair, two, seconds, both)
        across = _nearest(pair, one, seconds, both) + _nearest(pair, two, firsts, both)
        if across > straight + CROSSED:
            yield Finding(f"The cited text has {two.written} where this says {one.written}.")


def _nearest(pair: Pair, claimed: Item, cited: Sequence[Item], but: Sequence[Item]) -> float:
    return max(nearness(pair, claimed, one, but) for one in cited)
