"""Which lines are headings, and of what level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.ingest.structure.heading_levels import NUMBER, Heading, Outline, heading_levels, with_title
from dvrag.ingest.structure.labels import read_labels
from dvrag.ingest.structure.layout import finished
from dvrag.ingest.structure.lines import Measures, SourceLine
from dvrag.ingest.structure.plain_headings import plain_headings
from dvrag.ingest.structure.tables import CAPTION
from dvrag.model.raw import Markup, RawDocument
from dvrag.text.characters import bullet
from dvrag.text.dates import starts_with_date

MAX_CHARACTERS = 220
_ENDS_RUNNING = re.compile(r"[.;,]['’”\"]?$")
_LABELLED_VALUE = re.compile(r"^[A-Z][\w ’'/-]{1,30}:\s*[^\sa-z]")
_STRUCTURAL = re.compile(
    r"^(?:chapter|section|part|appendix|annex|recommendation|stage|theme|lesson|key line|finding|case study"
    r"|case example"
    r"|practice example|good practice|example|box"
    r"|areas? for improvement|causes? of concern|innovative practice|promising practice|positive practice)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?:report |date (?:of )?|inspection )?(?:published|publication|date|dates|version|authors?|reference"
    r"|ref|status|lead inspector"
    r"|report|completed|inspected|agreed|issued?|prepared by|commissioned by)\b[^:]{0,25}:\s*\S",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"Yours (?:sincerely|faithfully)\b")
"""What follows on the page of a letter's end are names and roles."""

_TWO_SENTENCES = re.compile(r"[a-z’)]{2}[.!?]\s+[A-Z‘“]")
_GRADES = frozenset(
    "outstanding,good,adequate,requires improvement,requires improvement to be good,inadequate,ungraded,"
    "not graded".split(",")
)


def find_headings(lines: Sequence[SourceLine], raw: RawDocument, measures: Measures) -> dict[int, Heading]:
    """Return the headings by the index of their first line.

    Sources of evidence, strongest first: the file's own markup; its outline; size, weight and space; and for text
    that has none of these, short lines that do not end a sentence.
    """
    if any(line.markup is Markup.HEADING for line in lines) and not any(line.box for line in lines):
        return with_title(lines, _marked(lines), raw, measures.body_size)
    if not measures.body_size:
        return with_title(
            lines, {i: Heading(i, i, level) for i, level in plain_headings(lines).items()}, raw, measures.body_size
        )
    entries = Outline(raw.outline)
    groups = _groups(lines, measures, entries)
    levels = heading_levels(lines, groups, entries)
    found = {first: Heading(first, last, levels[first]) for first, last in groups}
    return with_title(lines, found, raw, measures.body_size)


def _marked(lines: Sequence[SourceLine]) -> dict[int, Heading]:
    found = {i: Heading(i, i, max(1, line.level)) for i, line in enumerate(lines) if line.markup is Markup.HEADING}
    level = 0
    for index, line in enumerate(lines):
        if index in found:
            level = found[index].level
        elif (
            line.bold and line.markup in {Markup.NONE, Markup.PARAGRAPH} and _could_be(line) and _leads_on(lines, index)
        ):
            found[index] = Heading(index, index, level + 1)
    return found


def _leads_on(lines: Sequence[SourceLine], index: int) -> bool:
    """Return whether running text follows: a bold line above another bold line is no heading."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and not following.bold and len(lines[index].text) <= 120


def _could_be(line: SourceLine) -> bool:
    text = line.text
    letters = sum(c.isalpha() for c in text)
    if line.is_table or CAPTION.match(text) or line.markup in {Markup.LIST_ITEM, Markup.FOOTNOTE} or bullet(text):
        return False
    if not letters or (letters < 0.5 * len(text.replace(" ", "")) and not NUMBER.match(text)):
        return False
    if len(text) > MAX_CHARACTERS or _ENDS_RUNNING.search(text) or text.lower() in _GRADES:
        return False
    return not text[0].islower() and "://" not in text and "@" not in text


def _groups(lines: Sequence[SourceLine], measures: Measures, entries: Outline) -> list[tuple[int, int]]:
    """Return runs of lines `[first, last]` that form one heading each."""
    groups: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if _CLOSING.match(lines[index].text):
            index = next((i for i in range(index, len(lines)) if lines[i].page != lines[index].page), len(lines))
            continue
        last = _heading_end(lines, index, measures, entries)
        if last >= index:
            groups.append((index, last))
        index = max(index, last) + 1
    return groups


def _heading_end(lines: Sequence[SourceLine], index: int, measures: Measures, entries: Outline) -> int:
    """Return the last line of the heading that begins at `index`; `index - 1` where none does."""
    line = lines[index]
    if line.markup is Markup.HEADING:
        return index
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
    if following.is_table or NUMBER.match(following.text) or bullet(following.text) or _FIELD.match(following.text):
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
    structural = _STRUCTURAL.match(line.text) is not None
    if last - first > 2 or line.size < (0.85 if structural else 0.93) * measures.body_size:
        return False
    strong = (line.bold and not measures.body_bold) or (line.text.isupper() and len(line.text) > 3)
    if not strong or starts_with_date(line.text):
        return False
    if _LABELLED_VALUE.match(line.text) and not structural:
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
    if finished(lines[index - 1].text) and read_labels(lines[index].text):
        return True
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
