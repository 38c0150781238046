"""Levels of headings: from the outline, else from their style and numbers; and which of them are the title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.raw import Markup, OutlineEntry, RawDocument

NUMBER = re.compile(
    r"^(?:(?:chapter|section|part|appendix|annex)\s+)?((?:\d{1,2}|[A-Z](?=[.:]))(?:\.\d{1,2})*)[.:)]?\s+(?=\S)",
    re.IGNORECASE,
)
"""A number or letter before a heading's words."""

UNIT = re.compile(
    r"(?:areas? for improvement|causes? of concern|(?:innovative|promising|positive) practice|recommendations?"
    r"|case study|finding|lesson|theme|learning point)\s*\d{0,2}[.:]?",
    re.IGNORECASE,
)
"""A heading that says only what the heading below it is."""

COVER_CHARACTERS = 240
"""More text than this between two headings ends the cover."""

_WORD = re.compile(r"[^\W_]+")
SECTION_NAMES = re.compile(
    r"(?:executive |overall )?summary|introduction|contents|preface|foreword|background|context|key (?:points"
    r"|findings|messages)"
    r"|main findings|overview|abstract|acknowledgements?|content(?: note| warning)",
    re.IGNORECASE,
)
"""Headings of parts that may stand on the first page; none is a document's title."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on lines `[first, last]`. `level` from 1; 0 for the title of the document, which opens no section."""

    first: int
    last: int
    level: int


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    capitals: bool

    @property
    def weight(self) -> tuple[float, bool, bool]:
        return (self.size, self.capitals, self.bold)


class Outline:
    """The file's own outline, asked by title and page."""

    def __init__(self, entries: Sequence[OutlineEntry]) -> None:
        self._levels = {(heading_key(entry.title), entry.page): entry.level for entry in entries if entry.page}
        self._anywhere = {heading_key(entry.title): entry.level for entry in entries if not entry.page}

    def level(self, title: str, line: SourceLine) -> int:
        """Return the level of the entry of that title on the line's page, 0 without one."""
        key = heading_key(title)
        if not key:
            return 0
        return self._levels.get((key, line.page + 1)) or self._anywhere.get(key, 0)


def heading_key(title: str) -> str:
    """Return a title's words in lower case, without its number: to compare outline entries with lines."""
    return " ".join(_WORD.findall(NUMBER.sub("", title).lower()))


def heading_levels(lines: Sequence[SourceLine], groups: Sequence[tuple[int, int]], entries: Outline) -> dict[int, int]:
    """Return a level for each heading: its outline entry's, else its style's, deeper numbers below shallower ones."""
    styles = {first: _style(lines[first]) for first, _ in groups}
    known = {first: _entry_level(lines, first, last, entries) for first, last in groups}
    by_style = _style_levels(styles, known)
    least = _least_depths(lines, styles)
    levels = {}
    for first, style in styles.items():
        depth = _depth(lines[first].text)
        extra = depth - least[style] if depth and style in least else 0
        levels[first] = known[first] or min(by_style[style] + extra, 6)
    return levels


def _style(line: SourceLine) -> _Style:
    return _Style(round(line.size * 2) / 2, line.bold, line.text.isupper())


def _entry_level(lines: Sequence[SourceLine], first: int, last: int, entries: Outline) -> int:
    return entries.level(" ".join(line.text for line in lines[first : last + 1]), lines[first])


def _style_levels(styles: dict[int, _Style], known: dict[int, int]) -> dict[_Style, int]:
    seen: dict[_Style, Counter[int]] = defaultdict(Counter)
    for first, style in styles.items():
        if known[first]:
            seen[style][known[first]] += 1
    levels: dict[_Style, int] = {}
    above = 0
    for style in sorted(set(styles.values()), key=lambda style: style.weight, reverse=True):
        above = seen[style].most_common(1)[0][0] if seen[style] else above + 1
        levels[style] = above
    return levels


def _least_depths(lines: Sequence[SourceLine], styles: dict[int, _Style]) -> dict[_Style, int]:
    depths: dict[_Style, list[int]] = defaultdict(list)
    for first, style in styles.items():
        if depth := _depth(lines[first].text):
            depths[style].append(depth)
    return {style: min(found) for style, found in depths.items()}


def _depth(text: str) -> int:
    found = NUMBER.match(text)
    return found.group(1).count(".") + 1 if found else 0


def with_title(
    lines: Sequence[SourceLine], found: dict[int, Heading], raw: RawDocument, body_size: float
) -> dict[int, Heading]:
    """Return the headings with the document's title, if one of them is, at level 0 and the rest moved up."""
    ordered = sorted(found)
    if not ordered:
        return found
    titles = _titles(lines, found, body_size)
    named = heading_key(raw.properties.get("title", ""))
    if named and len(found) > 1 and heading_key(lines[ordered[0]].text) == named:
        titles = titles | {ordered[0]}
    rest = [heading.level for first, heading in found.items() if first not in titles]
    shift = min(rest, default=1) - 1
    moved = {
        first: replace(heading, level=0 if first in titles else heading.level - shift)
        for first, heading in found.items()
    }
    return _under_labels(lines, moved)


def _under_labels(lines: Sequence[SourceLine], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the headings with those directly below a label ("Area for improvement 2") one level under it."""
    levels = dict(found)
    for above, below in pairwise(sorted(found)):
        first, second = levels[above], levels[below]
        if second.first == first.last + 1 and first.level and second.level and UNIT.fullmatch(lines[above].text):
            level = min(first.level, second.level)
            levels[above], levels[below] = replace(first, level=level), replace(second, level=level + 1)
    return levels


def _titles(lines: Sequence[SourceLine], found: dict[int, Heading], body_size: float) -> set[int]:
    """Return the headings that make up the title: those that open the document in styles found nowhere else in it."""
    ordered = sorted(found)
    first = ordered[0]
    if lines[first].markup is Markup.HEADING or not lines[first].size:
        highest = [index for index, heading in found.items() if heading.level == 1]
        return {first} if highest == [first] and len(found) > 1 else set()
    cover = _cover(lines, found, ordered)
    elsewhere = {_style(lines[index]) for index in ordered if index not in cover}
    titles = {index for index in cover if _style(lines[index]) not in elsewhere}
    large = any(lines[index].size >= 1.2 * body_size for index in titles)
    return titles if large or len(titles) < len(ordered) else set()


def _cover(lines: Sequence[SourceLine], found: dict[int, Heading], ordered: Sequence[int]) -> list[int]:
    """Return the headings at the start, as far as no running text, number or name of a section comes between them."""
    cover: list[int] = []
    end = ordered[0] - 1
    for index in ordered:
        between = sum(len(line.text) for line in lines[end + 1 : index])
        text = lines[index].text
        if between > COVER_CHARACTERS or SECTION_NAMES.fullmatch(text) or _depth(text):
            break
        if lines[index].page != lines[ordered[0]].page:
            break
        cover.append(index)
        end = found[index].last
    return cover
