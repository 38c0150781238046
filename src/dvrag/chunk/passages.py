"""Report → passages that follow its structure: none crosses a section, and text[start:end] is the passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dvrag.chunk.split import split
from dvrag.config.load import fingerprint as settings_fingerprint
from dvrag.config.settings import ChunkSettings
from dvrag.model.documents import Block, BlockKind, Passage, Report, Section
from dvrag.model.ids import passage_id
from dvrag.ports import TokenCounter

VERSION = "1"
"""Changes whenever the same report and settings would give other passages."""

MODEL_TOKENS = 254
"""Tokens that all-MiniLM-L6-v2 sees, its two special ones apart (its sentence_bert_config: max_seq_length 256)."""

STATEMENT_WORDS = 5
"""A heading with nothing under it is a passage from this number of words on."""

MAX_CONTEXT = 60
LABEL_TOKENS = 4
"""Allowed for a label between two joined blocks: "5.14", "(a)"."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block, or a part of a long one, with its tokens."""

    block: Block
    start: int
    end: int
    tokens: int

    @property
    def numbered(self) -> bool:
        return self.block.paragraph is not None and self.block.kind is not BlockKind.LIST_ITEM


def fingerprint(settings: ChunkSettings) -> str:
    """Return what names this chunker and its settings in passage ids."""
    return f"{VERSION}-{settings_fingerprint(settings)}"


def chunk(report: Report, settings: ChunkSettings, tokens: TokenCounter) -> tuple[Passage, ...]:
    """Return the report's passages in order of their start, disjoint.

    A numbered paragraph is a passage of its own, with its sub-items while they fit; unnumbered neighbours and table
    rows are joined up to `target_tokens`; a block above `max_tokens` is split at sentence ends. With its context and
    heading path a passage stays within what the model sees. Headings are passages only where nothing stands under
    them. Table header rows are no passages: they are the context of the rows below.
    """
    chunker = _Chunker(report, settings, tokens)
    return tuple(passage for section in report.sections for passage in chunker.section(section))


class _Chunker:
    def __init__(self, report: Report, settings: ChunkSettings, tokens: TokenCounter) -> None:
        self._report = report
        self._settings = settings
        self._tokens = tokens
        self._chunker = fingerprint(settings)
        self._starts = [line.start for line in report.lines]
        self._labels = {page.number: page.label for page in report.pages}
        counts = tokens.count([report.text[block.start : block.end] for block in report.blocks])
        self._counts = {block.start: count for block, count in zip(report.blocks, counts, strict=True)}
        self._contexts = {"": 0}
        self._blocks: dict[int, list[Block]] = {section.index: [] for section in report.sections}
        for block in report.blocks:
            self._blocks[block.section].append(block)

    def section(self, section: Section) -> Iterator[Passage]:
        blocks = [block for block in self._blocks[section.index] if block.kind is not BlockKind.HEADING]
        contexts = {block.context for block in blocks if block.kind in _ROWS}
        body = [block for block in blocks if not self._is_header(block, contexts)]
        path = " > ".join(section.path)
        room = self._room(path)
        if not body:
            yield from self._bare(section, path, blocks)
            return
        units = [unit for block in body for unit in self._units(block, room)]
        for group in _merge_short(self._groups(units, room), self._settings):
            yield self._passage(group, path)

    def _is_header(self, block: Block, contexts: set[str]) -> bool:
        """Return whether the row is the header, or a part of it, of rows in this section."""
        if block.kind is not BlockKind.TABLE_ROW or block.context:
            return False
        text = self._report.text[block.start : block.end]
        return any(text in context for context in contexts)

    def _bare(self, section: Section, path: str, headers: Sequence[Block]) -> Iterator[Passage]:
        """Yield the heading of a section without any text in it or below it, or a table's header without rows."""
        following = self._report.sections[section.index + 1 : section.index + 2]
        leaf = not following or following[0].level <= section.level
        headings = [block for block in self._blocks[section.index] if block.kind is BlockKind.HEADING]
        alone = len(self._report.sections) == 1
        told = [block for block in headings if alone or (leaf and self._says_something(block))]
        for block in [*told, *headers]:
            yield self._passage([self._unit(block)], path)

    def _says_something(self, heading: Block) -> bool:
        """Return whether a heading is a statement ("The force is good at ...") rather than a name."""
        return len(self._report.text[heading.start : heading.end].split()) >= STATEMENT_WORDS

    def _room(self, path: str) -> int:
        """Return the tokens left for text and context below a heading path."""
        return max(MODEL_TOKENS - self._tokens.count([path])[0], self._settings.max_tokens // 2)

    def _unit(self, block: Block) -> _Unit:
        return _Unit(block, block.start, block.end, self._counts[block.start])

    def _units(self, block: Block, room: int) -> list[_Unit]:
        limit = min(self._settings.max_tokens, room - self._context_tokens(block))
        if self._counts[block.start] <= limit:
            return [self._unit(block)]
        parts = split(self._report.text[block.start : block.end], limit, self._tokens)
        return [_Unit(block, block.start + start, block.start + end, count) for start, end, count in parts]

    def _context_tokens(self, block: Block) -> int:
        if block.context not in self._contexts:
            self._contexts[block.context] = self._tokens.count([block.context])[0]
        return min(self._contexts[block.context], MAX_CONTEXT)

    def _groups(self, units: Sequence[_Unit], room: int) -> list[list[_Unit]]:
        groups: list[list[_Unit]] = []
        for unit in units:
            limit = self._limit(groups[-1], unit, room) if groups else 0
            if groups and _total([*groups[-1], unit]) <= limit:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        return groups

    def _limit(self, group: Sequence[_Unit], unit: _Unit, room: int) -> int:
        """Return up to how many tokens `unit` may join `group`; 0 where it must not."""
        most = min(self._settings.max_tokens, room - self._context_tokens(group[0].block))
        first, last = group[0].block, group[-1].block
        if unit.block is last:
            return 0
        if unit.block.kind is BlockKind.FOOTNOTE or _is_sub_item(first, unit.block):
            return most
        if unit.block.kind in _ROWS and unit.block.context and unit.block.kind is first.kind:
            return min(self._settings.target_tokens, most) if unit.block.context == first.context else 0
        if unit.numbered or group[0].numbered or BlockKind.CHRONOLOGY in {unit.block.kind, first.kind}:
            return 0
        return min(self._settings.target_tokens, most)

    def _passage(self, group: Sequence[_Unit], path: str) -> Passage:
        first = group[0].block
        start, end = group[0].start, group[-1].end
        page = self._page(start)
        return Passage(
            id=passage_id(self._report.id, start, end, self._chunker),
            report_id=self._report.id,
            start=start,
            end=end,
            text=self._report.text[start:end],
            kind=first.kind,
            section=path,
            page=page or None,
            page_label=self._labels.get(page),
            paragraph=first.paragraph,
            paragraph_index=first.index,
            context=self._context(first),
        )

    def _context(self, block: Block) -> str:
        """Return the block's context, cut at a word where it is longer than MAX_CONTEXT tokens."""
        words = block.context.split()
        while words and self._tokens.count([" ".join(words)])[0] > MAX_CONTEXT:
            words = words[: max(len(words) * 9 // 10, len(words) - 20)]
        return " ".join(words)

    def _page(self, start: int) -> int:
        index = bisect_right(self._starts, start) - 1
        return self._report.lines[index].page if index >= 0 else 0


_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.CHRONOLOGY})


def _total(group: Sequence[_Unit]) -> int:
    """Return the tokens of a group: those of its units, and of the labels that stand between them."""
    labels = sum(after.start - before.end > 2 for before, after in pairwise(group))
    return sum(unit.tokens for unit in group) + LABEL_TOKENS * labels


def _is_sub_item(first: Block, block: Block) -> bool:
    """Return whether `block` is an item of the numbered paragraph `first`: "5.14 (a)", or a bullet in it."""
    if first.paragraph is None or block.paragraph is None or block.kind is not BlockKind.LIST_ITEM:
        return False
    return block.paragraph == first.paragraph or block.paragraph.startswith(f"{first.paragraph} (")


def _merge_short(groups: list[list[_Unit]], settings: ChunkSettings) -> list[list[_Unit]]:
    """Return the groups with a very short last one joined to the unnumbered group before it."""
    if len(groups) < 2 or any(unit.numbered for unit in [*groups[-1], *groups[-2]]):
        return groups
    left, right = groups[-2:]
    kinds = {unit.block.kind for unit in [*left, *right]}
    short = (
        6 * _total(right) < settings.target_tokens
        and _total([*left, *right]) <= settings.max_tokens
        and not kinds & _ROWS
    )
    return [*groups[:-2], [*left, *right]] if short and left[-1].block is not right[0].block else groups
