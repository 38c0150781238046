"""Page images: the right words are marked on rotated, cropped, two-column and broken pages, and nothing else."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader as StructureReader
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from dvrag.errors import EncryptedError, UnreadableError
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.ingest.readers.pdf_image import MOST_PIXELS, WIDEST, fitting_scale, page_image
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.page_images import MarkedLine, MarkKind, PageImage
from dvrag.model.raw import Box
from dvrag.text.marking import marked_lines

Typeset = Callable[..., Path]

QUOTE = "The form was begun at the door of the house and was not completed, because nobody asked"
BODY = (
    "The panel looked at each contact in turn. Two officers came to the address on the third of June. "
    f"{QUOTE} for it at the end of the shift. The supervisor saw the record in the morning and closed it."
)
PAGE = "#set page(width: 320pt, height: 420pt, margin: 40pt)\n#set text(size: 10pt)\n#set par(justify: true)\n"
COLUMNS = (
    '#set page(width: 420pt, height: 300pt, margin: 40pt, columns: 2)\n#set text(size: 9pt, lang: "en")\n'
    "#set par(justify: true)\n"
)
FILLING = "Neighbours spoke of shouting at night and of a door that was kicked in during the spring. " * 8


def report_in(path: Path) -> Report:
    return build_report(PdfReader().read(path), ReportId("a" * 64))


def marks(report: Report, quote: str = QUOTE, kind: MarkKind = MarkKind.QUOTE) -> tuple[MarkedLine, ...]:
    start = report.text.index(quote)
    return marked_lines(report, start, start + len(quote), kind)


def drawn(path: Path, page: int = 1, quote: str = QUOTE) -> PageImage:
    on_page = [mark for mark in marks(report_in(path), quote) if mark.page == page]
    return page_image(path, page, 2.0, on_page)


def words_under(path: Path, page: int, boxes: tuple[Box, ...]) -> str:
    """The text that pdfium finds under boxes of the displayed page, by its own way back to the page's space."""
    with pypdfium2.PdfDocument(path) as pdf:
        shown = pdf[page - 1]
        textpage = shown.get_textpage()
        width, height = (round(side * 100) for side in shown.get_size())

        def back(x: float, y: float) -> tuple[float, float]:
            px, py = ctypes.c_double(), ctypes.c_double()
            where = (0, 0, width, height, 0, round(x * 100), round(y * 100))
            pdfium.FPDF_DeviceToPage(shown.raw, *where, px, py)
            return px.value, py.value

        found = []
        for box in boxes:
            (ax, ay), (bx, by) = back(box.x0, box.y0), back(box.x1, box.y1)
            edges = (min(ax, bx) - 0.5, min(ay, by) - 0.5, max(ax, bx) + 0.5, max(ay, by) + 0.5)
            found.append(textpage.get_text_bounded(*edges))
        textpage.close()
    return letters(" ".join(found))


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def changed(path: Path, change: Callable[[PdfWriter], None], name: str) -> Path:
    writer = PdfWriter(clone_from=StructureReader(path))
    change(writer)
    target = path.with_name(name)
    with target.open("wb") as stream:
        writer.write(stream)
    return target


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_rotated_page_the_right_words_are_marked(typeset: Typeset, turn: int) -> None:
    path = changed(typeset(PAGE + BODY), lambda w: w.pages[0].rotate(turn) and None, "turned.pdf")
    image = drawn(path)
    assert words_under(path, 1, image.quoted) == letters(QUOTE)
    assert (image.width, image.height) == ((320, 420) if turn % 180 == 0 else (420, 320))
    assert (image.width_px, image.height_px) == (2 * image.width, 2 * image.height)
    assert is_tinted(image, image.quoted)


def test_sideways_text_on_an_upright_page_is_marked(typeset: Typeset) -> None:
    path = typeset(f"#set page(width: 420pt, height: 320pt, margin: 30pt)\n#rotate(90deg, reflow: true)[{BODY}]")
    image = drawn(path)
    assert words_under(path, 1, image.quoted) == letters(QUOTE)


def test_where_the_crop_box_begins_elsewhere_the_right_words_are_marked(typeset: Typeset) -> None:
    def crop(writer: PdfWriter) -> None:
        page = writer.pages[0]
        page.mediabox = RectangleObject((-50, -70, 400, 500))
        page.cropbox = RectangleObject((20, 30, 310, 410))

    path = changed(typeset(PAGE + BODY), crop, "cropped.pdf")
    image = drawn(path)
    assert (image.width, image.height) == (290, 380)
    assert words_under(path, 1, image.quoted) == letters(QUOTE)
    assert is_tinted(image, image.quoted)


def test_columns_are_marked_each_by_itself(typeset: Typeset) -> None:
    path = typeset(COLUMNS + FILLING + BODY + FILLING)
    image = drawn(path)
    assert words_under(path, 1, image.quoted) == letters(QUOTE)
    assert {box.x0 < 210 for box in image.quoted} == {True, False}, "the quote runs over both columns"
    assert all(box.x1 < 210 or box.x0 > 210 for box in image.quoted)


def test_a_quote_over_a_page_break_is_marked_on_both_pages(typeset: Typeset) -> None:
    path = typeset(f"{PAGE}#v(300pt)\n{BODY}")
    report = report_in(path)
    assert {mark.page for mark in marks(report)} == {1, 2}
    shown = [words_under(path, page, drawn(path, page).quoted) for page in (1, 2)]
    assert all(shown)
    assert "".join(shown) == letters(QUOTE)


def test_a_cell_of_a_table_is_marked_alone(typeset: Typeset) -> None:
    cells = "[Number], [What was told], [Outcome], [1], [A neighbour heard shouting in the night], [No record was made]"
    again = "[2], [Her sister rang about a broken door], [No offence was recorded]"
    path = typeset(f"{PAGE}#table(columns: (1fr, 2fr, 2fr), {cells}, {again})")
    image = drawn(path, quote="Her sister rang about a broken door")
    assert words_under(path, 1, image.quoted) == letters("Her sister rang about a broken door")


def test_a_word_broken_at_the_end_of_a_line_is_marked_in_both_halves(typeset: Typeset) -> None:
    path = typeset(f'{PAGE}#set text(lang: "en", hyphenate: true)\nIt was an extra-#linebreak()ordinary night.')
    image = drawn(path, quote="extraordinary" if "extraordinary" in report_in(path).text else "extra-ordinary")
    assert words_under(path, 1, image.quoted) == "extraordinary"
    assert len(image.quoted) == 2


def test_words_that_do_not_stand_where_the_line_should_are_not_marked(typeset: Typeset) -> None:
    path = typeset(PAGE + BODY)
    lost = [MarkedLine(1, mark.box, "words that this page does not hold", 0, 20) for mark in marks(report_in(path))]
    assert page_image(path, 1, 2.0, lost).quoted == ()


def test_on_a_page_read_from_its_picture_the_line_itself_is_marked(scanned: Callable[[str], Path]) -> None:
    path = scanned(PAGE + BODY)
    box = Box(40, 60, 280, 72)
    image = page_image(path, 1, 2.0, [MarkedLine(1, box, QUOTE, 0, len(QUOTE))])
    assert image.quoted == (box,)


def test_found_words_look_otherwise_than_the_quote(typeset: Typeset) -> None:
    path = typeset(PAGE + BODY)
    report = report_in(path)
    image = page_image(path, 1, 2.0, [*marks(report), *marks(report, "supervisor", MarkKind.FOUND)])
    assert words_under(path, 1, image.found) == "supervisor"
    assert pixel(image, image.found[0]) != pixel(image, image.quoted[0])


def test_a_large_page_is_drawn_more_coarsely() -> None:
    for width, height in ((595, 842), (842, 595), (14_400, 14_400), (3000, 40), (1, 1)):
        scale = fitting_scale(width, height, 2.0)
        assert 0 < scale <= 2.0
        assert width * scale <= WIDEST + 1
        assert width * height * scale**2 <= MOST_PIXELS * 1.001
    assert fitting_scale(595, 842, 2.0) == 2.0


def test_what_cannot_be_drawn_says_why(typeset: Typeset, tmp_path: Path) -> None:
    path = typeset(PAGE + BODY)
    with pytest.raises(UnreadableError, match="no page 2"):
        page_image(path, 2, 2.0)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n" + b"nothing of a PDF " * 20)
    with pytest.raises(UnreadableError, match="damaged"):
        page_image(tmp_path / "bad.pdf", 1, 2.0)
    with pytest.raises(EncryptedError):
        page_image(changed(path, lambda writer: writer.encrypt("secret"), "locked.pdf"), 1, 2.0)


def pixel(image: PageImage, box: Box) -> tuple[int, int, int]:
    """The colour of a marked word's paper: its lightest pixel."""
    with Image.open(io.BytesIO(image.png)) as opened:
        scale = image.width_px / image.width
        part = opened.convert("RGB").crop(tuple(round(edge * scale) for edge in (box.x0, box.y0, box.x1, box.y1)))  # type: ignore[arg-type]
        return max((colour for _, colour in part.getcolors(1 << 20)), key=sum)  # type: ignore[no-any-return]


def is_tinted(image: PageImage, boxes: tuple[Box, ...]) -> bool:
    return all(pixel(image, box)[2] < 200 < pixel(image, box)[0] for box in boxes)
