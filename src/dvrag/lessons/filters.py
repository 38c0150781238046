"""Which entries of the register meet some restrictions, and how many stand behind each value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dvrag.lessons.agencies.normalise import matches
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingFilters
from dvrag.model.results import Filters
from dvrag.store.search import matching
from dvrag.text.stems import stems


def matching_entries(entries: Sequence[Entry], filters: FindingFilters) -> tuple[Entry, ...]:
    """Return the entries that meet every given field of the filters, in their order."""
    reports = {entry.report.id: entry.report for entry in entries}
    about = Filters(
        family=filters.family, area=filters.area, publisher=filters.publisher, year=filters.year, report=filters.report
    )
    allowed = {summary.id for summary in matching(tuple(reports.values()), about)}
    tests = [test for test in _tests(filters) if test]
    return tuple(e for e in entries if e.report.id in allowed and all(test(e) for test in tests))


def facets(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """Return, per facet (kind, theme, agency, cls, area, year, status, scope), each value with its number of entries.

    Values come by number, the largest first, then by name; an entry without a value counts as "not stated".
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in _VALUES}
    for entry in entries:
        for name, values in _VALUES.items():
            counts[name].update(values(entry) or ("not stated",))
    return {name: dict(sorted(found.items(), key=lambda kv: (-kv[1], kv[0]))) for name, found in counts.items()}


def _tests(filters: FindingFilters) -> list[Callable[[Entry], bool] | None]:
    stemmed = {stem for text in filters.words for stem in stems(text)}
    return [
        _any(filters.kind, lambda e: (e.finding.kind.value,)),
        _any(filters.theme, lambda e: [mark.theme for mark in e.finding.themes]),
        _any(filters.cls, lambda e: [agency.kind.value for agency in e.finding.agencies]),
        _any(filters.scope, lambda e: (e.finding.plan.scope.value,) if e.finding.plan.scope else ()),
        _any(filters.status, lambda e: (e.action.status.value,) if e.finding.kind.value == "recommendation" else ()),
        _any(filters.owner, lambda e: (e.action.owner.casefold(),)),
        _any(filters.grade, lambda e: (e.finding.judgment.grade,) if e.finding.judgment else ()),
        _any(filters.scale, lambda e: (e.finding.judgment.scale.value,) if e.finding.judgment else ()),
        _any(filters.check, lambda e: ("yes" if e.to_check else "no",)),
        _agency(filters.agency) if filters.agency else None,
        (lambda e: stemmed <= set(stems(e.finding.text))) if stemmed else None,
    ]


def _any(wanted: tuple[str, ...], values: Callable[[Entry], Iterable[str]]) -> Callable[[Entry], bool] | None:
    if not wanted:
        return None
    folded = {value.casefold() for value in wanted}
    return lambda entry: any(value.casefold() in folded for value in values(entry))


def _agency(wanted: tuple[str, ...]) -> Callable[[Entry], bool]:
    return lambda entry: any(matches(name, entry.finding.addressee, entry.finding.agencies) for name in wanted)


_VALUES: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "kind": lambda e: (e.finding.kind.value,),
    "theme": lambda e: tuple(mark.theme for mark in e.finding.themes),
    "agency": lambda e: tuple(agency.name for agency in e.finding.agencies),
    "cls": lambda e: tuple(dict.fromkeys(agency.kind.value for agency in e.finding.agencies)),
    "area": lambda e: tuple(filter(None, (e.report.facts.place,))),
    "year": lambda e: (str(e.report.facts.year),) if e.report.facts.year else (),
    "status": lambda e: (e.action.status.value,) if e.finding.kind.value == "recommendation" else (),
    "scope": lambda e: (e.finding.plan.scope.value,) if e.finding.plan.scope else (),
}
