"""Quizzes: which items match what is asked for, and a balanced draw from them that a seed repeats."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from dvrag.errors import UsageError
from dvrag.lessons.agencies.normalise import matches
from dvrag.model.learning.items import Decision, Item, ItemFilters, Quiz, Reviewed
from dvrag.model.results import Filters, ReportSummary
from dvrag.store.search import matching as matching_reports
from dvrag.training.material import Material

LONGEST = 200
"""Items of one quiz, at most."""


def matching(
    reviewed: Sequence[Reviewed], filters: ItemFilters, reports: Iterable[ReportSummary]
) -> tuple[Reviewed, ...]:
    """Return the items that meet every given field of the filters, in their order.

    Those that are rejected are left out unless `filters.decision` asks for them. One whose report is not there any more
    meets no restriction on reports.
    """
    about = Filters(area=filters.area, year=filters.year, report=filters.report)
    allowed = {summary.id for summary in matching_reports(tuple(reports), about)}
    everywhere = about == Filters()
    return tuple(r for r in reviewed if (everywhere or r.item.cited[0].report_id in allowed) and _meets(r, filters))


def drawn(reviewed: Sequence[Reviewed], filters: ItemFilters, count: int, seed: int, material: Material) -> Quiz:
    """Return a quiz of at most `count` items, balanced over reports, forms and themes.

    The same library, filters, count and seed give the same quiz. Raises UsageError for a count that is no number of
    items from 1 to `LONGEST`, and where no item matches.
    """
    if not 1 <= count <= LONGEST:
        raise UsageError(f"A quiz has 1 to {LONGEST} questions, not {count}.", hint="Ask for another number.")
    found = [each.item for each in matching(reviewed, filters, material.reports.values())]
    if not found:
        raise UsageError("No question matches.", hint="Ask for fewer restrictions.")
    left = sorted(found, key=lambda item: hashlib.sha256(f"{seed}:{item.id}".encode()).hexdigest())
    return Quiz(_balanced(left, count), filters, seed, len(found), material.fingerprint)


def _meets(reviewed: Reviewed, filters: ItemFilters) -> bool:
    item = reviewed.item
    wanted = filters.decision
    decided = reviewed.decision in wanted if wanted else reviewed.decision is not Decision.REJECTED
    return (
        decided
        and _any(filters.theme, item.themes)
        and _any(filters.role, item.roles)
        and _any(filters.kind, (item.kind,))
        and _any(filters.difficulty, (item.difficulty,))
        and (not filters.agency or any(matches(name, None, item.agencies) for name in filters.agency))
    )


def _any(wanted: Sequence[str], values: Sequence[str]) -> bool:
    """Return whether one of the wanted values is there, in any case; nothing wanted is always met."""
    folded = {value.casefold() for value in values}
    return not wanted or any(value.casefold() in folded for value in wanted)


def _balanced(shuffled: Sequence[Item], count: int) -> tuple[Item, ...]:
    """Return items one by one, each time the first of those whose report, form and themes were asked least so far.

    An item that cites a paragraph cited already comes only when no other is left: one would give the other away.
    """
    left, chosen, asked = list(shuffled), list[Item](), Counter[str]()
    while left and len(chosen) < count:
        item = min(left, key=lambda each: _worn(each, asked))  # the first of equals, so the seed decides
        left.remove(item)
        chosen.append(item)
        asked.update(_features(item))
    return tuple(chosen)


def _worn(item: Item, asked: Counter[str]) -> tuple[bool, float]:
    """Return whether its paragraph was cited already, and how often its report, form and themes were asked."""
    places, report, kind, *themes = _features(item)
    often = sum(asked[theme] for theme in themes) / len(themes) if themes else 0.0
    return (asked[places] > 0, asked[report] + asked[kind] / 2 + often)


def _features(item: Item) -> tuple[str, ...]:
    first = item.cited[0]
    place = f"place:{first.report_id}:{first.page}:{first.paragraph or first.start}"
    return (place, f"report:{first.report_id}", f"form:{item.kind}", *(f"theme:{name}" for name in item.themes))
