"""Findings in lists, numbered paragraphs and boxes below a heading that announces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dvrag.lessons.extract.labels import Beside, Label, beside, label_of, lettered
from dvrag.lessons.extract.outline import Part
from dvrag.lessons.extract.words import asks, deadline_in, fails, last_bracket, opening, subject_of
from dvrag.lessons.extract.zones import Zone
from dvrag.model.documents import Block, BlockKind, Family, Report
from dvrag.model.findings import Draft, FindingKind, Plan

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CHRONOLOGY})
_SURE, _LIKELY, _DOUBTFUL = 0.98, 0.93, 0.7
_SHORTEST = 12
"""Characters of a finding, at least."""
_INTRODUCES = re.compile(
    r"\b(?:recommendations?|lessons?|learning|areas?\s+for\s+improvement|numbering|costs?)\b.{0,80}\b(?:is|are|was|were|ha[sv]e|follows?|"
    r"below|above|makes?|made|sets?|grouped|listed|arise|identified|include[sd]?)\b"
    r"|\b(?:makes?|made|sets?\s+out|following|below|these|identified)\b.{0,60}\b(?:recommendations?|lessons?|learning|areas?\s+for\s+improvement)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE = frozenset({".", "!", "?", "”", ")", ";", '"'})
NO_ADDRESSEE = "No addressee is named."
CUT_OFF = "It ends without a full stop: it may be cut off."
NO_NUMBER = "It stands in running paragraphs without a number: it may be part of another."


@dataclass(slots=True)
class _Item:
    """A finding while its blocks are gathered."""

    kind: FindingKind
    start: int
    end: int
    confidence: float
    number: str | None = None
    addressee: str | None = None
    stated: Beside = field(default_factory=Beside)


def listed(report: Report, part: Part) -> list[Draft]:
    """Return the findings of one section below a heading that announces them, in order."""
    zone = part.zone
    assert zone is not None
    blocks = [b for b in part.blocks if b.kind in _TEXT and b.end > b.start]
    if zone.kind is FindingKind.CAUSE_OF_CONCERN and not any(_is_item(b) for b in blocks):
        items = _whole(report, part, blocks)
    elif zone.kind is FindingKind.PROMISING_PRACTICE or not zone.plural:
        items = _first(report, zone, blocks)
    else:
        items = _several(report, part, blocks)
    return [made for item in items if (made := draft(report, item, zone))]


def labelled(report: Report, part: Part) -> list[Draft]:
    """Return the findings of a section without such a heading that carry a label of their own and ask for something."""
    found = []
    blocks = [b for b in part.blocks if b.kind in _TEXT]
    for item in _gathered(report, blocks, [(b, label) for b in blocks if (label := label_of(report, b))], None):
        text = report.text[item.start : item.end]
        if item.kind is FindingKind.RECOMMENDATION and not (item.addressee or asks(text)):
            continue
        found.append(draft(report, item, None))
    return [made for made in found if made]


def draft(report: Report, item: _Item, zone: Zone | None) -> Draft | None:
    """Return a gathered item as a draft; None for one that is too short to be a finding."""
    start, end = _trimmed(report.text, item.start, item.end)
    stated = item.stated
    known = item.addressee or stated.addressee or item.kind is not FindingKind.RECOMMENDATION
    first = None if known else opening(report.text[start:end])
    if first:
        item.addressee, start = first[0], start + first[1]
    text = report.text[start:end]
    if len(text) < _SHORTEST or " " not in text:
        return None
    told = item.addressee or item.stated.addressee or (zone.addressee if zone else None)
    if item.kind not in {FindingKind.LESSON, FindingKind.PROMISING_PRACTICE}:
        told = told or last_bracket(text) or subject_of(text) or _judged(report, item, text)
    recommended = item.kind is FindingKind.RECOMMENDATION
    doubts = [NO_ADDRESSEE] if recommended and not told else []
    doubts += [CUT_OFF] if item.confidence < _SURE and text[-1] not in _WHOLE and len(text) > 200 else []
    doubts += [NO_NUMBER] if item.confidence <= _DOUBTFUL else []
    asked = recommended or item.kind is FindingKind.AREA_FOR_IMPROVEMENT
    return Draft(
        kind=item.kind,
        start=start,
        end=end,
        number=item.number,
        addressee=told,
        plan=Plan(
            scope=zone.scope if zone and recommended else None,
            deadline=stated.deadline or (deadline_in(text) if asked else None),
            lead=stated.lead,
            milestones=stated.milestones,
            status=stated.status,
        ),
        confidence=item.confidence,
        doubts=tuple(doubts),
    )


def _judged(report: Report, item: _Item, text: str) -> str | None:
    """Return the force that an inspection of one force speaks of without naming it in each finding."""
    own = fails(text) if item.kind is not FindingKind.RECOMMENDATION else None
    return own or (report.facts.force.value if report.family is Family.INSPECTION else None)


def _whole(report: Report, part: Part, blocks: Sequence[Block]) -> list[_Item]:
    """Return all paragraphs of a box as one finding, with the heading inside it that states the concern."""
    zone = part.zone
    if not blocks or zone is None:
        return []
    inside = zone.depth < len(part.path)
    start = report.sections[part.section].start if inside else blocks[0].start
    return [_Item(zone.kind, min(start, blocks[0].start), blocks[-1].end, _SURE, zone.number)]


def _first(report: Report, zone: Zone, blocks: Sequence[Block]) -> list[_Item]:
    """Return the first paragraph of a box, with the list that it leads in: what follows may be the text beside it."""
    numbered = [(b, label) for b in blocks if (label := label_of(report, b)) and label.kind is zone.kind]
    if len(numbered) > 1:
        return _gathered(report, blocks, numbered, zone)
    if not blocks:
        return []
    item = _Item(zone.kind, blocks[0].start, blocks[0].end, _SURE, zone.number)
    if numbered and numbered[0][0] is blocks[0]:
        item.start, item.number = numbered[0][1].start, numbered[0][1].number
    for before, block in pairwise(blocks):
        stated = beside(report.text[block.start : block.end])
        if stated:
            item.stated = stated
            break
        if not (block.kind is BlockKind.LIST_ITEM or report.text[before.start : before.end].endswith(":")):
            break
        item.end = block.end
    return [item]


def _several(report: Report, part: Part, blocks: Sequence[Block]) -> list[_Item]:
    """Return one finding per label, else per number or bullet, else per paragraph that asks for something."""
    zone = part.zone
    assert zone is not None
    labels = [(b, label) for b in blocks if (label := label_of(report, b) or _by_letter(zone, b))]
    if labels:
        return _gathered(report, blocks, labels, zone)
    items = [b for b in blocks if _is_item(b)]
    numbered = items or [b for b in blocks if b.paragraph]
    chosen = numbered or list(blocks)
    confidence = _LIKELY if numbered else _DOUBTFUL
    found = [(b, _plain(zone, b)) for b in chosen if _is_one(report, zone, b, sure=bool(items))]
    return _gathered(report, blocks, found, zone, confidence)


def _gathered(
    report: Report,
    blocks: Sequence[Block],
    starts: Sequence[tuple[Block, Label]],
    zone: Zone | None,
    confidence: float = _SURE,
) -> list[_Item]:
    """Return an item per start: its block, the list that the block leads in, and what lines beside it state."""
    labels = {block.start: label for block, label in starts}
    items: list[_Item] = []
    open_list = False
    for block in blocks:
        text = report.text[block.start : block.end]
        label = labels.get(block.start)
        if label:
            items.append(_Item(label.kind, label.start, block.end, confidence, label.number or None, label.addressee))
            open_list = text.endswith(":") or label.start >= block.end
            continue
        if not items:
            continue
        stated = beside(text)
        if stated:
            items[-1].stated = stated
        elif open_list or (block.kind is BlockKind.LIST_ITEM and zone is not None and confidence == _SURE):
            items[-1].end = block.end
            open_list = open_list and (block.kind is BlockKind.LIST_ITEM or text.endswith(":"))
    return items


def _by_letter(zone: Zone, block: Block) -> Label | None:
    return Label(zone.kind, block.paragraph or "", None, block.start) if lettered(block.paragraph) else None


def _plain(zone: Zone, block: Block) -> Label:
    number = (block.paragraph or "").strip("()[]. ") if zone.kind is not FindingKind.LESSON else ""
    return Label(zone.kind, number, None, block.start)


def _is_item(block: Block) -> bool:
    """Return whether a block is a list item, or numbered as one ("1", "(2)", "a)") and not as a paragraph ("5.14")."""
    number = (block.paragraph or "").strip("()[]. ")
    return block.kind is BlockKind.LIST_ITEM or bool(re.fullmatch(r"\d{1,2}|[a-z]|[ivx]{1,5}", number))


def _is_one(report: Report, zone: Zone, block: Block, *, sure: bool) -> bool:
    """Return whether a block without a label is a finding, and not the sentence that introduces them."""
    text = report.text[block.start : block.end]
    if text.endswith(":") or beside(text):
        return False
    if sure and zone.kind is not FindingKind.RECOMMENDATION:
        return True
    if _INTRODUCES.search(text[:200]) and subject_of(text) is None:
        return False
    if zone.kind is FindingKind.AREA_FOR_IMPROVEMENT and not block.paragraph:
        return asks(text) and not re.search(r"\bwe\s+(?:found|set|inspected|saw)\b", text)
    if zone.kind is FindingKind.RECOMMENDATION:
        return sure or (asks(text) and not _INTRODUCES.search(text[:120]))
    return len(text.split()) > 2


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
