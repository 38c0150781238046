"""The slides file: real placeholders, letters of 18 points and more, no overflow, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pptx
import pytest

from dvrag.exports.slides.deck import Deck, Line, LineKind, Slide
from dvrag.exports.slides.fit import SIZES, size_for, spread
from dvrag.exports.slides.write import to_pptx

WHEN = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LONG = "The panel read every record that the agencies held and asked each of them what had been done. " * 30
HOSTILE = "A \u202egnirts\u202c <b>&amp; “quoted”</b>\x00 ‘x’"


def deck(*slides: Slide) -> Deck:
    return Deck("A title", "What it is\nand when", slides, WHEN, "What to say first", "On slides")


def opened(made: Deck):
    return pptx.Presentation(io.BytesIO(to_pptx(made)))


FULL = Slide(
    "Title",
    (
        Line("Two reviews say this", LineKind.PLAIN),
        Line("“Ask.”", LineKind.QUOTE),
        Line("A review, p 3", LineKind.SOURCE),
        Line("A point"),
    ),
    "Notes\nin two lines",
)


def test_texts_stand_in_the_placeholders_of_their_layouts() -> None:
    show = opened(deck(FULL))
    first, second = show.slides
    assert (first.shapes.title.text, first.placeholders[1].text) == ("A title", "What it is\nand when")
    assert second.shapes.title.text == "Title"
    assert second.placeholders[1].text_frame.text.split("\n") == [line.text for line in FULL.lines]
    assert second.notes_slide.notes_text_frame.text == FULL.notes
    assert [slide.slide_layout.name for slide in show.slides] == ["Title Slide", "Title and Content"]
    assert len(show.slide_layouts) == 2


def test_the_title_is_read_first_and_each_slide_has_its_number() -> None:
    slide = opened(deck(FULL)).slides[1]
    shapes = [shape.placeholder_format.type.name for shape in slide.shapes]
    assert shapes == ["TITLE", "OBJECT", "SLIDE_NUMBER"]
    assert len({shape.shape_id for shape in slide.shapes}) == 3


def test_only_a_point_has_a_bullet() -> None:
    slide = opened(deck(FULL)).slides[1]
    without = [
        p._p.pPr is not None and p._p.pPr.find(f"{A}buNone") is not None
        for p in slide.placeholders[1].text_frame.paragraphs
    ]
    assert without == [True, True, True, False]


@pytest.mark.parametrize("line", [Line(LONG), Line(LONG, LineKind.QUOTE), Line("word" * 900), Line("no stop " * 400)])
def test_what_is_long_goes_on_and_no_letter_is_too_small(line: Line) -> None:
    made = deck(Slide("Title", (line,)))
    slides = list(opened(made).slides)[1:]
    assert len(slides) > 1
    assert [s.shapes.title.text for s in slides] == [f"Title ({n} of {len(slides)})" for n in range(1, len(slides) + 1)]
    said = "".join(s.placeholders[1].text_frame.text for s in slides)
    assert said.replace(" ", "").replace("\n", "") == line.text.replace(" ", "")
    sizes = [r.font.size.pt for s in slides for p in s.placeholders[1].text_frame.paragraphs for r in p.runs]
    assert min(sizes) >= SIZES[-1] == 18


def test_every_slide_that_is_spread_fits() -> None:
    lines = tuple(Line(LONG[: 90 * n], LineKind.QUOTE if n % 2 else LineKind.POINT) for n in range(1, 12))
    for slide in spread(Slide("Title", lines)):
        assert size_for(slide.lines) is not None


def test_a_quote_stays_with_its_sentence_and_whose_it_is() -> None:
    block = (Line("Said", LineKind.PLAIN), Line(f"“{LONG[:600]}”", LineKind.QUOTE), Line("A, p 3", LineKind.SOURCE))
    for slide in spread(Slide("Title", block * 3)):
        assert [line.kind for line in slide.lines] == [line.kind for line in block] * (len(slide.lines) // 3)


def test_the_language_is_stated_everywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(to_pptx(deck(FULL)))) as package:
        for name in package.namelist():
            if name.startswith("ppt/") and name.endswith(".xml"):
                assert b'lang="en-US"' not in package.read(name), name
    run = opened(deck(FULL)).slides[1].placeholders[1].text_frame.paragraphs[0].runs[0]
    assert run._r.rPr.get("lang") == "en-GB"


def test_the_properties_say_what_it_is() -> None:
    core = opened(deck(FULL)).core_properties
    assert (core.title, core.subject, core.author, core.language) == ("A title", "On slides", "dvrag", "en-GB")
    assert core.created == WHEN.replace(tzinfo=None)


def test_the_same_slides_give_the_same_bytes_and_nothing_of_the_template_is_left() -> None:
    assert to_pptx(deck(FULL)) == to_pptx(deck(FULL))
    with zipfile.ZipFile(io.BytesIO(to_pptx(deck(FULL)))) as package:
        assert package.testzip() is None
        names = package.namelist()
    assert not [name for name in names if "thumbnail" in name or "printerSettings" in name]
    assert len(names) == len(set(names))


def test_no_character_steers_a_program() -> None:
    made = deck(Slide(HOSTILE, (Line(HOSTILE),), HOSTILE))
    slide = opened(made).slides[1]
    for text in (slide.shapes.title.text, slide.placeholders[1].text, slide.notes_slide.notes_text_frame.text):
        assert text == "A gnirts <b>&amp; “quoted”</b> ‘x’"


def test_slides_without_a_title_or_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        deck(Slide(" ", ()))
    with pytest.raises(ValueError, match="zone"):
        Deck("A", "", (), datetime(2026, 1, 1))
