"""Tables that are none, and text that is a table: forms in numbered boxes, rows written with pipes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.raw import Markup

_TITLE = re.compile(r"^([A-Z][A-Z’'&/,() -]{5,90}?)(?=\s+(?:[A-Z][a-z]|[A-Z]\s|\(|\d))")
_ITEM = re.compile(r"(?<=[.:;])\s+(?=\(?\d{1,2}[).]\s+[A-Z‘“])")
_PIPES = re.compile(r"^\|.*\|$")
_RULE = re.compile(r"^\|(?:\s*:?-{2,}:?\s*\|)+$")
_SIZE = 1.25
"""A box's title is set to this multiple of the body's size, so that it ranks as a heading."""


def open_forms(lines: Sequence[SourceLine], body_size: float) -> list[SourceLine]:
    """Return the lines with each numbered box ("4 | CIRCUMSTANCES OF THE DEATH ...") as a heading and paragraphs."""
    opened: list[SourceLine] = []
    inside = False
    for line in lines:
        if inside and line.is_table and len(line.cells) == 2 and not line.cells[0]:
            opened.append(replace(line, text=line.cells[1], cells=(), markup=Markup.NONE, size=body_size))
            continue
        title = _TITLE.match(line.cells[1]) if _is_box(line) else None
        inside = title is not None
        opened.extend(_sections(line, title, body_size) if title else [line])
    return opened


def read_pipes(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines with those written "| a | b |" as rows of a table, the row above a rule as its header."""
    read: list[SourceLine] = []
    for line in lines:
        if line.markup not in {Markup.NONE, Markup.PARAGRAPH} or line.box or not _PIPES.match(line.text):
            read.append(line)
        elif _RULE.match(line.text):
            if read and read[-1].is_table:
                read[-1] = replace(read[-1], markup=Markup.TABLE_HEADER)
        else:
            cells = tuple(cell.strip(" |") for cell in line.text.strip("| ").split(" | "))
            text = " | ".join(cell for cell in cells if cell)
            read.append(replace(line, text=text, cells=cells, markup=Markup.TABLE_ROW))
    return read


def _is_box(line: SourceLine) -> bool:
    return line.is_table and len(line.cells) == 2 and line.cells[0].strip(". ").isdigit() and len(line.cells[1]) > 20


def _sections(line: SourceLine, title: re.Match[str], body_size: float) -> list[SourceLine]:
    heading = replace(
        line, text=title.group(1).strip(), cells=(), markup=Markup.HEADING, size=_SIZE * (body_size or 10), bold=True
    )
    rest = line.cells[1][title.end() :].strip()
    body = replace(line, cells=(), markup=Markup.PARAGRAPH, size=body_size)
    return [heading, *(replace(body, text=part.strip()) for part in _ITEM.split(rest) if part.strip())]
