"""A language model's words → sentences with the numbers that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dvrag.answer.write.clean import has_link
from dvrag.text.sentences import sentences

_FIRST_MARK, _LAST_MARK = 0xE000, 0xF8FF
_NUMBERS = r"\d{1,4}(?:\s*(?:-|–|—|to)\s*\d{1,4})?"
_NAMED = r"(?:passages?|sources?|nos?\.?)?\s*"
_CITATION = re.compile(
    rf"\[\s*\^?\s*({_NAMED}{_NUMBERS}(?:\s*(?:,|;|and|&)\s*{_NAMED}{_NUMBERS})*)\s*\]|【\s*(\d{{1,4}})[^】\n]*】",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,4})(?:\s*(?:-|–|—|to)\s*(\d{1,4}))?")
_LONGEST_RANGE = 20
_MARK = "[\ue000-\uf8ff]"
_BEHIND = re.compile(rf"([.!?…]+[\"'”’»)\]]*)[ \t]*({_MARK}(?:[ \t,;]*{_MARK})*)")
_ONLY_WORDS = re.compile(r"\s*\[(?:citation needed|sources?|refs?|references?|\?|\s*)\]", re.IGNORECASE)

_WRAPPED = re.compile(r"(?<=[a-z,;])\n(?=[a-z])")
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})")
_HEADING = re.compile(r"^\s{0,3}#{1,6}(?:\s|$)|^\s*\*\*[^*\[\]]+\*\*\s*:?\s*$|^\s*[=_*-]{3,}\s*$")
_LISTED = re.compile(
    r"^\W*(?:sources?|references?|citations?|bibliography|works cited|footnotes?)(?:\W*$|\s*:)", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:[-*+•‣–]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)?")
_ROW = re.compile(r"^\s*\|.*\|?\s*$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_EMPHASIS = re.compile(r"\*\*|__|~~|`|(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?”’)\ue000-\uf8ff])[*_](?!\w)")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model wrote it, without its citations.

    `cited`: numbers of passages that it was given, each once, as written; `wrong`: numbers that are none. `link`: it
    holds something that could be followed.
    """

    text: str
    cited: tuple[int, ...]
    wrong: tuple[int, ...]
    link: bool


def parse(text: str, given: int) -> tuple[Written, ...]:
    """Return the sentences of a model's visible words, in order; passages are numbered from 1 to `given`.

    Headings, rules, code fences and a list of sources at the end are no sentences; an item of a list and a row of a
    table each are one. Words without a letter are left out.
    """
    numbers: list[tuple[int, ...]] = []
    marked = _CITATION.sub(lambda found: _marked(found[1] or found[2], numbers), _ONLY_WORDS.sub("", text))
    found = (_written(piece, numbers, given) for line in _lines(marked) for piece in sentences(line))
    return tuple(item for item in found if any(c.isalpha() for c in item.text))


def _marked(written: str, numbers: list[tuple[int, ...]]) -> str:
    """Return one character of the private use area for a citation, and note its numbers."""
    if _FIRST_MARK + len(numbers) > _LAST_MARK:
        return ""
    numbers.append(tuple(_numbers(written)))
    return chr(_FIRST_MARK + len(numbers) - 1)


def _numbers(written: str) -> Iterator[int]:
    for found in _RANGE.finditer(written):
        first = int(found[1])
        last = int(found[2] or first)
        yield from range(first, last + 1) if first <= last < first + _LONGEST_RANGE else (first, last)


def _lines(text: str) -> Iterator[str]:
    """Return the lines that are prose, each without the marks of lists, tables and emphasis, and no list of sources."""
    lines = _WRAPPED.sub(" ", text).splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if _LISTED.match(_EMPHASIS.sub("", line)):
            return
        if _FENCE.match(line) or _HEADING.match(line) or _RULE.match(line):
            continue
        if _ROW.match(line):
            yield "" if _RULE.match(following) and "-" in following else _row(line)
        else:
            yield _prose(line)


def _row(line: str) -> str:
    """Return a row of a table as a sentence: its first cell, then the others; the citations of all cells stand last."""
    marks = "".join(re.findall(_MARK, line))
    cells = [cell for part in line.split("|") if (cell := re.sub(_MARK, "", part).strip())]
    said = ": ".join((cells[0], "; ".join(cells[1:]))) if len(cells) > 1 else "".join(cells)
    return _prose(f"{said.rstrip('.')}{marks}.") if said else ""


def _prose(line: str) -> str:
    bare = _EMPHASIS.sub("", _BULLET.sub("", line, count=1))
    return _BEHIND.sub(r"\2\1", bare)


def _written(piece: str, numbers: list[tuple[int, ...]], given: int) -> Written:
    cited = _unique(n for mark in re.findall(_MARK, piece) for n in numbers[ord(mark) - _FIRST_MARK])
    text = re.sub(rf"(?:[ \t,;]*{_MARK})+[ \t]*(?=[.,;:!?…)”’]|$)", "", piece)
    text = " ".join(re.sub(_MARK, " ", text).split())
    inside = tuple(n for n in cited if 1 <= n <= given)
    return Written(text, inside, tuple(n for n in cited if n not in inside), has_link(text))


def _unique(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
