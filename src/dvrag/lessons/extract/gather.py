"""Walks the blocks of one section and gathers its findings: labels, numbers, bullets, or paragraphs that ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from dvrag.lessons.extract.asking.bodies import is_body, is_named
from dvrag.lessons.extract.asking.words import asks, begins_doing, commands, deadline_in, opening, subject_of
from dvrag.lessons.extract.items import DOUBTFUL, LIKELY, SURE, Item
from dvrag.lessons.extract.labels import beside, label_of, lettered
from dvrag.lessons.extract.zones import Zone, kind_of, scope_in, told_in
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import FindingKind, Scope

_INTRODUCES = re.compile(
    r"\b(?:recommendations?|lessons?|learning|areas?\s+for\s+improvement|numbering|costs?)\b.{0,80}\b(?:is|are|was|were|"
    r"ha[sv]e|follows?|below|above|makes?|made|sets?|grouped|listed|arise|identified|include[sd]?)\b"
    r"|\b(?:makes?|made|sets?\s+out|following|below|these|identified)\b.{0,60}\b(?:recommendations?|lessons?|learning|"
    r"areas?\s+for\s+improvement)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENDS_ASKING = re.compile(r"\b(?:should|must|need(?:s)?\s+to|to|ensure|ensures|that)\s*:$", re.IGNORECASE)
_LED_TO = re.compile(
    r"\b(?:recommendations?|actions?|recommends?)\b[^:]{0,20}?\b(?:to|for|that)\s+(?P<who>[^:]{3,80}):$", re.IGNORECASE
)
_ASKED = frozenset({FindingKind.RECOMMENDATION, FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.CAUSE_OF_CONCERN})
_FEWEST = 4
"""Words of a finding, at least."""
_SHORTEST = 2
"""Words of a lesson, at least, less one."""
_LINE = 12
"""Words of a line that names who is told, at most."""


class Mode(StrEnum):
    """How the findings of a section are set apart: by labels of their own, by numbers or bullets, or by nothing."""

    LABELLED = "labelled"
    COUNTED = "counted"
    PROSE = "prose"


def gathered(report: Report, blocks: Sequence[Block], zone: Zone | None) -> list[Item]:
    """Return the findings of a section in order; without a zone only those that carry a label of their own."""
    walk = _Walk(report, blocks, zone)
    for place, block in enumerate(blocks):
        walk.take(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    return walk.items


def counts(block: Block) -> bool:
    """Return whether a block is a list item, or numbered as one ("1", "(2)", "a)") and not as a paragraph ("5.14")."""
    number = (block.paragraph or "").strip("()[]. ")
    return block.kind is BlockKind.LIST_ITEM or bool(re.fullmatch(r"\d{1,2}|[a-z]|[ivx]{1,5}", number))


class _Walk:
    def __init__(self, report: Report, blocks: Sequence[Block], zone: Zone | None) -> None:
        self.items: list[Item] = []
        self._report, self._zone = report, zone
        self._told: str | None = None
        self._led = False  # a sentence names who is told, not a line of its own: one that an item names comes before
        self._scope: Scope | None = None
        self._due: str | None = None
        self._open = False
        self._mode = self._read_mode(blocks)
        listed = [b for b in blocks if counts(b) or b.paragraph]
        self._numbers: set[str] = set()
        asking = sum(self._asks(self._text(block)) for block in listed)
        self._mostly = len(listed) > 1 and asking * 2 >= len(listed)

    def take(self, block: Block, following: Block | None) -> None:
        """Look at the next block: it states something beside a finding, goes on with it, or begins one."""
        text = self._text(block)
        stated = beside(text)
        if stated and self.items:
            self.items[-1].stated = stated
            return
        if self._goes_on(block, text):
            self.items[-1].start = block.start if self._label_only() else self.items[-1].start
            self.items[-1].end = block.end
            self._open = block.kind is BlockKind.LIST_ITEM or text.endswith(":")
            return
        if stated or self._names(block, text):
            return
        item = self._begun(block, text, following)
        if item:
            self.items.append(item)
        if item or block.kind is not BlockKind.LIST_ITEM:
            self._open = item is not None and (text.endswith(":") or item.start >= item.end)
        self._numbers.add((block.paragraph or "").strip("()[]. "))
        if item is None and text.endswith(":"):
            self._leads(text)

    def _asks(self, text: str) -> bool:
        return asks(text) or subject_of(text) is not None or opening(text) is not None

    def _text(self, block: Block) -> str:
        return self._report.text[block.start : block.end]

    def _read_mode(self, blocks: Sequence[Block]) -> Mode:
        if any(label_of(self._report, block) for block in blocks):
            return Mode.LABELLED
        if self._zone and any(lettered(block.paragraph) for block in blocks):
            return Mode.LABELLED
        return Mode.COUNTED if any(counts(block) or block.paragraph for block in blocks) else Mode.PROSE

    def _goes_on(self, block: Block, text: str) -> bool:
        """Return whether a block is part of the last finding: an item of the list that it leads in."""
        if not self.items:
            return False
        label = label_of(self._report, block)
        number = (self.items[-1].number or "").strip("()")
        if label:
            below = label.number.startswith(number) and label.number[len(number) :].strip(" ()").isalpha()
            same = label.number == number and block.kind is BlockKind.LIST_ITEM
            return bool(number) and self._open and (below or same)
        if self._open and not self._next(block):
            return counts(block) or lettered(block.paragraph) or text[:1].islower() or self._label_only()
        plain = block.kind is BlockKind.LIST_ITEM and not lettered(block.paragraph)
        return plain and self._mode is Mode.LABELLED and self._zone is not None

    def _next(self, block: Block) -> bool:
        """Return whether a block carries the number after that of the last finding."""
        last, own = self.items[-1].number or "", (block.paragraph or "").strip("()[]. ")
        return last.isdigit() and own.isdigit() and block.kind is not BlockKind.LIST_ITEM

    def _label_only(self) -> bool:
        return self.items[-1].start >= self.items[-1].end

    def _names(self, block: Block, text: str) -> bool:
        """Note a line that only names who the next findings are for, or how far they reach."""
        if block.kind is not BlockKind.PARAGRAPH or len(text.split()) > _LINE or text.endswith((".", ";", "?")):
            return False
        line = text.rstrip(": ")
        asked = text.endswith(":") and (asks(text) or re.search(r"\brecommends?\b", text))
        if asked or begins_doing(text) or label_of(self._report, block):
            return False
        who, scope = told_in(line), scope_in(line)
        who = who if who and is_body(who) and not subject_of(line) else None
        if who is None and (scope is None or kind_of(line) is None):
            return False
        self._led = False
        self._told, self._scope, self._due = who, scope or (self._scope if who else None), None
        return True

    def _leads(self, text: str) -> None:
        """Note who a line is for that introduces a list without being part of a finding."""
        found = _LED_TO.search(text)
        who = subject_of(text) or (found["who"] if found and is_body(found["who"]) else None)
        if who:
            self._told, self._led = who, True
        self._due = deadline_in(text) or self._due

    def _begun(self, block: Block, text: str, following: Block | None) -> Item | None:
        label = label_of(self._report, block)
        if label:
            item = Item(label.kind, label.start, block.end, SURE, label.number or None, label.addressee)
            item.aside = label.aside
            return self._known(item)
        zone = self._zone
        if zone is None:
            return None
        if self._mode is Mode.LABELLED:
            one = lettered(block.paragraph)
            return self._known(Item(zone.kind, block.start, block.end, SURE, block.paragraph)) if one else None
        numbered = counts(block) or bool(block.paragraph)
        if not self._is_one(zone, block, text, following, numbered=numbered):
            return None
        number = (block.paragraph or "").strip("()[]. ") if zone.kind is not FindingKind.LESSON else ""
        number = "" if number in self._numbers and block.kind is BlockKind.LIST_ITEM else number
        confidence = DOUBTFUL if self._mode is Mode.PROSE else LIKELY
        return self._known(Item(zone.kind, block.start, block.end, confidence, number or None))

    def _known(self, item: Item) -> Item:
        own = subject_of(self._report.text[item.start : item.end]) if self._led else None
        item.addressee = item.addressee or (own if own and is_named(own) else None) or self._told
        item.scope, item.deadline = self._scope, self._due
        return item

    def _is_one(self, zone: Zone, block: Block, text: str, following: Block | None, *, numbered: bool) -> bool:
        """Return whether a block without a label is a finding, and not the sentence that introduces them."""
        if text.endswith(":"):
            return self._leads_in_itself(zone, text, following, numbered=numbered)
        if (self._mode is Mode.COUNTED and not numbered) or text.endswith("?"):
            return False
        if counts(block) and zone.kind is not FindingKind.RECOMMENDATION:
            return len(text.split()) > 1
        if _INTRODUCES.search(text[:200]) and subject_of(text) is None and not commands(text):
            return False
        if zone.kind is FindingKind.AREA_FOR_IMPROVEMENT and not block.paragraph:
            return asks(text) and not re.search(r"\bwe\s+(?:found|set|inspected|saw)\b", text)
        if zone.kind is FindingKind.RECOMMENDATION:
            likely = (counts(block) or (numbered and self._mostly)) and len(text.split()) >= _FEWEST
            return likely or self._asks(text)
        return len(text.split()) > _SHORTEST

    def _leads_in_itself(self, zone: Zone, text: str, following: Block | None, *, numbered: bool) -> bool:
        """Return whether a sentence that ends with a colon is the first part of a finding whose list follows."""
        who = subject_of(text)
        if following is None or (_INTRODUCES.search(text[:200]) and who is None):
            return False
        if zone.kind not in _ASKED:
            return numbered
        if not (who or (numbered and (asks(text) or _ENDS_ASKING.search(text)))):
            return False
        after = self._text(following)
        if not numbered and re.fullmatch(r"\(?\d{1,2}[.)]?", following.paragraph or ""):
            return False  # "The service should:", and each number below it is one
        if after[:1].islower() or after.endswith((";", ",", "and")):
            return True
        short = bool(_ENDS_ASKING.search(text)) and len(text.split()) <= len((who or "").split()) + 3
        return numbered or not (short or after.endswith("."))
