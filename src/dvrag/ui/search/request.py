"""What a reader searches for, as a value and as the address of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dvrag.assistant import MAX_QUESTION
from dvrag.model.results import Filters
from dvrag.ui.offer import FIELDS, filters_of

QUERY, SORT, GROUP, BY_REPORT = "q", "sort", "group", "report"
_SHOWN = 80
"""Characters of a value from an address that are repeated on the page."""


class Sort(StrEnum):
    """The order of the results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Request:
    """A search: its words, restrictions, order, and whether only the best passage of each report is shown."""

    query: str = ""
    kind: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    one_per_report: bool = False

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values chosen of one of `FIELDS`."""
        return {"kind": self.kind, "area": self.area, "year": self.year, "theme": self.theme}[field]

    def restrictions(self) -> tuple[tuple[str, str], ...]:
        """Return every restriction as field and value."""
        return tuple((field, value) for field in FIELDS for value in self.values(field))

    def restricted(self, restrictions: Mapping[str, Sequence[str]]) -> Request:
        """Return the request with these values of some fields in place of those it has."""
        chosen = {field: tuple(restrictions.get(field, self.values(field))) for field in FIELDS}
        return replace(self, kind=chosen["kind"], area=chosen["area"], year=chosen["year"], theme=chosen["theme"])

    def filters(self) -> Filters:
        """Return the restrictions as the assistant takes them."""
        return filters_of({field: self.values(field) for field in FIELDS})

    def address(self) -> dict[str, list[str]]:
        """Return the query parameters that `read` gives back; what is as usual is left out."""
        found = {QUERY: [self.query] if self.query else []}
        found |= {field: list(self.values(field)) for field in FIELDS}
        found[SORT] = [self.sort.value] if self.sort is not Sort.RELEVANCE else []
        found[GROUP] = [BY_REPORT] if self.one_per_report else []
        return {key: values for key, values in found.items() if values}


def read(parameters: Mapping[str, Sequence[str]], offered: Mapping[str, Sequence[str]]) -> tuple[Request, list[str]]:
    """Return the request of an address, and what in it is not understood ("area=Nowhere") and so left out.

    `offered` holds the values of each restriction that the library has; upper and lower case are not told apart.
    """
    unknown = [f"{key}={values[-1]}" for key, values in parameters.items() if key not in {*FIELDS, QUERY, SORT, GROUP}]
    chosen: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        by_name = {value.casefold(): value for value in offered.get(field, ())}
        given = parameters.get(field, ())
        chosen[field] = tuple(dict.fromkeys(by_name[v.casefold()] for v in given if v.casefold() in by_name))
        unknown += [f"{field}={value}" for value in given if value.casefold() not in by_name]
    query = " ".join(_last(parameters, QUERY).split())
    if len(query) > MAX_QUESTION:
        unknown.append(f"a search of more than {MAX_QUESTION:,} characters")
        query = ""
    sort, group = _last(parameters, SORT), _last(parameters, GROUP)
    unknown += [f"{SORT}={sort}"] if sort and sort not in set(Sort) else []
    unknown += [f"{GROUP}={group}"] if group not in {"", BY_REPORT} else []
    order = Sort(sort) if sort in set(Sort) else Sort.RELEVANCE
    request = Request(query, sort=order, one_per_report=group == BY_REPORT).restricted(chosen)
    return request, [_short(item) for item in unknown]


def _last(parameters: Mapping[str, Sequence[str]], key: str) -> str:
    return next(iter(reversed(parameters.get(key, ()))), "")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
