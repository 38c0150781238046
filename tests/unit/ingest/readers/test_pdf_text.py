"""Lines of PDF pages: order, boxes, type, spacing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader as PypdfReader
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from dvrag.errors import EncryptedError, LimitError, UnreadableError
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.model.raw import PageSource, RawDocument

Read = Callable[[str], RawDocument]
PLAIN = '#set page(width: 400pt, height: 300pt, margin: 50pt)\n#set text(font: "Libertinus Serif", size: 12pt)\n'


def found(document: RawDocument) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


def test_a_line_knows_its_box_size_and_weight(read_pdf: Read) -> None:
    first, second = (
        read_pdf(PLAIN + "#place(dx: 30pt, dy: 60pt)[Marian rang]#place(dy: 120pt)[*Findings*]").pages[0].lines
    )
    assert (first.text, second.text) == ("Marian rang", "Findings")
    assert first.size == pytest.approx(12)
    assert not first.bold
    assert second.bold
    assert first.box is not None
    assert first.box.x0 == pytest.approx(80, abs=1)
    assert first.box.y0 == pytest.approx(110, abs=4)
    assert 8 <= first.box.y1 - first.box.y0 <= 14
    assert 100 < first.box.x1 < 160


def test_two_columns_are_read_one_after_the_other_and_headings_keep_their_place(read_pdf: Read) -> None:
    words = "The officers attended at once and spoke to the neighbour. " * 5
    source = (
        "#set page(width: 500pt, height: 500pt, margin: 40pt)\n#set text(size: 10pt)\n"
        "#text(size: 18pt)[A heading that runs across the whole page above]\n\n"
        "#grid(columns: (1fr, 1fr), column-gutter: 20pt, "
        f"[FirstLeft {words} LastLeft], [FirstRight {words} LastRight])\n\n"
        "#text(size: 18pt)[Another heading that runs across the page below]\n\nThe end of the page."
    )
    flat = " ".join(found(read_pdf(source)))
    order = ["above", "FirstLeft", "LastLeft", "FirstRight", "LastRight", "Another heading", "The end of the page"]
    places = [flat.index(mark) for mark in order]
    assert places == sorted(places)


def test_numbered_paragraphs_are_not_taken_for_columns(read_pdf: Read) -> None:
    source = PLAIN + "\n".join(
        f"#grid(columns: (40pt, 1fr), [5.{n}], [Paragraph {n} #lorem(16)])\n" for n in range(1, 4)
    )
    starts = [text for text in found(read_pdf(source)) if "Paragraph" in text]
    assert [text.split(" Lorem")[0] for text in starts] == ["5.1 Paragraph 1", "5.2 Paragraph 2", "5.3 Paragraph 3"]


def test_numbers_that_hang_in_the_margin_stay_with_their_own_column(read_pdf: Read) -> None:
    def number(mark: str, count: int) -> str:
        return (
            f"#grid(columns: (36pt, 1fr), [{mark}], [Mark{mark[-1]} {'Nobody asked her what she wanted. ' * count}])\n"
        )

    left, right = number("4.1", 4) + number("4.2", 6), number("4.3", 7) + number("4.4", 3)
    source = (
        "#set page(width: 500pt, height: 400pt, margin: 40pt)\n#set text(size: 10pt)\n"
        f"= Analysis\n#columns(2, gutter: 18pt)[{left}\n#colbreak()\n{right}]\n{number('4.5', 5)}"
    )
    lines = found(read_pdf(source))
    starts = [text.split(" Nobody")[0] for text in lines if "Mark" in text]
    assert starts == ["4.1 Mark1", "4.2 Mark2", "4.3 Mark3", "4.4 Mark4", "4.5 Mark5"]
    assert sum("4." in text for text in lines) == 5


def test_a_short_heading_below_columns_is_read_after_both(read_pdf: Read) -> None:
    words = "The nurse wrote to the surgery and had no reply. "
    source = (
        "#set page(width: 500pt, height: 400pt, margin: 40pt)\n#set text(size: 10pt)\n"
        f"= Findings\n#columns(2, gutter: 20pt)[FirstLeft {words * 6} LastLeft #colbreak() FirstRight {words * 4}"
        f" LastRight]\n= Recommendations\nThe council should {words * 3}"
    )
    flat = " ".join(found(read_pdf(source)))
    order = ["Findings", "FirstLeft", "LastLeft", "FirstRight", "LastRight", "Recommendations", "The council should"]
    places = [flat.index(mark) for mark in order]
    assert places == sorted(places)


def test_a_heading_inside_the_left_column_stays_in_it(read_pdf: Read) -> None:
    words = "The nurse wrote to the surgery and had no reply. "
    source = (
        "#set page(width: 500pt, height: 400pt, margin: 40pt)\n#set text(size: 10pt)\n"
        f"#columns(2, gutter: 20pt)[{words * 4}\n= Housing\n LastLeft {words * 3} #colbreak() FirstRight {words * 8}]"
        f"\nThe council should {words * 3}"
    )
    flat = " ".join(found(read_pdf(source)))
    assert flat.index("Housing") < flat.index("LastLeft") < flat.index("FirstRight")


def test_a_running_footer_below_columns_is_no_part_of_them(read_pdf: Read) -> None:
    words = "Each agency was asked for a chronology of its contact. " * 5
    source = (
        "#set page(width: 500pt, height: 400pt, margin: (x: 40pt, y: 60pt), footer: [Report of the panel #h(1fr) 7])\n"
        f"#set text(size: 10pt)\n#columns(2, gutter: 20pt)[LeftStart {words} #colbreak() RightStart {words} RightEnd]"
    )
    assert found(read_pdf(source))[-1] == "Report of the panel 7"


def test_letter_spaced_headings_are_closed_up(read_pdf: Read) -> None:
    assert found(read_pdf(PLAIN + "#text(tracking: 4pt, spacing: 18pt)[FINAL REPORT]")) == ["FINAL REPORT"]


def test_hyphens_stand_as_printed(read_pdf: Read) -> None:
    source = (
        PLAIN
        + '#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n'
        + "#box(width: 52pt)[multi-agency safeguarding arrangements]"
    )
    flat = found(read_pdf(source))
    assert "multi-" in " ".join(flat)
    assert any(text.endswith("-") for text in flat)
    assert not any("\x02" in text or "\ufffe" in text for text in flat)


def test_a_footnote_mark_is_a_superscript_and_no_part_of_a_number(read_pdf: Read) -> None:
    flat = found(read_pdf(PLAIN + "#set super(typographic: false)\nIn 2019#footnote[See the annex.] she moved."))
    assert flat[0] == "In 2019¹ she moved."
    assert flat[-1] == "¹ See the annex."


def test_a_large_page_number_is_no_part_of_the_line_beside_it(read_pdf: Read) -> None:
    source = (
        PLAIN
        + "#place(dy: 150pt, text(size: 8pt)[Inspection of services])#place(dy: 157pt, dx: 250pt, text(size: 22pt)[13])"
    )
    assert found(read_pdf(source)) == ["Inspection of services", "13"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(read_pdf: Read, tmp_path: Path, turn: int) -> None:
    upright = read_pdf(PLAIN + "First line\n\nSecond line").pages[0]
    path = tmp_path / "report.pdf"
    writer = PdfWriter(clone_from=PypdfReader(path))
    writer.pages[0].rotate(turn)
    writer.write(tmp_path / "turned.pdf")
    turned = PdfReader().read(tmp_path / "turned.pdf").pages[0]
    assert {line.text for line in turned.lines} == {"First line", "Second line"}
    size = (upright.height, upright.width) if turn in (90, 270) else (upright.width, upright.height)
    assert (turned.width, turned.height) == size
    box, old = turned.lines[0].box, next(e for e in upright.lines if e.text == turned.lines[0].text).box
    assert box is not None
    assert old is not None
    expected = {
        90: (upright.height - old.y1, old.x0),
        180: (upright.width - old.x1, upright.height - old.y1),
        270: (old.y0, upright.width - old.x1),
    }[turn]
    assert (box.x0, box.y0) == pytest.approx(expected, abs=4)


def test_a_cropped_page_counts_from_its_visible_corner(read_pdf: Read, tmp_path: Path) -> None:
    read_pdf(PLAIN + "#place(dx: 100pt, dy: 100pt)[Seen]#place(dx: -40pt, dy: -40pt)[Cut]")
    writer = PdfWriter(clone_from=PypdfReader(tmp_path / "report.pdf"))
    writer.pages[0].cropbox = RectangleObject((100, 50, 400, 250))
    writer.write(tmp_path / "cropped.pdf")
    page = PdfReader().read(tmp_path / "cropped.pdf").pages[0]
    assert [line.text for line in page.lines] == ["Seen"]
    assert (page.width, page.height) == (300, 200)
    assert page.lines[0].box is not None
    assert page.lines[0].box.x0 == pytest.approx(50, abs=2)
    assert page.lines[0].box.y0 == pytest.approx(100, abs=5)


def test_labels_outline_and_properties_are_kept(read_pdf: Read) -> None:
    source = (
        '#set document(title: "Review of a death", author: "A Partnership", '
        'date: datetime(year: 2021, month: 6, day: 2))\n#set page(numbering: "i")\n#set heading(numbering: "1.")\n'
        "= Terms of reference\ntext\n== Scope\n#pagebreak()\n= Findings\n"
    )
    document = read_pdf(source)
    assert document.properties["title"] == "Review of a death"
    assert document.properties["date"] == "2021-06-02"
    assert [page.label for page in document.pages] == ["i", "ii"]
    outline = [(entry.title.split(" ", 1)[-1], entry.level, entry.page) for entry in document.outline]
    assert outline == [("Terms of reference", 1, 1), ("Scope", 2, 1), ("Findings", 1, 2)]


def test_a_page_without_text_is_marked_for_recognition_and_a_blank_one_is_not(
    scanned: Callable[[str], Path], read_pdf: Read, tmp_path: Path
) -> None:
    marked = PdfReader().read_marked(scanned(PLAIN + "A page of a scan"))
    assert marked.unread == (1,)
    assert marked.document.pages[0].source is PageSource.EMPTY
    read_pdf(PLAIN + "Text#pagebreak()#pagebreak()More")
    marked = PdfReader().read_marked(tmp_path / "report.pdf")
    assert [page.source for page in marked.document.pages] == [PageSource.TEXT, PageSource.EMPTY, PageSource.TEXT]
    assert marked.unread == ()


def test_a_text_layer_without_character_map_is_garbage(read_pdf: Read, tmp_path: Path) -> None:
    shifted = "".join(
        chr(ord(c) - 29) if c.isalpha() else c for c in ("the police officers attended her home again " * 12)
    )
    read_pdf(PLAIN + '#raw("' + shifted.replace('"', "").replace("\\", "") + '")')
    marked = PdfReader().read_marked(tmp_path / "report.pdf")
    assert marked.unread == (1,)
    assert "cannot be read" in " ".join(marked.document.warnings)


def encrypted(source: Path, target: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=PypdfReader(source))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(target)
    return target


def test_a_password_is_asked_for_only_where_one_is_needed(read_pdf: Read, tmp_path: Path) -> None:
    read_pdf(PLAIN + "Protected text")
    opened = PdfReader().read(encrypted(tmp_path / "report.pdf", tmp_path / "empty.pdf", ""))
    assert found(opened) == ["Protected text"]
    with pytest.raises(EncryptedError, match="password"):
        PdfReader().read(encrypted(tmp_path / "report.pdf", tmp_path / "locked.pdf", "secret"))


def test_junk_before_the_header_is_skipped_and_a_cut_file_is_refused(read_pdf: Read, tmp_path: Path) -> None:
    read_pdf(PLAIN + "Still readable")
    content = (tmp_path / "report.pdf").read_bytes()
    (tmp_path / "junk.pdf").write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + content)
    assert found(PdfReader().read(tmp_path / "junk.pdf")) == ["Still readable"]
    (tmp_path / "cut.pdf").write_bytes(content[:50])
    with pytest.raises(UnreadableError, match="cut off"):
        PdfReader().read(tmp_path / "cut.pdf")


def test_too_many_pages_name_the_limit(read_pdf: Read, tmp_path: Path) -> None:
    read_pdf(PLAIN + "a#pagebreak()b#pagebreak()c")
    with pytest.raises(LimitError, match="3 pages; the limit is 2"):
        PdfReader(max_pages=2).read(tmp_path / "report.pdf")


def test_no_character_is_lost(read_pdf: Read, tmp_path: Path) -> None:
    source = PLAIN + "#lorem(120)\n#table(columns: 3, ..range(12).map(n => [cell #n]))\n#lorem(40)"
    document = read_pdf(source)
    with pypdfium2.PdfDocument(io.BytesIO((tmp_path / "report.pdf").read_bytes())) as pdf:
        expected = "".join(page.get_textpage().get_text_range() for page in pdf)
    read = "".join(found(document)).replace("|", "")
    assert sorted(filter(str.isalnum, read)) == sorted(filter(str.isalnum, expected))
