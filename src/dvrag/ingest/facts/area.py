"""The place a report is about."""

from __future__ import annotations

import re

from dvrag.ingest.facts.names import COUNCIL, PLACE, place_of
from dvrag.ingest.structure.assemble import Body
from dvrag.model.documents import BlockKind, Fact, Family, Span

OPENING = 3000
"""Characters at the start of a report in which its publisher and place are looked for."""

REVIEWS = frozenset(
    {Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.ACTION_PLAN, Family.LIBRARY_SUMMARY, Family.QA_LETTER}
)
"""Families that a community safety partnership stands behind."""

WIDE = frozenset({Family.THEMATIC_INSPECTION, Family.RESEARCH, Family.CASE_REVIEW, Family.OTHER})
"""Families about many places: a force or place that their text mentions is not theirs."""

_LOOSE = frozenset({Family.NEWS, Family.SERVICE_REVIEW, Family.PREVENTION_REPORT})
"""Families that name their place in running text: "services in X"."""

_OF_PLACE = (
    re.compile(
        rf"[Ii]nspection of (?:the )?({PLACE})(?:[’']s)?(?: local authority| children[’']s services| Council"
        rf"|$|\n|[¹²³0-9])"
    ),
    re.compile(
        rf"(?:response to|services|experiences|for children|neglect|abuse|exploitation"
        rf"|health)\b[^.\n]{{0,90}}? in (?:the )?({PLACE})(?=[¹²³\d]|\s*$|\n)",
        re.MULTILINE,
    ),
    re.compile(
        rf"(?:[Rr]eview|[Ii]nspection|services?|[Cc]oroner)\b[^.\n]{{0,60}} (?:in|for|of"
        rf"|across) (?:the )?({PLACE})(?=\W|$)"
    ),
)
_NO_PLACE = re.compile(
    r"^[A-Z]{2,}$|\b(?:Acts?|Local|Safeguarding|Children|Education|Board|Services?|Inspections?|Reviews?"
    r"|Office|Health|Domestic|Part"
    r"|Abuse|England|Wales|Section|Januar|Februar|March|April|May|June|July|August|Septem|Octo|Novem|Decem)"
)
_LOCAL_BODY = re.compile(
    rf"\b({PLACE}) (?:Safeguarding|Community Safety|Domestic Abuse|County Council|City Council"
    rf"|Borough Council|Integrated Care)"
)
_COMMISSIONER_FOR = re.compile(rf"[Cc]ommissioner for ({PLACE})")
_FORCE_ENDING = re.compile(r" (?:Police|Constabulary)\b.*$")
_PARTNERSHIP_WORDS = re.compile(r"\b(?:Safer?|Community|Communities|Safety|Public Protection|Partnership|Board)\b")


def area(body: Body, family: Family, named: Fact, bodies: tuple[Fact, Fact]) -> Fact:
    """Return the place: of the partnership or force behind the report, of its title, else of the bodies it names.

    `named` is the title, `bodies` the force and the partnership.
    """
    force, partnership = bodies
    if partnership.span and family in REVIEWS | {Family.NEWS}:
        return _within(body, partnership, _PARTNERSHIP_WORDS.sub("", partnership.value or ""))
    of_force = _within(body, force, _FORCE_ENDING.sub("", force.value or ""))
    if family is Family.INSPECTION and of_force.value:
        return of_force
    stated = _stated_area(body, named, loose=family in _LOOSE)
    if stated.value or family in WIDE:
        return stated
    if family is Family.JOINT_INSPECTION:
        return _cover_place(body) or _first(body, (COUNCIL,), OPENING) or of_force
    return of_force if of_force.value else _of_bodies(body, family)


def _of_bodies(body: Body, family: Family) -> Fact:
    """Return the place of a council, commissioner or local partnership that the opening names."""
    found = _first(body, (_COMMISSIONER_FOR,), OPENING)
    if not found and family is Family.NEWS:
        found = _first(body, (COUNCIL,), len(body.text))
    if not found and family is Family.GUIDANCE:
        found = _first(body, (_LOCAL_BODY,), OPENING)
    return found or Fact()


def _first(body: Body, patterns: tuple[re.Pattern[str], ...], reach: int) -> Fact | None:
    found = next((match for pattern in patterns if (match := pattern.search(body.text, 0, reach))), None)
    return _place(found) if found else None


def _cover_place(body: Body) -> Fact | None:
    """Return the place that is the whole first heading: "South Tyneside", "Coventry City Council"."""
    first = next((block for block in body.blocks if block.kind is BlockKind.HEADING), None)
    text = body.text[first.start : first.end] if first else ""
    name = place_of(text)
    if first is None or not re.fullmatch(PLACE, name) or _NO_PLACE.search(name):
        return None
    return from_text(name, first.start + text.find(name), first.start + text.find(name) + len(name))


def _stated_area(body: Body, named: Fact, *, loose: bool) -> Fact:
    """Return the place that the title names, else the one that the opening says the report is about."""
    spans = [named.span] if named.span else []
    for span in [*spans, Span(0, OPENING)]:
        for pattern in _OF_PLACE if loose or span is named.span else _OF_PLACE[:2]:
            found = pattern.search(body.text, span.start, min(span.end, len(body.text)))
            if found and place_of(found.group(1)) and not _NO_PLACE.search(found.group(1)):
                return _place(found)
    return Fact()


def _place(found: re.Match[str]) -> Fact:
    group = next(index for index in range(1, (found.re.groups or 0) + 1) if found.group(index))
    name = place_of(found.group(group))
    start = found.start(group) + found.group(group).find(name)
    return from_text(name, start, start + len(name)) if name else Fact()


def _within(body: Body, fact: Fact, name: str) -> Fact:
    name = place_of(" ".join(name.split()))
    if fact.span is None or not name:
        return Fact()
    start = body.text.find(name, fact.span.start, fact.span.end)
    return from_text(name, start, start + len(name)) if start >= 0 else Fact()


def from_text(value: str, start: int, end: int) -> Fact:
    """Return a fact from the text at `[start, end)`."""
    return Fact(" ".join(value.split()), Span(start, end), "text")
