"""The blocks of a report section by section, each with what its headings promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from dvrag.lessons.extract.asking.bodies import is_body
from dvrag.lessons.extract.asking.words import asks, subject_of
from dvrag.lessons.extract.zones import Zone, ended, kind_of, scope_in, told_in, zone_of
from dvrag.model.documents import Block, BlockKind, Family, Report
from dvrag.model.findings import FindingKind

_OTHER_HEADINGS = (
    "next step",
    "strength",
    "case stud",
    "practice stud",
    "main finding",
    "context",
    "headline",
    "annex",
    "about",
)
_LETTERS = frozenset({Family.JOINT_INSPECTION, Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.OTHER})
_SHORT = 5
"""Words of a heading that only says how far recommendations reach, at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one section, headings left out, with its heading path and the zone that the path opens.

    `heading` is the block of its own heading, None before the first.
    """

    section: int
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    zone: Zone | None
    heading: Block | None = None


def parts(report: Report) -> Iterator[Part]:
    """Yield the sections that hold blocks, in order of text.

    A list goes on below headings that were set as large as its own: improvements below topics, as long as only list
    items stand there; recommendations below the names of those who are told.
    """
    going: Part | None = None
    closed: set[tuple[str, ...]] = set()
    for section, found in groupby(report.blocks, key=lambda block: block.section):
        every = tuple(found)
        blocks = tuple(block for block in every if block.kind is not BlockKind.HEADING)
        heading = next((block for block in every if block.kind is BlockKind.HEADING), None)
        path = report.sections[section].path if section < len(report.sections) else ()
        zone = zone_of(path)
        closed = {above for above in closed if above != path} | ended(path)
        if zone is not None and path[: zone.depth] in closed:
            zone = None
        if zone is None and going is not None and going.zone is not None and path:
            zone = _going_on(report, going.zone, path, blocks)
        part = Part(section, path, blocks, zone, heading)
        going = part if zone is not None and zone.plural else None
        yield part


def _going_on(report: Report, zone: Zone, path: tuple[str, ...], blocks: tuple[Block, ...]) -> Zone | None:
    """Return the zone of the section before as it goes on below a heading of its own, None where it ends."""
    heading = path[-1]
    if zone.kind is FindingKind.AREA_FOR_IMPROVEMENT and report.family in _LETTERS and _is_topic(heading, blocks):
        return replace(zone, depth=len(path))
    if zone.kind is not FindingKind.RECOMMENDATION or not blocks:
        return None
    told, scope = told_in(heading), scope_in(heading)
    first = report.text[blocks[0].start : blocks[0].end]
    names = (told is not None and is_body(told)) or (scope is not None and len(heading.split()) <= _SHORT)
    if not names or not (asks(first) or subject_of(first) or first.endswith(":")):
        return None
    return replace(zone, depth=len(path), addressee=told, scope=scope or zone.scope)


def _is_topic(heading: str, blocks: tuple[Block, ...]) -> bool:
    named = any(word in heading.casefold() for word in _OTHER_HEADINGS) or kind_of(heading) is not None
    listed = bool(blocks) and all(block.kind is BlockKind.LIST_ITEM for block in blocks)
    return listed and not named
