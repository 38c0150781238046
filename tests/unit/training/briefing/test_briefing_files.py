"""The files of a briefing: one page is one page, footnotes are real, slides hold their words."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pptx
import pypdfium2
import pytest
from lxml import etree

from dvrag.exports.document import footnotes, text_of
from dvrag.exports.formats import Format, written
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.findings import AgencyClass
from dvrag.model.learning.briefing import BriefingRequest, Length
from dvrag.training.briefing.written.document import briefing_document
from dvrag.training.briefing.written.slides import briefing_slides, deck_of

pytestmark = pytest.mark.slow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGES = [
    *(BriefingRequest(theme=(theme.name,)) for theme in catalogue() if theme.name != "substance_misuse"),
    *(BriefingRequest(agency=(name,)) for name in AgencyClass),
    BriefingRequest(theme=("risk_assessment",), agency=("police",), area=("Marlshire",)),
    BriefingRequest(area=("Carrowdale",)),
    BriefingRequest(),
]
SESSIONS = [
    BriefingRequest(theme=("risk_assessment",), agency=("police",), length=Length.SESSION),
    BriefingRequest(theme=("gp_health",), length=Length.SESSION),
    BriefingRequest(agency=("Marlshire Police",), length=Length.SESSION),
    BriefingRequest(area=("Marlshire",), length=Length.SESSION),
    BriefingRequest(length=Length.SESSION),
]


def pdf(made, when) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(written(briefing_document(made, when), Format.PDF))


def close(text: str) -> str:
    """Return text without spaces and hyphens: a page breaks lines where it likes."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]+", "", text)


@pytest.mark.parametrize("request_", PAGES, ids=lambda r: "-".join((*r.theme, *r.agency, *r.area)) or "all")
def test_one_page_is_one_page_with_every_quote_on_it(request_, make, when) -> None:
    made = make(request_)
    with pdf(made, when) as opened:
        assert len(opened) == 1
        read = close(opened[0].get_textpage().get_text_bounded())
    for part in made.parts:
        assert close(part.heading) in read
        assert all(close(cited.quote) in read for point in part.points for cited in point.cited)


@pytest.mark.parametrize("request_", SESSIONS, ids=lambda r: "-".join((*r.theme, *r.agency, *r.area)) or "all")
def test_a_session_has_four_to_eight_pages_and_eight_to_sixteen_slides(request_, make, when) -> None:
    made = make(request_)
    with pdf(made, when) as opened:
        assert 4 <= len(opened) <= 8
    assert 8 <= len(pptx.Presentation(io.BytesIO(briefing_slides(made, when))).slides) <= 16


@pytest.mark.parametrize("request_", [PAGES[0], SESSIONS[1]], ids=["page", "session"])
def test_the_word_file_has_real_footnotes_headings_and_lists(request_, make, when) -> None:
    made = make(request_)
    document = briefing_document(made, when)
    content = written(document, Format.DOCX)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    notes = ["".join(n.itertext(f"{W}t")).strip() for n in root if n.get(f"{W}type") is None]
    assert notes == [text_of(note.runs).strip() for note in footnotes(document)]
    assert len(notes) >= sum(bool(point.cited or point.also) for part in made.parts for point in part.points) > 5
    word = docx.Document(io.BytesIO(content))
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[: len(made.parts)] == [part.heading for part in made.parts]
    assert word.paragraphs[0].style.name == "Title"
    assert any(p.style.name == "List Bullet" for p in word.paragraphs)
    whole = "\n".join(p.text for p in word.paragraphs)
    assert all(f"“{c.quote}”" in whole for part in made.parts for point in part.points for c in point.cited)


def test_each_format_gives_the_same_bytes_each_time(make, when) -> None:
    made = make(SESSIONS[0])
    for kind in Format:
        assert written(briefing_document(made, when), kind) == written(briefing_document(made, when), kind)
    assert briefing_slides(made, when) == briefing_slides(made, when)


@pytest.mark.parametrize("request_", [*SESSIONS, PAGES[0]], ids=str)
def test_slides_have_titles_notes_and_whole_quotes(request_, make, when) -> None:
    made = make(request_)
    show = pptx.Presentation(io.BytesIO(briefing_slides(made, when)))
    titles = [slide.shapes.title.text for slide in show.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in show.slides)
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in show.slides)
    for part in made.parts:
        for point in part.points:
            assert all(" ".join(f"“{c.quote}”".split()) in " ".join(notes.split()) for c in point.cited)
    shown = [line.text for slide in deck_of(made, when).slides for line in slide.lines if line.kind == "quote"]
    words = [cited.quote for part in made.parts for point in part.points for cited in point.cited]
    assert all(any(line.strip("“”") in quote for quote in words) for line in shown)
