"""What a sitting holds: items that are due again, the longest overdue first, then new ones, as long as time allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from dvrag.errors import UsageError
from dvrag.model.learning.items import Item, Reviewed
from dvrag.model.learning.learners import Card, Given, Learner, Session
from dvrag.training.practice.pace import Pace
from dvrag.training.practice.schedule import is_due

SHORTEST, LONGEST = 1.0, 180.0
"""Minutes of a sitting, at least and at most."""
MOST = 200
"""New items of a sitting, at most."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a learner: answers, oldest first, and cards, those due first first."""

    learner: Learner
    answers: tuple[Given, ...]
    cards: tuple[Card, ...]


Draw = Callable[[Sequence[Reviewed], int], tuple[Item, ...]]
"""Draws at most so many of some items, balanced."""


def sitting(known: Known, matching: Sequence[Reviewed], minutes: float, at: datetime, draw: Draw) -> Session:
    """Return the items of a sitting of about `minutes`; at least one where any matches, none where all are known.

    Raises UsageError for a time that is none, and where no item matches at all.
    """
    if not SHORTEST <= minutes <= LONGEST:  # not-a-number too
        raise UsageError(f"A session takes {SHORTEST:.0f} to {LONGEST:.0f} minutes.", hint="Give another time.")
    if not matching:
        raise UsageError("No question matches.", hint="Ask for fewer restrictions.")
    pace = Pace(known.answers)
    items = {reviewed.item.id: reviewed.item for reviewed in matching}
    again = [items[card.item] for card in known.cards if card.item in items and is_due(card, at)]
    seen = {card.item for card in known.cards}
    new = [reviewed for reviewed in matching if reviewed.item.id not in seen]
    seconds = minutes * 60
    due = _fitting(again, seconds, pace)
    left = seconds - sum(map(pace.of, due))
    fresh = draw(new, min(MOST, ceil(left / pace.quickest))) if new and left > 0 else ()
    chosen = (*due, *_fitting(fresh, left, pace, least=0 if due else 1))
    return Session(known.learner, chosen, len(due), round(sum(map(pace.of, chosen)) / 60, 1))


def _fitting(items: Iterable[Item], seconds: float, pace: Pace, least: int = 1) -> tuple[Item, ...]:
    """Return the first items that fit into the time, each as it comes; `least` of them in any case."""
    chosen: list[Item] = []
    for item in items:
        if len(chosen) >= least and sum(map(pace.of, chosen)) + pace.of(item) > seconds:
            break
        chosen.append(item)
    return tuple(chosen)
