"""The sides of a comparison: the places, forces, people, reviews and publishers it names, or years, or agencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvrag.answer.compare.kinds import of_kind
from dvrag.answer.compare.publishers import is_published, of_press, publishers_in
from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import Name, filed_under, mentions, names_in
from dvrag.answer.question.parse import parse
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit, ReportSummary

_YEAR = re.compile(r"\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b")
_AGENCIES = {
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
_AGENCY = re.compile(
    r"\b(?:the\s+)?(?:" + "|".join(f"(?P<a{i}>{words})" for i, words in enumerate(_AGENCIES.values())) + r")\b",
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
    return re.search(rf"\b(?:{_AGENCIES[agency]})\b", section.rpartition(" > ")[2], re.IGNORECASE) is not None


def agency_named(text: str) -> tuple[str, str]:
    """Return the kind of agency that a text begins with, and what it says besides; empty texts where with none."""
    match = _AGENCY.match(text)
    if match is None:
        return "", ""
    return next(kind for place, kind in enumerate(_AGENCIES) if match[f"a{place}"]), text[match.end() :].strip()


def agency_of(text: str, side: Side) -> tuple[str, int, int]:
    """Return the agency that a question speaks of beside a side, and where: "the police in Oakfield", "Elmford GPs".

    Empty where it names none there.
    """
    before = [match for match in _AGENCY.finditer(text, 0, side.start) if _IN.fullmatch(text, match.end(), side.start)]
    if before:
        return re.sub(r"^the\s+", "", before[-1][0], flags=re.IGNORECASE), before[-1].start(), side.start
    behind = re.compile(r"(?:['’]s)?\s+").match(text, side.end)
    found = _AGENCY.match(text, behind.end()) if behind else None
    return (found[0], side.end, found.end()) if found else ("", side.start, side.start)


def names_of(text: str, corpus: Corpus) -> tuple[Name, ...]:
    """Return the names of a question that can be sides, publishers of reports among them, in order."""
    reports = corpus.reports()
    published = publishers_in(text, corpus)
    news = frozenset[ReportId]().union(*(p.about for p in published if of_press(p, reports)))
    names = [n for n in names_in(parse(text), corpus) if not any(_meet(n, p) for p in published)]
    names = [replace(name, about=name.about - news) for name in names]
    free = [p for p in published if not any(_meet(p, n) for n in names)]
    return tuple(_apart(sorted((*names, *free), key=lambda name: name.start)))


def sides_in(text: str, names: Sequence[Name], corpus: Corpus) -> Sides:
    """Return the sides that a question names: names, else years, else agencies; fewer than two where it has none."""
    reports = corpus.reports()
    if len(names) > 1:
        return Sides(of_kind(tuple(_of_name(name, reports) for name in names), text, reports))
    found = _different(_YEAR, text, names)
    if len(found) > 1:
        named = names[0] if names else None
        sides = tuple(_of_year(match, named, reports) for match in found)
        return Sides(sides, named.text if named else "")
    about = names[0].about if names else frozenset(report.id for report in reports)
    agencies = tuple(_of_agency(match, about) for match in _different(_AGENCY, text, names))
    agencies = agencies if names else of_kind(agencies, text, reports)
    kinds = {side.agency for side in agencies}
    return Sides(agencies if len(kinds) == len(agencies) else (), names[0].text if names else "")


def _of_name(name: Name, reports: Sequence[ReportSummary]) -> Side:
    own = frozenset(r.id for r in reports if r.id in name.about)
    published = is_published(name, reports) and not filed_under(tuple(reports)).get(name.text.lower())
    return Side(name.text, name.start, name.end, bool(name.held), own, only=published, publisher=published)


def _of_year(match: re.Match[str], named: Name | None, reports: Sequence[ReportSummary]) -> Side:
    """Return a year with its reports: those titled with the name, of that year or round; else all about the name."""
    year = int(match[0][:4])
    about = [r for r in reports if named is None or r.id in named.about]
    titled = [r for r in about if named is not None and mentions(r.title, named.text)]
    own = [r for r in titled if r.facts.year == year] or [r for r in titled if match[0] in r.title]
    dated = own or [r for r in about if r.facts.year == year]
    ids = frozenset(r.id for r in dated)
    return Side(match[0], match.start(), match.end(), reports=ids, only=bool(own), year=year)


def _of_agency(match: re.Match[str], about: frozenset[ReportId]) -> Side:
    kind = next(name for place, name in enumerate(_AGENCIES) if match[f"a{place}"] is not None)
    return Side(match[0], match.start(), match.end(), reports=about, agency=kind)


def _meet(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _apart(names: Sequence[Name]) -> list[Name]:
    """Return the names that are sides of their own: each text once, none of which qualifies another.

    Two names of one report ("Adult A in Northmoor") name one side: the first.
    """
    kept: list[Name] = []
    for name in names:
        same = any(name.text.lower() == other.text.lower() for other in kept)
        if not same and not any(name.about & other.about for other in kept):
            kept.append(name)
    return kept


def _different(pattern: re.Pattern[str], text: str, names: Sequence[Name]) -> list[re.Match[str]]:
    """Return what a pattern finds outside the names, each text once."""
    found: dict[str, re.Match[str]] = {}
    for match in pattern.finditer(text):
        beside = len(" police") if pattern is _AGENCY else 0
        inside = any(name.start < match.end() and match.start() < name.end + beside for name in names)
        if not inside:
            found.setdefault(re.sub(r"^the\s+", "", match[0].lower()), match)
    return list(found.values())
