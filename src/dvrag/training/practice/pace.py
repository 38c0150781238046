"""How long an answer takes: by the kind of the item, and by the learner's own pace where it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from dvrag.model.learning.items import Item, ItemKind
from dvrag.model.learning.learners import Given

SECONDS: dict[ItemKind, float] = {
    ItemKind.CHOICE: 45.0,
    ItemKind.TRUE_FALSE: 30.0,
    ItemKind.CLOZE: 30.0,
    ItemKind.MATCH: 75.0,
    ItemKind.ORDER: 75.0,
    ItemKind.SCENARIO: 90.0,
}
"""Seconds to read an item, answer it, and read the quote: set by judgment, until the learner's own times are known."""
LEAST, LAST = 5, 20
"""Answers of a kind from which the learner's own times are used, and how many of the last ones."""
SHORTEST, LONGEST = 5.0, 300.0
"""Seconds that an answer takes at least and at most: who walked away from the screen was not answering."""


class Pace:
    """How many seconds a learner needs for an item."""

    def __init__(self, answers: Sequence[Given]) -> None:
        """`answers` are the learner's own, oldest first; those without a time say nothing."""
        taken: dict[ItemKind, list[float]] = defaultdict(list)
        for given in answers:
            if given.seconds is not None:
                taken[given.kind].append(min(max(given.seconds, SHORTEST), LONGEST))
        own = {kind: median(times[-LAST:]) for kind, times in taken.items() if len(times) >= LEAST}
        self._seconds = {**SECONDS, **own}

    def of(self, item: Item) -> float:
        """Return the seconds for an item."""
        return self._seconds[item.kind]

    @property
    def quickest(self) -> float:
        """The seconds for an item of the quickest kind."""
        return min(self._seconds.values())
