"""Real footnotes for python-docx, which has no door to them: the part `word/footnotes.xml` and what refers to it.

Source: ISO/IEC 29500-1 (WordprocessingML), 17.11 footnotes and endnotes, 11.3.7 the footnotes part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dvrag.exports.document import Footnote, Runs

Fill = Callable[[Any, Runs], None]
"""Puts runs into a paragraph element."""

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The line above the notes, and above those that go on from the page before; each has an id of its own."""


class Notes:
    """The notes of a document under construction; `text_style` and `mark_style` are ids of styles."""

    def __init__(self, text_style: str, mark_style: str, fill: Fill) -> None:
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        self._text_style, self._mark_style = text_style, mark_style
        self._fill = fill
        self._count = 0
        for number, kind in _SEPARATORS:
            self._root.append(_separator(number, kind))

    def refer(self, paragraph: Any, notes: tuple[Footnote, ...]) -> None:
        """Put the marks of the notes at the end of a paragraph element, and the notes into the part."""
        for place, note in enumerate(notes):
            if place:
                self._marked(paragraph).text = ", "
            self._count += 1
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(self._count))
            self._marked(paragraph).append(reference)
            self._root.append(self._note(note))

    def attach(self, word: Any) -> None:
        """Put the part into a python-docx document, with its relationship and what the settings say of it."""
        part = word.part
        name = PackURI("/word/footnotes.xml")
        made = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
        properties = OxmlElement("w:footnotePr")
        for number, _ in _SEPARATORS:
            known = OxmlElement("w:footnote")
            known.set(qn("w:id"), str(number))
            properties.append(known)
        settings = word.settings.element
        settings.find(qn("w:compat")).addprevious(properties)

    def _note(self, note: Footnote) -> Any:
        made = OxmlElement("w:footnote")
        made.set(qn("w:id"), str(self._count))
        paragraph = OxmlElement("w:p")
        paragraph.style = self._text_style
        self._marked(paragraph).append(OxmlElement("w:footnoteRef"))
        paragraph.add_r().text = " "
        self._fill(paragraph, note.runs)
        made.append(paragraph)
        return made

    def _marked(self, paragraph: Any) -> Any:
        run = paragraph.add_r()
        run.style = self._mark_style
        return run


def _separator(number: int, kind: str) -> Any:
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )
