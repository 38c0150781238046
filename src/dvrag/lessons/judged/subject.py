"""Who is judged, on which scale and in which cycle, as far as the report prints it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from dvrag.model.documents import Report
from dvrag.model.findings import Scale

OPENING = 6000
"""Characters at the start of a report in which it names its cycle."""
_POLICE = re.compile(r"\b(?:police|constabulary)\b", re.I)
_CHILDREN = re.compile(
    r"(?i:inspection of|report on)\s+(?:the\s+)?(?P<name>[A-Z][^:\n.]{2,70}?)(?:[’']s)?\s+"
    r"(?:local authority\s+)?(?:children|services for children)",
)
_INSPECTED = re.compile(
    r"(?i:inspection|review)\s+of\b(?:[^:]*\b(?:in|at|by|of)\b)?\s*:?\s*(?P<name>[A-Z][^:.]{2,70})$"
)
_COUNCIL = re.compile(r"^[A-Z][\w’' -]{2,60}(?:Council|Borough|City|Authority)$", re.M)
_CYCLE = r"(?P<cycle>20[12]\d(?:\s?[/–—-]\s?(?:20)?[1-4]\d)?)(?![\d/])"
_CYCLES = (
    re.compile(rf"\bPEEL\b\W{{0,3}}(?:assessments?|inspections?|programme)?\W{{0,3}}{_CYCLE}", re.I),
    re.compile(
        rf"\b(?:effectiveness|efficiency|legitimacy|leadership)\W{{1,4}}{_CYCLE}(?=\W{{0,6}}An inspection|\s*$|\s*\n)",
        re.I,
    ),
    re.compile(rf"\b{_CYCLE}\s+PEEL\b", re.I),
    re.compile(
        rf"\b(?:grades? given|inspection cycle|our)\b[^.\n]{{0,60}}?{_CYCLE}\s*(?:$|\n|assessment|inspection|cycle)",
        re.I,
    ),
)
_PEEL = re.compile(r"\bPEEL\b|effectiveness, efficiency and legitimacy", re.I)
_FIVE = re.compile(
    r"five[\s-]tiers?\b|\bto five (?:tiers|grades)|outstanding,\s+good,\s+adequate|same five grades", re.I
)
_FOUR = re.compile(r"four[\s-]tiers?\b|four (?:grades|judge?ments|categories)|outstanding,\s+good,\s+requires", re.I)
_MOVED = re.compile(r"\bfour[\s-]tier\b.{0,60}?\b(?:to|into)\s+five|\bfour tiers\b.{0,60}?\bto five\b", re.I | re.S)
_TO_BE_GOOD = re.compile(r"\brequir\w+\s+improvement\s+to\s+be\s+good\b", re.I)
"""How only Ofsted words a grade."""
_FIRST_OF_FIVE = 2021
"""The cycle in which PEEL went from four tiers to five is 2021/22."""
NO_TIERS = "The report does not say whether its scale has four grades or five."
INFERRED_CYCLE = (
    "The cycle is not printed; the move from four grades to five, which the report explains, came in 2021/22."
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What all judgments of a report share. `doubts` hold for each of them."""

    body: str
    force: str | None
    scale: Scale
    cycle: str
    date: str | None
    doubts: tuple[str, ...] = ()


def subject(report: Report, grades: Collection[str]) -> Subject:
    """Return who is judged, and the scale and cycle, given the grades that the report prints as judgments."""
    force = _force(report)
    body = force if force and _judges_police(report) else _authority(report)
    police = bool(force) and body == force
    cycle = _cycle(report) if police else ""
    scale, doubts = _scale(report, police, cycle, grades)
    if not cycle and scale is Scale.PEEL_5 and _MOVED.search(report.text):
        cycle, doubts = "2021/22", (*doubts, INFERRED_CYCLE)
    return Subject(body, force if police else None, scale, cycle, report.facts.published.value, doubts)


def since(report: Report) -> int:
    """Return the year before which a grade is not one of this report, as far as it prints its cycle; 0 unknown."""
    cycle = _cycle(report)
    return int(cycle[:4]) if cycle else 0


def force_of(who: str, shared: Subject) -> str | None:
    """Return the police force that a name is, None where it names another body; without a name the report's force."""
    if not who:
        return shared.force
    return who if _POLICE.search(who) else shared.force if who == shared.body else None


def names_of(report: Report) -> frozenset[str]:
    """Return the names by which the report calls the judged body, in small letters."""
    facts = report.facts
    values = (facts.force.value, facts.area.value, facts.partnership.value)
    return frozenset(value.lower() for value in values if value and len(value) > 2)


def _force(report: Report) -> str | None:
    """Return the police force of the report, from its facts or where its area is one."""
    area = report.facts.area.value
    return report.facts.force.value or (area if area and _POLICE.search(area) else None)


def _judges_police(report: Report) -> bool:
    """Return whether the report inspects its force, not services for children in the force's area."""
    title = report.facts.title.value or ""
    return "children’s services" not in title and "joint" not in title.lower() and not _is_ofsted(report)


def _is_ofsted(report: Report) -> bool:
    publisher = report.facts.publisher.value or ""
    return "ofsted" in publisher.lower() or (not publisher and "Ofsted" in report.text[:OPENING])


def _authority(report: Report) -> str:
    """Return the authority as the title names it, else the area."""
    title = report.facts.title.value or ""
    found = _CHILDREN.search(title.replace("'", "’"))
    if found and not found.group("name").lower().startswith("services"):
        return found.group("name").removesuffix("’s").strip()
    council = _COUNCIL.search(report.text[:400])
    area = report.facts.area.value or ""
    if council and area and area.lower() in council.group().lower():
        return council.group()
    named = _INSPECTED.search(title)
    return area or report.facts.partnership.value or report.facts.force.value or (named["name"] if named else "")


def _cycle(report: Report) -> str:
    for text in (report.facts.title.value or "", report.text[:OPENING]):
        for pattern in _CYCLES:
            found = pattern.search(text)
            if found:
                return "".join(found.group("cycle").split())
    return ""


def _scale(report: Report, police: bool, cycle: str, grades: Collection[str]) -> tuple[Scale, tuple[str, ...]]:
    if police and (_PEEL.search(report.text) or "/" in cycle):
        return _peel(report, cycle, grades)
    if _is_ofsted(report) or (not police and _TO_BE_GOOD.search(report.text)):
        return (Scale.OTHER if "adequate" in grades else Scale.OFSTED_4), ()
    return Scale.OTHER, ()


def _peel(report: Report, cycle: str, grades: Collection[str]) -> tuple[Scale, tuple[str, ...]]:
    """Return four tiers or five: by the grades given, the tiers named, the cycle, the date, in this order."""
    year = int(cycle[:4]) if cycle else 0
    if "adequate" in grades:
        early = 0 < year < _FIRST_OF_FIVE
        return Scale.PEEL_5, (f"“Adequate” is printed, which the scale of {cycle} did not have.",) if early else ()
    if year:
        return (Scale.PEEL_5 if year >= _FIRST_OF_FIVE else Scale.PEEL_4), ()
    opening = report.text
    if _FIVE.search(opening) or _MOVED.search(opening):
        return Scale.PEEL_5, ()
    if _FOUR.search(opening):
        return Scale.PEEL_4, ()
    published = report.facts.published.value or ""
    if published and published[:7] not in ("2021", "2021-07", "2021-08", "2021-09"):
        return (Scale.PEEL_5 if published[:7] > "2021-07" else Scale.PEEL_4), ()
    return Scale.OTHER, (NO_TIERS,)
