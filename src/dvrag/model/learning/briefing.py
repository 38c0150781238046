"""Briefings: what reviews say again and again, on one page or for a session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary


class Length(StrEnum):
    """How long a briefing is."""

    PAGE = "page"
    SESSION = "session"

    @property
    def label(self) -> str:
        """The length in plain words."""
        return {"page": "One page", "session": "A whole session"}[self.value]


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """What a briefing is about. Empty fields: no restriction. `since` and `until` are years of publication, or None."""

    theme: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    length: Length = Length.PAGE


@dataclass(frozen=True, slots=True)
class Point:
    """One point: `text` is our plain sentence, or "" where the quotes speak; each of `cited` is shown as a quote.

    What `text` says stands on `also` too: those are cited without their words. `about` is its subject in a word or two,
    "" where none is told.
    """

    text: str
    cited: tuple[Cited, ...] = ()
    also: tuple[Cited, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a briefing under its heading; `lead` says in a sentence what stands there. `key` is stable."""

    key: str
    heading: str
    lead: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing. `parts` in order: again_and_again, recommended, good, discuss, further (empty ones are left out).

    `note` warns of what is spoken of; `support` are lines of help; `basis` says what was read (numbers of reports,
    findings, years) and `limits` what was not. `title` names the theme, agency and area. `reports` are those cited, in
    the order of the list of further reading.
    """

    title: str
    request: BriefingRequest
    note: str
    basis: str
    limits: tuple[str, ...]
    parts: tuple[Part, ...]
    support: tuple[str, ...]
    library: str
    reports: tuple[ReportSummary, ...] = ()
