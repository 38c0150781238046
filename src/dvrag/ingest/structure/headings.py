"""Which lines are headings, and of what level."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.ingest.structure.lines import Measures, SourceLine
from dvrag.ingest.structure.plain_headings import plain_headings
from dvrag.model.raw import Markup, OutlineEntry
from dvrag.text.characters import bullet
from dvrag.text.dates import starts_with_date

MAX_CHARACTERS = 220
_NUMBER = re.compile(r"^(?:(?:chapter|section|part|appendix|annex)\s+)?((?:\d{1,2}|[A-Z](?=[.:]))(?:\.\d{1,2})*)[.:)]?\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_ENDS_RUNNING = re.compile(r"[.;,]['’”\"]?$")
_LABELLED_VALUE = re.compile(r"^[A-Z][\w ’'/-]{1,30}:\s*\S")
_STRUCTURAL = re.compile(
    r"^(?:chapter|section|part|appendix|annex|recommendation|stage|theme|lesson|key line|finding|case study|case example"
    r"|practice example|good practice|example|box|figure|table|part)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?:report |date |inspection )?(?:published|publication|date|dates|version|authors?|reference|ref|status|lead inspector"
    r"|completed|inspected|agreed|issued?|prepared by|commissioned by)\b[^:]{0,25}:\s*\S",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[a-z’)]{2}[.!?]\s+[A-Z‘“]")
_GRADES = frozenset("outstanding,good,adequate,requires improvement,inadequate,ungraded,not graded".split(","))


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


class _Outline:
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


def find_headings(
    lines: Sequence[SourceLine], outline: Sequence[OutlineEntry], measures: Measures
) -> dict[int, Heading]:
    """Return the headings by the index of their first line.

    Sources of evidence, strongest first: the file's own markup; its outline; size, weight and space; and for text
    that has none of these, short lines that do not end a sentence.
    """
    if any(line.markup is Markup.HEADING for line in lines):
        return _with_title(lines, _marked(lines))
    if not measures.body_size:
        return _with_title(lines, {i: Heading(i, i, level) for i, level in plain_headings(lines).items()})
    entries = _Outline(outline)
    groups = _groups(lines, measures, entries)
    levels = _levels(lines, groups, entries)
    found = {first: Heading(first, last, levels[first]) for first, last in groups}
    return _with_title(lines, found)


def heading_key(title: str) -> str:
    """Return a title's words in lower case, without its number: to compare outline entries with lines."""
    return " ".join(_WORD.findall(_NUMBER.sub("", title).lower()))


def _marked(lines: Sequence[SourceLine]) -> dict[int, Heading]:
    found = {i: Heading(i, i, max(1, line.level)) for i, line in enumerate(lines) if line.markup is Markup.HEADING}
    level = 0
    for index, line in enumerate(lines):
        if index in found:
            level = found[index].level
        elif line.bold and line.markup in {Markup.NONE, Markup.PARAGRAPH} and _could_be(line) and _leads_on(lines, index):
            found[index] = Heading(index, index, level + 1)
    return found


def _leads_on(lines: Sequence[SourceLine], index: int) -> bool:
    """Return whether running text follows: a bold line above another bold line is no heading."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and not following.bold and len(lines[index].text) <= 120


def _could_be(line: SourceLine) -> bool:
    text = line.text
    letters = sum(c.isalpha() for c in text)
    if line.is_table or line.markup in {Markup.LIST_ITEM, Markup.FOOTNOTE} or bullet(text):
        return False
    if not letters or letters < 0.5 * len(text.replace(" ", "")) and not _NUMBER.match(text):
        return False
    if len(text) > MAX_CHARACTERS or _ENDS_RUNNING.search(text) or text.lower() in _GRADES:
        return False
    return not text[0].islower() and "://" not in text and "@" not in text


def _groups(
    lines: Sequence[SourceLine], measures: Measures, entries: _Outline
) -> list[tuple[int, int]]:
    """Return runs of lines `[first, last]` that form one heading each."""
    groups: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        last = _heading_end(lines, index, measures, entries)
        if last >= index:
            groups.append((index, last))
        index = max(index, last) + 1
    return groups


def _heading_end(lines: Sequence[SourceLine], index: int, measures: Measures, entries: _Outline) -> int:
    """Return the last line of the heading that begins at `index`; `index - 1` where none does."""
    line = lines[index]
    if line.is_table or not line.text or line.text[0].islower():
        return index - 1
    last = index
    while last + 1 < len(lines) and last - index < 4 and _wraps(lines[last], lines[last + 1]):
        last += 1
    joined = " ".join(part.text for part in lines[index : last + 1])
    if len(joined) > MAX_CHARACTERS or _ENDS_RUNNING.search(joined) or _TWO_SENTENCES.search(joined):
        return index - 1
    if entries.level(joined, line):
        return last
    if _could_be(line) and entries.level(line.text, line):
        return index
    return last if _could_be(line) and _stands_out(lines, index, last, measures) else index - 1


def _wraps(line: SourceLine, following: SourceLine) -> bool:
    if following.page != line.page or abs(following.size - line.size) > 0.3 or following.bold != line.bold:
        return False
    if following.is_table or _NUMBER.match(following.text) or bullet(following.text):
        return False
    step = following.top - line.top
    return 0 < step <= 1.45 * line.size and not _ENDS_RUNNING.search(line.text)


def _stands_out(lines: Sequence[SourceLine], first: int, last: int, measures: Measures) -> bool:
    """Return whether size or weight, with space around, sets these lines off from the running text."""
    line = lines[first]
    if _FIELD.match(line.text) or line.text.startswith("Dear "):
        return False
    if line.size >= 1.1 * measures.body_size:
        return last - first <= 3 and not starts_with_date(line.text)
    if last - first > 2 or line.size < 0.93 * measures.body_size:
        return False
    strong = line.bold and not measures.body_bold or line.text.isupper() and len(line.text) > 3
    if not strong or starts_with_date(line.text):
        return False
    if _LABELLED_VALUE.match(line.text) and not _STRUCTURAL.match(line.text):
        return False
    if _runs_on(lines, last, measures):
        return False
    return _space_above(lines, first, measures) and not _beside(lines, first, last)


def _runs_on(lines: Sequence[SourceLine], last: int, measures: Measures) -> bool:
    """Return whether the next line goes on in lower case: a sentence that begins in bold."""
    following = lines[last + 1] if last + 1 < len(lines) else None
    if following is None or not following.text[0].islower() or following.is_table or bullet(following.text):
        return False
    step = following.top - lines[last].top
    return 0 < step <= 1.15 * measures.pitch * measures.body_size


def _space_above(lines: Sequence[SourceLine], index: int, measures: Measures) -> bool:
    if index == 0 or lines[index - 1].page != lines[index].page:
        return True
    step = lines[index].top - lines[index - 1].top
    return step < 0 or step > 1.15 * measures.pitch * measures.body_size


def _beside(lines: Sequence[SourceLine], first: int, last: int) -> bool:
    """Return whether another line stands at the same height: a cell of a table or a run-in title."""
    box = lines[first].box
    near = [*lines[max(0, first - 3) : first], *lines[last + 1 : last + 4]]
    if box is None:
        return False
    return any(
        other.box is not None
        and other.page == lines[first].page
        and abs(other.box.y0 - box.y0) < 0.4 * lines[first].size
        and (other.box.x0 >= box.x1 or other.box.x1 <= box.x0)
        and len(other.text) < 60
        for other in near
    )


def _levels(
    lines: Sequence[SourceLine], groups: Sequence[tuple[int, int]], entries: _Outline
) -> dict[int, int]:
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


def _entry_level(lines: Sequence[SourceLine], first: int, last: int, entries: _Outline) -> int:
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
    found = _NUMBER.match(text)
    return found.group(1).count(".") + 1 if found else 0


def _with_title(lines: Sequence[SourceLine], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the headings with the document's title, if one of them is, at level 0 and the rest moved up."""
    ordered = sorted(found)
    if not ordered:
        return found
    opening = [first for first in ordered if lines[first].page == lines[ordered[0]].page]
    titles = _titles(lines, found, opening)
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
    for first in opening:
        if _style(lines[first]) in later or first > opening[0] + 14:
            break
        titles.add(first)
    return titles
