"""Findings in lists, numbered paragraphs and boxes below a heading that announces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dvrag.lessons.extract.asking.words import asks, subject_of
from dvrag.lessons.extract.gather import counts, gathered
from dvrag.lessons.extract.items import SURE, Item, draft
from dvrag.lessons.extract.labels import beside, label_of
from dvrag.lessons.extract.outline import Part
from dvrag.lessons.extract.zones import Zone
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import Draft, FindingKind

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CHRONOLOGY})
_BOX = 400
"""Words of a box of practice, at most: where more stands below its heading, running text follows the box."""
_TITLE = 14
"""Words of a title inside a box, at most."""
_NOTE = re.compile(r"^\W*all\s+names\b|^\W*names\s+(?:have\s+been|are)\b", re.IGNORECASE)


def listed(report: Report, part: Part) -> list[Draft]:
    """Return the findings of one section below a heading that announces them, in order."""
    zone = part.zone
    assert zone is not None
    blocks = [b for b in part.blocks if b.kind in _TEXT and b.end > b.start]
    return [made for item in _items(report, part, zone, blocks) if (made := draft(report, item, zone))]


def labelled(report: Report, part: Part) -> list[Draft]:
    """Return the findings of a section without such a heading that carry a label of their own and ask for something."""
    blocks = [b for b in part.blocks if b.kind in _TEXT]
    found = []
    for item in gathered(report, blocks, None):
        text = report.text[item.start : item.end]
        if item.kind is FindingKind.RECOMMENDATION and not (item.addressee or asks(text) or subject_of(text)):
            continue
        found.append(draft(report, item, None))
    return [made for made in found if made]


def _items(report: Report, part: Part, zone: Zone, blocks: Sequence[Block]) -> list[Item]:
    title = _title(report, part, zone)
    if title:
        return [title]
    if zone.kind is FindingKind.CAUSE_OF_CONCERN and not any(counts(b) for b in blocks):
        return _whole(part, zone, blocks)
    if zone.kind is FindingKind.PROMISING_PRACTICE:
        return _practice(report, part, zone, blocks)
    return gathered(report, blocks, zone) if zone.plural else _first(report, zone, blocks)


def _title(report: Report, part: Part, zone: Zone) -> Item | None:
    """Return the heading below "Areas for improvement" that is the area itself ("The force should …")."""
    heading = part.heading
    if heading is None or zone.kind is not FindingKind.AREA_FOR_IMPROVEMENT or zone.depth >= len(part.path):
        return None
    text = report.text[heading.start : heading.end]
    return Item(zone.kind, heading.start, heading.end, SURE, zone.number) if subject_of(text) else None


def _whole(part: Part, zone: Zone, blocks: Sequence[Block]) -> list[Item]:
    """Return all paragraphs of a box as one finding, with the heading inside it that states the concern."""
    inside = part.heading is not None and zone.depth < len(part.path)
    if not blocks and not inside:
        return []
    start = part.heading.start if part.heading and inside else blocks[0].start
    end = blocks[-1].end if blocks else part.heading.end if part.heading else start
    return [Item(zone.kind, start, end, SURE, zone.number)]


def _practice(report: Report, part: Part, zone: Zone, blocks: Sequence[Block]) -> list[Item]:
    """Return a box of practice: all of it with its own heading, or its first paragraph where running text follows."""
    inside = (part.heading,) if part.heading and zone.depth < len(part.path) and blocks else ()
    own = [b for b in (*inside, *blocks) if not _NOTE.search(report.text[b.start : b.end])]
    labels = [b for b in own if (label := label_of(report, b)) and label.kind is zone.kind]
    if len(labels) > 1:
        return gathered(report, own, zone)
    if not own:
        return []
    last = own[-1]
    if len(report.text[own[0].start : last.end].split()) > _BOX:
        titled = len(report.text[own[0].start : own[0].end].split()) <= _TITLE
        last = own[1] if titled and len(own) > 1 else own[0]
    return [Item(zone.kind, own[0].start, last.end, SURE, zone.number)]


def _first(report: Report, zone: Zone, blocks: Sequence[Block]) -> list[Item]:
    """Return the first paragraph of a box, with the list that it leads in: what follows may be the text beside it."""
    labels = [label for b in blocks if (label := label_of(report, b)) and label.kind is zone.kind]
    if len({label.number for label in labels} - {zone.number or ""}) > 1:
        return gathered(report, blocks, zone)
    texts = [report.text[b.start : b.end] for b in blocks]
    stated = next((found for text in texts if (found := beside(text))), None)
    kept = [(block, text) for block, text in zip(blocks, texts, strict=True) if not beside(text)]
    if not kept:
        return []
    place = _asking(zone, [text for _, text in kept])
    block = kept[place][0]
    label = label_of(report, block)
    item = Item(zone.kind, label.start if label else block.start, block.end, SURE, zone.number)
    item.number = item.number or (label.number if label else None)
    item.addressee = label.addressee if label else None
    item.stated = stated or item.stated
    item.end = _led(kept[place:])
    return [item]


def _asking(zone: Zone, texts: Sequence[str]) -> int:
    """Return the place of the paragraph that asks; the first where none does, or where the heading asks already."""
    if zone.kind is not FindingKind.RECOMMENDATION:
        return 0
    return next((i for i, text in enumerate(texts) if asks(text) or subject_of(text)), 0)


def _led(kept: Sequence[tuple[Block, str]]) -> int:
    """Return the end of a paragraph and of the list that it leads in."""
    end = kept[0][0].end
    for (_, before), (block, _) in pairwise(kept):
        if not (block.kind is BlockKind.LIST_ITEM or before.endswith(":")):
            break
        end = block.end
    return end
