"""Findings: what a report asks, teaches, judges or measures, each with the exact span it was read from.

A finding is read by rules at ingest. What a person changes about it is an `Edit` (`dvrag.model.actions`), kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.ids import FindingId, ReportId


class FindingKind(StrEnum):
    """What a finding is."""

    RECOMMENDATION = "recommendation"
    LESSON = "lesson"
    CAUSE_OF_CONCERN = "cause_of_concern"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    PROMISING_PRACTICE = "promising_practice"
    JUDGMENT = "judgment"
    FIGURE = "figure"

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return self.value.replace("_", " ").capitalize()


class AgencyClass(StrEnum):
    """The sector an agency belongs to."""

    POLICE = "police"
    HEALTH = "health"
    LOCAL_AUTHORITY = "local_authority"
    PROBATION = "probation"
    HOUSING = "housing"
    EDUCATION = "education"
    VOLUNTARY_SECTOR = "voluntary_sector"
    NATIONAL_GOVERNMENT = "national_government"
    INSPECTORATE = "inspectorate"
    PARTNERSHIP = "partnership"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The class in plain words."""
        return self.value.replace("_", " ").capitalize()


class Scope(StrEnum):
    """How far a recommendation reaches."""

    SINGLE_AGENCY = "single_agency"
    MULTI_AGENCY = "multi_agency"
    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"

    @property
    def label(self) -> str:
        """The scope in plain words."""
        return {"single_agency": "Single agency", "multi_agency": "Multi-agency"}.get(
            self.value, self.value.capitalize()
        )


class Scale(StrEnum):
    """A scale of grades. Grades of two scales are never compared."""

    PEEL_4 = "peel-4"
    PEEL_5 = "peel-5"
    OFSTED_4 = "ofsted-4"
    OTHER = "other"


GRADES: dict[Scale, tuple[str, ...]] = {
    Scale.PEEL_4: ("outstanding", "good", "requires improvement", "inadequate"),
    Scale.PEEL_5: ("outstanding", "good", "adequate", "requires improvement", "inadequate"),
    Scale.OFSTED_4: ("outstanding", "good", "requires improvement", "inadequate"),
}
"""The grades of each scale, best first, as published by HMICFRS (PEEL, four tiers before 2021/22, five since) and
Ofsted, whose "requires improvement to be good" is the same grade as the "requires improvement" that it prints too."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency under its usual name ("Marlshire Police", "General practice"), with its class."""

    name: str
    kind: AgencyClass


@dataclass(frozen=True, slots=True)
class Judgment:
    """A graded judgment. `question` is the heading as printed; `force` None where it is none.

    `grade` is in lower case with single spaces, under its one name where reports word it in several ways.

    `body` is the force or authority judged. `cycle` is as printed or inferred from the dates ("2021/22"), "" unknown.
    `date` is ISO or None.
    """

    body: str
    force: str | None
    question: str
    grade: str
    scale: Scale
    cycle: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: what it measures, its value as printed, its confidence interval and period as printed or None."""

    about: str
    value: str
    interval: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is printed beside a recommendation, each as printed, None where it is not stated."""

    scope: Scope | None = None
    deadline: str | None = None
    lead: str | None = None
    action: str | None = None
    milestones: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """A theme of a finding, with its strength in [0, 1] and why: the terms found, or the example it is near to."""

    theme: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one report: `report.text[start:end] == text`.

    `number` and `addressee` are as printed, None where none is. `earlier` is the report's own sentence that says this
    was recommended before, "" where it does not. `confidence` lies in [0, 1]; `doubts` are plain sentences for a person
    who checks it, empty where nothing is doubtful. `paragraph`, `page`, `page_label` are where `start` stands.
    """

    id: FindingId
    report_id: ReportId
    kind: FindingKind
    start: int
    end: int
    text: str
    section: str
    page: int | None
    page_label: str | None
    paragraph: str | None
    paragraph_index: int
    number: str | None = None
    addressee: str | None = None
    agencies: tuple[Agency, ...] = ()
    plan: Plan = Plan()
    judgment: Judgment | None = None
    figure: Figure | None = None
    earlier: str = ""
    themes: tuple[ThemeMark, ...] = ()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding as a reader of structure gives it, before its place, agencies and id are added.

    `start`, `end` are offsets of the report's text, without surrounding space.
    """

    kind: FindingKind
    start: int
    end: int
    number: str | None = None
    addressee: str | None = None
    plan: Plan = Plan()
    judgment: Judgment | None = None
    figure: Figure | None = None
    earlier: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of lessons. `examples` are sentences that speak of it, `terms` words or phrases that name it.

    `own` marks one that a user added.
    """

    name: str
    label: str
    terms: tuple[str, ...]
    examples: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """Restrictions on findings. Values of one field are alternatives; fields are combined; empty: no restriction.

    `agency` matches the addressee as printed or the normalised name, in any case; `cls` is an AgencyClass value;
    `area`, `family`, `publisher`, `report` are as in `Filters`; `year` is of publication; `words` must all stand in
    the text. `check` is "yes" (a person should check it) or "no".
    """

    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    cls: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    report: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
