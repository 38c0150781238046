"""Slides as a PowerPoint file (PPTX): real layouts and placeholders, a title on each, notes for the speaker.

Letters are never smaller than 18 points; dark on white; the language is stated; the same slides give the same bytes.
"""

from __future__ import annotations

import copy
import io
from datetime import UTC
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from dvrag.exports.characters import one_line, visible
from dvrag.exports.package import packed
from dvrag.exports.slides.deck import Deck, Line, LineKind, Slide
from dvrag.exports.slides.fit import INDENT, SIZES, size_for, spread, title_size
from dvrag.exports.slides.master import CONTENT, NUMBER, OPENING, prepare

_TITLE = 255
"""Characters that Office keeps of a title."""


def to_pptx(deck: Deck) -> bytes:
    """Return the file of the slides: the same bytes for the same slides."""
    show: Any = Presentation()
    prepare(show)
    _opening(show, deck)
    for slide in deck.slides:
        for part in spread(slide):
            _slide(show, part)
    _languages(show, deck.language)
    _properties(show.core_properties, deck)
    made = io.BytesIO()
    show.save(made)
    return packed(made.getvalue(), deck.created)


def _opening(show: Any, deck: Deck) -> None:
    slide = show.slides.add_slide(show.slide_layouts[OPENING])
    slide.shapes.title.text = one_line(deck.title)
    slide.placeholders[1].text = visible(deck.subtitle)
    _notes(slide, deck.notes)


def _slide(show: Any, content: Slide) -> None:
    layout = show.slide_layouts[CONTENT]
    slide = show.slides.add_slide(layout)
    title = one_line(content.title)
    slide.shapes.title.text = title
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(title_size(title))
    frame = slide.placeholders[1].text_frame
    size = size_for(content.lines) or SIZES[-1]
    for place, line in enumerate(content.lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _line(paragraph, line, size)
    _number(slide, layout)
    _notes(slide, content.notes)


def _line(paragraph: Any, line: Line, size: int) -> None:
    run = paragraph.add_run()
    run.text = one_line(line.text)
    run.font.size = Pt(max(size - 2, SIZES[-1]) if line.kind is LineKind.SOURCE else size)
    paragraph.space_after = Pt(2 if line.kind in {LineKind.QUOTE, LineKind.PLAIN} else 10)
    if line.kind is LineKind.POINT:
        return
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(0 if line.kind is LineKind.PLAIN else int(Pt(INDENT))))
    properties.set("indent", "0")
    properties.append(properties.makeelement(qn("a:buNone"), {}))
    run.font.bold = line.kind is LineKind.PLAIN


def _number(slide: Any, layout: Any) -> None:
    """Give the slide its number: python-pptx leaves that placeholder out."""
    for shape in layout.placeholders:
        if shape.placeholder_format.idx == NUMBER:
            slide.shapes._spTree.append(copy.deepcopy(shape._element))


def _notes(slide: Any, notes: str) -> None:
    if notes:
        slide.notes_slide.notes_text_frame.text = visible(notes)


def _languages(show: Any, language: str) -> None:
    """State the language on each run and wherever the template states another."""
    notes = [slide.notes_slide.part for slide in show.slides if slide.has_notes_slide]
    slides = [slide.part for slide in show.slides]
    layouts = [layout.part for layout in show.slide_layouts]
    masters = [show.slide_master.part, *([show.notes_master.part] if notes else [])]
    for part in (show.part, *masters, *layouts, *slides, *notes):
        root = part._element
        for run in root.iter(qn("a:r"), qn("a:fld")):
            run.get_or_add_rPr().set("lang", language)
        for stated in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            if stated.get("lang") or stated.tag == qn("a:rPr"):
                stated.set("lang", language)


def _properties(core: Any, deck: Deck) -> None:
    moment = deck.created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title, core.subject = one_line(deck.title)[:_TITLE], one_line(deck.subject)[:_TITLE]
    core.author = core.last_modified_by = one_line(deck.author)[:_TITLE]
    core.language, core.comments, core.keywords, core.revision = deck.language, "", "", 1
    core.created = core.modified = moment
