"""A side of a comparison, and the agencies that can be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.model.ids import ReportId
from dvrag.model.results import Hit

AGENCIES = {
    "children": r"children['’]?s\s+(?:social\s+care|services)|social\s+services|social\s+workers?",
    "adults": r"adult\s+social\s+care|adult\s+safeguarding",
    "mental health": r"mental\s+health\s+(?:trust|team|services?)|talking\s+therapies",
    "visiting": r"health\s+visit(?:ors?|ing)|community\s+health",
    "hospital": r"(?:hospital\s+)?emergency\s+departments?|hospitals?|infirmary|midwives|maternity",
    "doctors": r"gps?|gp\s+practices?|general\s+practices?|surger(?:y|ies)|doctors",
    "police": r"police|constabulary|officers",
    "probation": r"probation(?:\s+service)?",
    "housing": r"housing(?:\s+(?:departments?|officers?|services?|providers?|associations?))?|landlords?|homes",
    "school": r"(?:primary\s+)?schools?|nurser(?:y|ies)|colleges?|education",
    "ambulance": r"ambulance(?:\s+\w+)?",
    "charity": r"charit(?:y|ies)|specialist\s+services?|idva\s+services?",
    "council": r"councils?|local\s+authorit(?:y|ies)",
    "health": r"health(?:\s+services?|\s+care)?|nhs",
}
"""Agencies as questions name them; in headings of reports they stand with the same words."""
AGENCY = re.compile(
    r"\b(?:the\s+)?(?:" + "|".join(f"(?P<a{i}>{words})" for i, words in enumerate(AGENCIES.values())) + r")\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\s+(?:in|of|at|for)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name as the question writes it, and where it stands there.

    `reports` are its own, which no other side may cite. `only`: it is answered from these alone. `agency` is the kind
    of a side that is an agency: sections headed by another side's agency are not cited for it. `year` is that of a
    side that is a year. `publisher`: it is who published the reports, which need not name it.
    """

    name: str
    start: int
    end: int
    held: bool = True
    reports: frozenset[ReportId] = frozenset()
    only: bool = False
    agency: str = ""
    year: int | None = None
    publisher: bool = False

    def strays(self, hit: Hit, others: Sequence[Side]) -> bool:
        """Return whether a passage belongs to another side and not to this one."""
        report = hit.report.id
        if report not in self.reports and any(report in other.reports for other in others):
            return True
        section = hit.passage.section
        return bool(self.agency) and not self.heads(section) and any(other.heads(section) for other in others)

    def heads(self, section: str) -> bool:
        """Return whether a section's own heading names the agency that this side is."""
        return bool(self.agency) and heads(self.agency, section)


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a question, in its order; `named`: the one name that belongs to each of them, where there is one."""

    found: tuple[Side, ...]
    named: str = ""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the sides stand in the question."""
        return tuple((side.start, side.end) for side in self.found)


def heads(agency: str, section: str) -> bool:
    """Return whether a section's own heading names a kind of agency."""
    return re.search(rf"\b(?:{AGENCIES[agency]})\b", section.rpartition(" > ")[2], re.IGNORECASE) is not None


def agency_named(text: str) -> tuple[str, str]:
    """Return the kind of agency that a text begins with, and what it says besides; empty texts where with none."""
    match = AGENCY.match(text)
    if match is None:
        return "", ""
    return next(kind for place, kind in enumerate(AGENCIES) if match[f"a{place}"]), text[match.end() :].strip()


def agency_of(text: str, side: Side) -> tuple[str, int, int]:
    """Return the agency that a question speaks of beside a side, and where: "the police in Oakfield", "Elmford GPs".

    Empty where it names none there.
    """
    before = [match for match in AGENCY.finditer(text, 0, side.start) if _IN.fullmatch(text, match.end(), side.start)]
    if before:
        return re.sub(r"^the\s+", "", before[-1][0], flags=re.IGNORECASE), before[-1].start(), side.start
    behind = re.compile(r"(?:['’]s)?\s+").match(text, side.end)
    found = AGENCY.match(text, behind.end()) if behind else None
    return (found[0], side.end, found.end()) if found else ("", side.start, side.start)
