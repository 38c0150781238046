"""Running lines, page labels, contents and footnotes of typeset pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.ingest.structure.pages.furniture import value
from dvrag.model.documents import BlockKind, Report
from dvrag.model.raw import RawDocument, RawLine, RawPage
from unit.ingest.typesetting import plain, report_of, texts, typeset

BOOK = """
#set page(numbering: "i", header: [Elm Partnership #h(1fr) Review of 2019],
  footer: context [Published in June #h(1fr) #counter(page).display()])
#outline()
#pagebreak()
#set page(numbering: "1")
#counter(page).update(1)
= Introduction
The panel met in the spring. #lorem(60)
#pagebreak()
= Findings
Nobody asked her.#footnote[The form had no box for it.] #lorem(50) The housing team wrote
that the request was a matter of rent.

A second paragraph stands here.
#pagebreak()
= Lessons
There were 12 months between the calls. #lorem(30)
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(typeset(tmp_path_factory.mktemp("book"), BOOK))


def test_running_lines_are_no_text(book: Report) -> None:
    assert "Elm Partnership" not in book.text
    assert "Published in June" not in book.text


def test_a_running_head_above_two_columns_is_no_text(tmp_path: Path) -> None:
    side = "#lorem(60)"
    pages = ["= One\n#lorem(40)", f"= Two\n#columns(2)[{side}\n#colbreak()\n{side}]", "= Three\n#lorem(40)"]
    head = "#set page(margin: (top: 1.6cm, x: 2cm), header: [Elm Partnership #h(1fr) Review concerning Ada])\n"
    report = report_of(typeset(tmp_path, head + "\n#pagebreak()\n".join([*pages, "= Four\n#lorem(40)"])))
    assert "Elm Partnership" not in report.text
    assert "concerning Ada" not in report.text
    assert report.text.index("Two") < report.text.index("Three")


def test_printed_labels_differ_from_physical_pages(book: Report) -> None:
    assert [(page.number, page.label) for page in book.pages] == [(1, "i"), (2, "1"), (3, "2"), (4, "3")]


def test_contents_are_no_text(book: Report) -> None:
    assert "Contents" not in book.text
    assert book.text.count("Introduction") == 1


def test_a_footnote_stands_behind_the_block_that_refers_to_it(book: Report) -> None:
    assert texts(book, BlockKind.FOOTNOTE) == ["The form had no box for it."]
    at = next(i for i, block in enumerate(book.blocks) if block.kind is BlockKind.FOOTNOTE)
    before = book.blocks[at - 1]
    assert book.text[before.start : before.end].startswith("Nobody asked her.")
    assert book.text[before.start : before.end].endswith("rent.")


def test_headings_open_sections(book: Report) -> None:
    assert [section.path for section in book.sections[1:]] == [("Introduction",), ("Findings",), ("Lessons",)]


def test_lines_know_their_page_and_box(book: Report) -> None:
    start = book.text.index("A second paragraph")
    line = next(line for line in book.lines if line.start <= start < line.end)
    assert line.page == 3
    assert line.box is not None
    assert 0 < line.box.y0 < line.box.y1 < book.pages[2].height


def test_a_single_page_keeps_its_only_lines(tmp_path: Path) -> None:
    raw = typeset(tmp_path, "#set page(header: [Elm Partnership])\nThe panel met once.")
    assert "Elm Partnership" in report_of(raw).text


def test_a_list_of_contents_without_page_numbers_is_no_text() -> None:
    report = report_of(
        plain("Contents", "What we found", "What we did", "What we found", "It was bad.", "What we did", "We met.")
    )
    assert texts(report) == ["What we found", "It was bad.", "What we did", "We met."]


def test_a_paragraph_that_trails_off_in_dots_is_text() -> None:
    trailing = f"{'The panel asked each agency what it had done and waited for an answer. ' * 6}It never came . . . . ."
    assert texts(report_of(plain("What we found", trailing, "We met."))) == ["What we found", trailing, "We met."]


@pytest.mark.parametrize(("label", "number"), [("12", 12), ("iv", 4), ("xix", 19), ("IX", 9)])
def test_page_labels_count(label: str, number: int) -> None:
    assert value(label) == number


def test_contents_end_where_their_first_entry_returns_as_a_heading() -> None:
    pages = [
        ["Contents", "The council 1", "Summary 1", "The board 2", "Summary 2"],
        ["The council", "Summary", "It was bad."],
        ["The board", "Summary", "It was good."],
    ]
    raw = RawDocument(
        "a.pdf", "pdf", tuple(RawPage(n, tuple(RawLine(t) for t in page)) for n, page in enumerate(pages, 1))
    )
    assert texts(report_of(raw)) == [*pages[1], *pages[2]]
