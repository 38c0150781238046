"""A document as an accessible PDF (PDF/UA-1, ISO 14289-1), set by Typst with the fonts that its compiler carries.

The document goes to the compiler as JSON; no text of it is ever part of the source that is compiled. Nothing is read
from a network, and of this machine's files only the layout beside this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from dvrag.errors import MissingPartError
from dvrag.exports.characters import one_line, visible
from dvrag.exports.document import Block, Bullets, Document, Heading, Paragraph, Quote, Runs, Table, plain

STANDARD: Final = "ua-1"
OTHERWISE = "Save a Word or Markdown file instead."
ROUNDS = 5
"""Attempts at most: each names characters for which there is no letter in the fonts."""

_NO_LETTER = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
NO_LETTERS = (
    "The fonts of this PDF lack some characters. They stand as their numbers in the Unicode standard, such as {}; "
    "Word and Markdown files hold them as they are."
)


def to_pdf(document: Document) -> bytes:
    """Return the document's file: the same bytes for the same document.

    A character that no font of the compiler holds stands as its number, such as [U+4E2D], and a last line says so.
    Raises MissingPartError where the compiler fails.
    """
    lacking: set[str] = set()
    for _ in range(ROUNDS):
        try:
            return _compiled(document, lacking)
        except typst.TypstError as error:
            found = set(_lacking(getattr(error, "diagnostic", ""))) - lacking
            if not found:
                raise _failed(error) from error
            lacking |= found
            last = error
    raise _failed(last)


def _compiled(document: Document, lacking: set[str]) -> bytes:
    source = files("dvrag.exports").joinpath("layout.typ").read_bytes()
    with TemporaryDirectory(prefix="dvrag-") as nothing:
        compiler = typst.Compiler(
            source,
            root=nothing,
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(_data(document, lacking))},
            package_path=nothing,
            package_cache_path=nothing,
        )
        made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=int(document.created.timestamp()))
    if not isinstance(made, bytes):
        raise MissingPartError("The PDF could not be set: its compiler gave no single file.", hint=OTHERWISE)
    return made


def _lacking(diagnostic: str) -> Iterable[str]:
    """Return the characters that the compiler could not show."""
    for text in _NO_LETTER.findall(diagnostic):
        yield from _CODE.sub(lambda code: chr(int(code[1], 16)), text)


def _failed(error: Any) -> MissingPartError:
    reason = one_line(str(getattr(error, "message", error))).rstrip(".")
    return MissingPartError(f"The PDF could not be set: {reason}.", hint=OTHERWISE)


def _data(document: Document, lacking: set[str]) -> dict[str, Any]:
    """Return what the layout reads."""
    language, _, region = document.language.partition("-")
    blocks: list[Block] = list(document.blocks)
    if lacking:
        blocks.append(Paragraph(plain(NO_LETTERS.format(_number(min(lacking))))))
    shown = _Shown(lacking)
    return {
        "title": shown.line(document.title),
        "subject": shown.line(document.subject),
        "author": shown.line(document.author),
        "keywords": [shown.line(word) for word in document.keywords],
        "language": language,
        "region": region or None,
        "dense": document.dense,
        "blocks": [shown.block(block) for block in blocks],
    }


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


class _Shown:
    """Texts with the characters in them that can be shown."""

    def __init__(self, lacking: Iterable[str]) -> None:
        self._numbers = {ord(character): _number(character) for character in lacking}

    def text(self, text: str) -> str:
        """Return visible text, numbers in place of what cannot be shown."""
        return visible(text).translate(self._numbers)

    def line(self, text: str) -> str:
        """Return the same on one line."""
        return one_line(text).translate(self._numbers)

    def runs(self, runs: Runs) -> list[dict[str, Any]]:
        """Return runs as data, each with its notes."""
        return [
            {
                "text": self.text(run.text),
                "bold": run.bold,
                "italic": run.italic,
                "notes": [self.runs(note.runs) for note in run.notes],
            }
            for run in runs
        ]

    def block(self, block: Block) -> dict[str, Any]:
        """Return a block as data."""
        if isinstance(block, Heading):
            return {"kind": "heading", "level": block.level, "text": self.line(block.text)}
        if isinstance(block, Bullets):
            kind = "numbers" if block.numbered else "bullets"
            return {"kind": kind, "items": [{"runs": self.runs(item)} for item in block.items]}
        if isinstance(block, Table):
            return {
                "kind": "table",
                "header": [self.line(name) for name in block.header],
                "shares": list(block.shares or (1,) * len(block.header)),
                "rows": [[{"runs": self.runs(cell)} for cell in row] for row in block.rows],
            }
        return {"kind": "quote" if isinstance(block, Quote) else "paragraph", "runs": self.runs(block.runs)}
