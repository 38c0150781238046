"""What searching returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from dvrag.model.documents import Authority, Facts, Family, Passage
from dvrag.model.ids import ReportId, Row


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions on what is searched. Values of one field are alternatives; fields are combined. Empty: none.

    `area` matches the area, force or partnership, in any case. `year` is the year of publication.
    `report` matches report ids (or prefixes of 8 or more) and file names. `theme` holds names of themes: the others
    choose reports, this one chooses the passages that speak of any of them.
    """

    family: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    report: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.family or self.area or self.publisher or self.year or self.report or self.theme)


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme that passages can be restricted to: its name, how it is shown, and how many passages speak of it."""

    name: str
    label: str
    passages: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report as the library lists it. `near_duplicates` names reports of nearly the same text."""

    id: ReportId
    source: str
    format: str
    family: Family
    authority: Authority
    facts: Facts
    pages: int
    passages: int
    characters: int
    added: str
    near_duplicates: tuple[ReportId, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The report's title, or its file name where none is stated."""
        return self.facts.title.value or self.source


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with its score; a higher score is better."""

    row: Row
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with the report it stands in. `rank` counts from 1; a higher score is better."""

    rank: int
    score: float
    passage: Passage
    report: ReportSummary


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits in order of rank, with the milliseconds spent by step and what the query was expanded with.

    `corrected` is the query with the spelling that was searched, the query itself where nothing was corrected.
    """

    query: str
    hits: tuple[Hit, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
    expansions: tuple[str, ...] = ()
    corrected: str = ""
