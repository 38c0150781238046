"""Levels of headings: from the outline, else from their style and numbers; and which of them are the title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.raw import Markup, OutlineEntry, RawDocument

NUMBER = re.compile(
    r"^(?:(?:chapter|section|part|appendix|annex)\s+)?((?:\d{1,2}|[A-Z](?=[.:]))(?:\.\d{1,2})*)[.:)]?\s+(?=\S)",
    re.IGNORECASE,
)
"""A number or letter before a heading's words."""

COVER_LINES = 5
"""The lines of a title stand no further apart than this; running text between them ends the cover."""

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


def with_title(lines: Sequence[SourceLine], found: dict[int, Heading], raw: RawDocument) -> dict[int, Heading]:
    """Return the headings with the document's title, if one of them is, at level 0 and the rest moved up."""
    ordered = sorted(found)
    if not ordered:
        return found
    opening = [first for first in ordered if lines[first].page == lines[ordered[0]].page]
    titles = _titles(lines, found, opening)
    named = heading_key(raw.properties.get("title", ""))
    if named and len(found) > 1 and heading_key(lines[ordered[0]].text) == named:
        titles = titles | {ordered[0]}
    rest = [heading.level for first, heading in found.items() if first not in titles]
    shift = min(rest, default=1) - 1
    return {
        first: Heading(heading.first, heading.last, 0 if first in titles else heading.level - shift)
        for first, heading in found.items()
    }


def _titles(lines: Sequence[SourceLine], found: dict[int, Heading], opening: Sequence[int]) -> set[int]:
    """Return the headings on the opening page whose level or style is found nowhere else in the document."""
    if lines[opening[0]].markup is Markup.HEADING or not lines[opening[0]].size:
        highest = [first for first, heading in found.items() if heading.level == 1]
        return {opening[0]} if highest == [opening[0]] and len(found) > 1 else set()
    later = {_style(lines[first]) for first in found if first not in opening}
    titles: set[int] = set()
    end = opening[0]
    for first in opening:
        if _style(lines[first]) in later or first > end + COVER_LINES or SECTION_NAMES.fullmatch(lines[first].text):
            break
        titles.add(first)
        end = found[first].last
    return titles
