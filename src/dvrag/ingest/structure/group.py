"""Lines → drafts: paragraphs, list items, table rows, headings."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.ingest.structure.drafts import Draft
from dvrag.ingest.structure.heading_levels import Heading
from dvrag.ingest.structure.labels import Counting, Label, LabelKind, read_labels
from dvrag.ingest.structure.layout import Layout, finished
from dvrag.ingest.structure.lines import Measures, SourceLine
from dvrag.ingest.structure.tables import Tables
from dvrag.model.documents import BlockKind
from dvrag.model.raw import Markup
from dvrag.text.characters import SOFT_HYPHEN
from dvrag.text.sentences import sentences

LEAD_IN = 240
"""A list's lead-in is kept as context up to this many characters: its last sentence."""

_OWN_BLOCK = frozenset({Markup.PARAGRAPH, Markup.LIST_ITEM})
_ITEMS = frozenset(
    {LabelKind.BULLET, LabelKind.PAREN_NUMBER, LabelKind.PAREN_LETTER, LabelKind.LETTER, LabelKind.ROMAN}
)
_HEADED = frozenset({LabelKind.CODE, LabelKind.RECOMMENDATION})
"""Labels of headings that number the paragraph below: "Recommendation 4" above its text."""

_ALWAYS_TOP = frozenset({LabelKind.CHAPTER, LabelKind.CHAPTER_LETTER, LabelKind.CODE, LabelKind.RECOMMENDATION})


def group(lines: Sequence[SourceLine], headings: dict[int, Heading], measures: Measures) -> list[Draft]:
    """Return the blocks of a document in order, footnotes apart."""
    grouper = _Grouper(lines, measures)
    index = 0
    while index < len(lines):
        heading = headings.get(index)
        if heading is not None:
            grouper.heading(lines[heading.first : heading.last + 1], heading.level)
            index = heading.last + 1
            continue
        grouper.add(lines[index])
        index += 1
    return grouper.drafts


class _Grouper:
    def __init__(self, lines: Sequence[SourceLine], measures: Measures) -> None:
        self.drafts: list[Draft] = []
        self._layout = Layout(lines, measures)
        self._counting = Counting()
        self._tables = Tables()
        self._parent: str | None = None
        self._parent_series = 0
        self._pending: str | None = None
        self._lead_in = ""
        self._open = False

    def heading(self, lines: Sequence[SourceLine], level: int) -> None:
        """Add a heading; numbers and lists begin anew under it."""
        self.drafts.append(Draft(BlockKind.HEADING, list(lines), level=level))
        self._counting.reset()
        self._tables.end()
        self._parent, self._lead_in, self._open = None, "", False
        labels = read_labels(lines[0].text)
        self._pending = labels[0].printed if labels and labels[0].kind in _HEADED else None

    def add(self, line: SourceLine) -> None:
        """Add a line to the block it belongs to."""
        if line.is_table:
            self._tables.add(self.drafts, line)
            self._open = False
            return
        if self._tables.takes(self.drafts, line):
            return
        self._tables.end()
        current = self.drafts[-1] if self._open else None
        sure = current is None or line.markup in _OWN_BLOCK or self._layout.breaks(current, line)
        label = self._counting.choose(line.text, line.box.x0 if line.box else 0.0, sure=sure)
        if (current is not None and not sure and label is None) or (
            current is not None and label is None and _label_alone(current) and line.markup is not Markup.LIST_ITEM
        ):
            current.lines.append(line)
        else:
            self._begin(line, label)

    def _begin(self, line: SourceLine, label: Label | None) -> None:
        if self._open:
            self._lead_in = _lead_in(self.drafts[-1], self._lead_in)
        draft = Draft(BlockKind.PARAGRAPH, [line])
        if label is not None:
            self._number(draft, label)
        elif line.markup is Markup.LIST_ITEM:
            draft.kind, draft.paragraph, draft.context = BlockKind.LIST_ITEM, self._parent, self._lead_in
        else:
            self._parent = draft.paragraph = self._pending
        self._pending = None
        self.drafts.append(draft)
        self._open = True

    def _number(self, draft: Draft, label: Label) -> None:
        draft.cut = label.length
        other_series = self._counting.series != self._parent_series
        nested = self._parent is not None and label.kind not in _ALWAYS_TOP and other_series
        if label.kind in _ITEMS or nested:
            draft.kind, draft.context = BlockKind.LIST_ITEM, self._lead_in
            draft.paragraph = _sub_number(self._parent, label)
            return
        draft.paragraph = self._parent = label.printed
        self._parent_series = self._counting.series
        self._lead_in = ""


def _sub_number(parent: str | None, label: Label) -> str | None:
    if label.kind is LabelKind.BULLET:
        return parent
    return f"{parent} ({label.printed.strip('()')})" if parent else label.printed


def _label_alone(draft: Draft) -> bool:
    """Return whether a draft is so far nothing but its label: its text follows on the next line."""
    return len(draft.lines) == 1 and draft.cut > 0 and draft.cut >= len(draft.lines[0].text)


def _lead_in(draft: Draft, current: str) -> str:
    """Return the sentence that leads into the list after `draft`; "" where the list has ended."""
    if draft.kind is BlockKind.LIST_ITEM:
        return current
    text = " ".join(line.text.rstrip(SOFT_HYPHEN) for line in draft.lines)[draft.cut :]
    if not text.endswith(":") and finished(text):
        return ""
    last = sentences(text)[-1:] if text.endswith(":") else []
    return last[0] if last and len(last[0]) <= LEAD_IN else ""
