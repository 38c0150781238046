"""Passages found → how many there are of each kind of report, area, year and theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dvrag.model.ids import PassageId
from dvrag.model.results import Hit


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one property with the number of passages of each, and the number of those that state none."""

    values: tuple[tuple[str, int], ...] = ()
    not_stated: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts by kind of report, area and theme, the most frequent first, and by year, the newest first."""

    kind: Facet = Facet()
    area: Facet = Facet()
    year: Facet = Facet()
    theme: Facet = Facet()


def facets(hits: Sequence[Hit], themes: Mapping[PassageId, Sequence[str]]) -> Facets:
    """Return the counts of the hits; `themes` names those of a passage, which is counted once under each.

    Equal counts stand in order of name.
    """
    years = _counted([_one(hit.report.facts.year) for hit in hits])
    return Facets(
        kind=_counted([[hit.report.family.value] for hit in hits]),
        area=_counted([_one(hit.report.facts.place) for hit in hits]),
        year=Facet(tuple(sorted(years.values, reverse=True)), years.not_stated),
        theme=_counted([themes.get(hit.passage.id, ()) for hit in hits]),
    )


def _one(value: str | int | None) -> list[str]:
    return [] if value is None else [str(value)]


def _counted(stated: Sequence[Sequence[str]]) -> Facet:
    counts = Counter(value for values in stated for value in dict.fromkeys(values))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return Facet(tuple(ordered), sum(not values for values in stated))
