r"""A document as Markdown (CommonMark, with tables and the footnotes `[^1]` of GitHub and Pandoc).

Each character of the document's texts that Markdown could read as markup is escaped: with a backslash, or as an entity
where a program without CommonMark's backslashes would read HTML.
"""

from __future__ import annotations

import re

from dvrag.exports.characters import one_line, visible
from dvrag.exports.document import Block, Bullets, Document, Heading, Quote, Run, Runs, Table, footnotes

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$^!=]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?<=www)\.|(?<!\d):(?=\S)|:(?=[^\s\d])|@", re.IGNORECASE)
_DASHES = re.compile(r"(?<=-)-")
_AT_START = re.compile(r"^([-+:%.)])")
_NUMBER_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def to_markdown(document: Document) -> bytes:
    """Return the document as UTF-8: the same bytes for the same document."""
    writer = _Writer()
    parts = [f"# {escaped(one_line(document.title))}", *(writer.block(block) for block in document.blocks)]
    notes = [
        f"[^{number}]: {_broken(writer.runs(note.runs), '    ')}"
        for number, note in enumerate(footnotes(document), start=1)
    ]
    return ("\n\n".join([*parts, *notes]) + "\n").encode("utf-8")


def escaped(text: str, *, inside: bool = False) -> str:
    """Return visible text in which no character is markup, each line without space at its ends; empty lines go.

    `inside` says that the first line goes on from other text, so that nothing in it can begin a list.
    """
    lines = [line for line in (line.strip() for line in visible(text).split("\n")) if line]
    return "\n".join(_line(line, start=not inside or place > 0) for place, line in enumerate(lines))


def _line(line: str, *, start: bool) -> str:
    line = _SPECIAL.sub(r"\\\g<0>", line)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;").replace(">", "&gt;")
    line = _DASHES.sub(r"\\-", _ADDRESS.sub(r"\\\g<0>", line))
    return _NUMBER_AT_START.sub(r"\1\\\2", _AT_START.sub(r"\\\1", line)) if start else line


class _Writer:
    """Writes blocks in order and counts their notes."""

    def __init__(self) -> None:
        self._notes = 0

    def block(self, block: Block) -> str:
        """Return the Markdown of one block."""
        if isinstance(block, Heading):
            return f"{'#' * (block.level + 1)} {escaped(one_line(block.text))}"
        if isinstance(block, Quote):
            return f"> {_broken(self.runs(block.runs), '> ')}"
        if isinstance(block, Bullets):
            return self._bullets(block)
        if isinstance(block, Table):
            return self._table(block)
        return _broken(self.runs(block.runs), "")

    def runs(self, runs: Runs) -> str:
        """Return the runs one after the other, the marks of their notes behind them."""
        text = ""
        for run in runs:
            text += self._run(run, inside=bool(text) and not text.isdigit())
        return text

    def _run(self, run: Run, *, inside: bool) -> str:
        body = visible(run.text)
        inner = escaped(body, inside=inside)
        mark = ("**" if run.bold else "") + ("*" if run.italic else "")
        if inner:
            before, after = (" " if body[:1].isspace() else ""), (" " if body[-1:].isspace() else "")
            inner = f"{before}{mark}{inner}{mark[::-1]}{after}"
        else:
            inner = " " if body.strip(" ") != body else ""
        marks = []
        for _ in run.notes:
            self._notes += 1
            marks.append(f"[^{self._notes}]")
        return inner + " ".join(marks)

    def _bullets(self, block: Bullets) -> str:
        lines = []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.numbered else "- "
            lines.append(f"{mark}{_broken(self.runs(item), ' ' * len(mark))}")
        return "\n".join(lines)

    def _table(self, block: Table) -> str:
        header = [escaped(one_line(name)) for name in block.header]
        rows = [[self.runs(cell).replace("\n", " ") for cell in row] for row in block.rows]
        lines = [header, ["---"] * len(header), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _broken(text: str, indent: str) -> str:
    """Return text whose line ends are CommonMark's breaks, its further lines indented so that they belong to it."""
    return text.replace("\n", f"\\\n{indent}")
