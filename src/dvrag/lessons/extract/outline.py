"""The blocks of a report section by section, each with what its headings promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from dvrag.lessons.extract.zones import Zone, kind_of, zone_of
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


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one section, headings left out, with its heading path and the zone that the path opens."""

    section: int
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    zone: Zone | None


def parts(report: Report) -> Iterator[Part]:
    """Yield the sections that hold blocks, in order of text.

    A list of improvements goes on below headings of its topics, also where these were set as large as its own: as long
    as only list items stand there.
    """
    open_zone: Zone | None = None
    for section, found in groupby(report.blocks, key=lambda block: block.section):
        blocks = tuple(block for block in found if block.kind is not BlockKind.HEADING)
        path = report.sections[section].path if section < len(report.sections) else ()
        zone = zone_of(path)
        if zone is None and open_zone is not None and _goes_on(path, blocks):
            zone = replace(open_zone, depth=len(path))
        open_zone = zone if zone and zone.kind is FindingKind.AREA_FOR_IMPROVEMENT and zone.plural else None
        if report.family not in _LETTERS:
            open_zone = None
        yield Part(section, path, blocks, zone)


def _goes_on(path: tuple[str, ...], blocks: tuple[Block, ...]) -> bool:
    heading = path[-1].casefold() if path else ""
    named = any(word in heading for word in _OTHER_HEADINGS) or kind_of(heading) is not None
    listed = bool(blocks) and all(block.kind is BlockKind.LIST_ITEM for block in blocks)
    return listed and not named
