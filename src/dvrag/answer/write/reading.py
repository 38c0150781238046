"""What there is to write from: an answer that quotes, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dvrag.model.answers import Answer
from dvrag.model.results import Hit


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer that quotes, with the passages that it was chosen from, the best first.

    There are no passages where nothing may be written: the question was declined, the answer was counted, it is a
    definition or a comparison, or nothing was found.
    """

    answer: Answer
    hits: tuple[Hit, ...] = ()


def once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return each passage once, where it stands first."""
    found: dict[str, Hit] = {}
    for hit in hits:
        found.setdefault(hit.passage.id, hit)
    return tuple(found.values())
