"""Headings of text without any markup: short lines that do not end a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.raw import Markup
from dvrag.text.characters import bullet
from dvrag.text.dates import starts_with_date

MAX_WORDS = 30
_FINAL = re.compile(r"[.!;:,…]['’”\")\]]*$|\.\w{2,4}(?:/\S*)?$")
_VALUE = re.compile(r"^[^:]{2,40}:\s+\S")
_STRUCTURAL = re.compile(
    r"^(?:chapter|section|part|appendix|annex|recommendation|stage|theme|lesson|finding|learning)\b[^:]*:\s",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-Z]")
_MARKS = re.compile(r"[↗→|©@_]|://|www\.|\b\d{2}:\d{2}\b")
_GRADES = frozenset(
    "outstanding,good,adequate,requires improvement,requires improvement to be good,inadequate,ungraded,"
    "not graded".split(",")
)
_ROLE = re.compile(
    r"^(?:hm |his majesty|her majesty|chief|assistant|deputy|independent|director|head|chair|senior|minister"
    r"|author|by )"
    r".*|.*\b(?:inspector|director|chair|officer|commissioner|coroner|minister|manager|editor|correspondent)\b.*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|isn[’']t|aren[’']t|doesn[’']t|don[’']t|hasn[’']t|haven[’']t|can"
    r"|can[’']t|cannot"
    r"|could|should|must|will|would|may|might|needs?|does|do|did|makes?|works?|contributes|identifies"
    r"|recognises|records"
    r"|understands?|provides?|manages?|supports?|uses?|seeks?|continues?|failed|fails?|knows?|lacks?"
    r"|allocates|finalises)\b",
    re.IGNORECASE,
)


def plain_headings(lines: Sequence[SourceLine]) -> dict[int, int]:
    """Return the level of each line that reads as a heading.

    Level 1: a short noun phrase that stands once. Level 2: a title that returns ("Main findings"). Level 3: a
    heading that is a sentence without its full stop, below such a title.
    """
    found = [index for index, line in enumerate(lines) if _reads_as_heading(line)]
    followed = set(_followed(lines, found))
    kept = [index for index in found if index in followed and not _is_signature(lines, index)]
    returns = Counter(lines[index].text for index in kept)
    levels: dict[int, int] = {}
    deeper = False
    for index in kept:
        level, deeper = _level(lines[index].text, returns, deeper)
        levels[index] = level
    return levels


def _level(text: str, returns: Counter[str], below: bool) -> tuple[int, bool]:
    """Return a heading's level, and whether sentence headings after it stand below a level-2 title."""
    if returns[text] > 1:
        return 2, True
    if _VERB.search(text) and len(text.split()) >= 5:
        return (3 if below else 2), below
    return 1, False


def _reads_as_heading(line: SourceLine) -> bool:
    text = line.text
    if (
        line.markup not in {Markup.NONE, Markup.PARAGRAPH}
        or bullet(text)
        or (not text[0].isalnum() and text[0] not in "‘“")
    ):
        return False
    if text[0].islower() or len(text.split()) > MAX_WORDS or _FINAL.search(text):
        return False
    if _VALUE.match(text) and not _STRUCTURAL.match(text):
        return False
    if text[0].isdigit() and not _NUMBERED.match(text):
        return False
    if starts_with_date(text) or _MARKS.search(text) or text.lower() in _GRADES:
        return False
    return sum(c.isalpha() for c in text) >= 0.6 * len(text)


def _followed(lines: Sequence[SourceLine], found: Sequence[int]) -> list[int]:
    """Return the candidates that running text follows, at once or after up to two more candidates."""
    candidates = set(found)
    kept = []
    for index in found:
        after = index + 1
        while after in candidates and after - index <= 2:
            after += 1
        if after < len(lines) and after not in candidates and len(lines[after].text) > 20:
            kept.append(index)
    return kept


def _is_signature(lines: Sequence[SourceLine], index: int) -> bool:
    """Return whether the line is a name above a role, or the role below a name."""
    text = lines[index].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    above = lines[index - 1].text if index else ""
    return (_is_name(text) and _is_role(below)) or (_is_role(text) and _is_name(above))


def _is_name(text: str) -> bool:
    parts = text.split()
    return 2 <= len(parts) <= 5 and all(part[0].isupper() for part in parts) and len(text) <= 40


def _is_role(text: str) -> bool:
    return len(text) <= 90 and not _FINAL.search(text) and _ROLE.fullmatch(text) is not None
