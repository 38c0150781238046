"""A finding while its blocks are gathered, and the draft made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.lessons.extract.asking.words import deadline_in, fails, last_bracket, opening, subject_of
from dvrag.lessons.extract.labels import Beside
from dvrag.lessons.extract.zones import Zone, scope_in
from dvrag.model.documents import Family, Report
from dvrag.model.findings import AgencyClass, Draft, FindingKind, Plan, Scope

SURE, LIKELY, DOUBTFUL = 0.98, 0.93, 0.7
NO_ADDRESSEE = "No addressee is named."
CUT_OFF = "It ends without a full stop: it may be cut off."
NO_NUMBER = "It stands in running paragraphs without a number: it may be part of another."
_SHORTEST = 12
"""Characters of a finding, at least."""
_WHOLE = frozenset({".", "!", "?", "”", ")", ";", '"', "’"})


@dataclass(slots=True)
class Item:
    """A finding while its blocks are gathered. `aside` is what stands in brackets after its label, "" for nothing."""

    kind: FindingKind
    start: int
    end: int
    confidence: float
    number: str | None = None
    addressee: str | None = None
    scope: Scope | None = None
    deadline: str | None = None
    aside: str = ""
    stated: Beside = field(default_factory=Beside)


def draft(report: Report, item: Item, zone: Zone | None) -> Draft | None:
    """Return a gathered item as a draft; None for one that is too short to be a finding."""
    start, end = _trimmed(report.text, item.start, item.end)
    known = item.addressee or item.stated.addressee or item.kind is not FindingKind.RECOMMENDATION
    first = None if known else opening(report.text[start:end])
    if first:
        item.addressee, start = first[0], start + first[1]
    text = report.text[start:end]
    if len(text) < _SHORTEST or " " not in text:
        return None
    told = _told(report, item, zone, text)
    return Draft(
        kind=item.kind,
        start=start,
        end=end,
        number=item.number,
        addressee=told,
        plan=_plan(item, zone, text, told),
        confidence=item.confidence,
        doubts=_doubts(item, told, text),
    )


def _told(report: Report, item: Item, zone: Zone | None, text: str) -> str | None:
    told = item.stated.addressee or item.addressee or (zone.addressee if zone else None)
    if told or item.kind in {FindingKind.LESSON, FindingKind.PROMISING_PRACTICE}:
        return _in_full(told, text)
    told = last_bracket(text) or subject_of(text)
    if told or (item.kind is FindingKind.RECOMMENDATION and report.family is not Family.INSPECTION):
        return told
    own = fails(text) if item.kind is not FindingKind.RECOMMENDATION else None
    return own or (report.facts.force.value if report.family is Family.INSPECTION else None)


def _in_full(told: str | None, text: str) -> str | None:
    """Return who is told by the name that the text gives in full ("Health Board": "Vale University Health Board")."""
    subject = subject_of(text) if told else None
    short = (told or "").lower().removeprefix("the ")
    return subject if subject and subject.lower().endswith(f" {short}") and len(subject) > len(short) + 4 else told


def _plan(item: Item, zone: Zone | None, text: str, told: str | None) -> Plan:
    recommended = item.kind is FindingKind.RECOMMENDATION
    asked = recommended or item.kind is FindingKind.AREA_FOR_IMPROVEMENT
    above = item.scope or scope_in(item.aside) or (zone.scope if zone else None)
    if zone and zone.national and told and any(a.kind is AgencyClass.NATIONAL_GOVERNMENT for a in agencies_in(told)):
        above = Scope.NATIONAL
    return Plan(
        scope=above if recommended else None,
        deadline=item.stated.deadline or (deadline_in(text) if asked else None) or item.deadline,
        lead=item.stated.lead,
        milestones=item.stated.milestones,
        status=item.stated.status,
    )


def _doubts(item: Item, told: str | None, text: str) -> tuple[str, ...]:
    found = [NO_ADDRESSEE] if item.kind is FindingKind.RECOMMENDATION and not told else []
    found += [CUT_OFF] if item.confidence < SURE and text[-1] not in _WHOLE and len(text) > 200 else []
    found += [NO_NUMBER] if item.confidence <= DOUBTFUL else []
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
