"""The PDF: tagged, titled, read back whole; no text of a document is ever read as Typst."""

from __future__ import annotations

import io
import re

import pypdf
import pypdfium2
import pytest

from dvrag.errors import MissingPartError
from dvrag.exports.characters import visible
from dvrag.exports.document import Bullets, Document, Footnote, Heading, Paragraph, Run, plain
from dvrag.exports.pdf import to_pdf
from unit.exports.export_values import HOSTILE, WHEN, document, full, hostile


def text(content: bytes) -> str:
    """Return the text of all pages with single spaces."""
    with pypdfium2.PdfDocument(content) as opened:
        read = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    return " ".join(read.replace("\ufffe", "-").split())


def close(value: str) -> str:
    return re.sub(r"\s+", "", value)


def tags(content: bytes) -> list[str]:
    found: list[str] = []

    def walk(node: object) -> None:
        value = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, dict):
            found.extend([str(value["/S"])] if "/S" in value else [])
            walk(value.get("/K", []))

    walk(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_sentences_and_notes_are_read_back() -> None:
    read = text(to_pdf(full()))
    for said in ("A title", "Plain, bold and italic.", "“First sentence.”", "Second sentence.", "a point", "f00d"):
        assert said in read
    for said in ("one", "two", "three", "four", "five", "six", "seven"):
        assert f"Partnership, Title p 7: {said}" in read
    assert "1. step one 2. step two 1. again one" in read


def test_it_is_tagged_titled_and_has_a_language() -> None:
    content = to_pdf(full())
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "en-GB", True, True,
    )  # fmt: skip
    assert (reader.metadata.title, reader.metadata.author, reader.metadata.subject) == ("A title", "dvrag", "A subject")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    held = tags(content)
    assert (held.count("/Note"), held.count("/TH"), held.count("/H1"), held.count("/H2")) == (7, 2, 2, 1)
    assert {"/Title", "/L", "/LI", "/BlockQuote", "/Table", "/THead"} <= set(held)
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["Answer", "Made"]


def test_hostile_text_stands_as_text() -> None:
    read = close(text(to_pdf(hostile())))
    assert read.count(close(visible(HOSTILE))) == 10
    assert "root:" not in read


@pytest.mark.parametrize(
    "said",
    ['#read("/etc/passwd")', "$x^2$", "#import \"@preview/x:1.0.0\"", "*a* _b_", "<label>", "@ref", "= Heading", "- x"],
)  # fmt: skip
def test_typst_is_not_run(said: str) -> None:
    made = document(Heading(said), Paragraph((Run(said, notes=(Footnote(plain(said)),)),)), Bullets((plain(said),)))
    assert close(text(to_pdf(made))).count(close(said)) == 4


def test_what_the_fonts_lack_stands_as_its_number_and_is_said() -> None:
    read = text(to_pdf(document(Paragraph(plain("She wrote 中文 and 😀.")))))
    assert "She wrote [U+4E2D][U+6587] and [U+1F600]." in read
    assert "The fonts of this PDF lack some characters." in read
    assert "lack some characters" not in text(to_pdf(full()))


def test_accents_and_other_alphabets_of_europe_are_shown() -> None:
    said = "Łódź, naïve café, Ωμέγα, Жанна, ≥ 50 % – “quoted” £2.6m"
    assert said in text(to_pdf(document(Paragraph(plain(said)))))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(full()) == to_pdf(full())


def test_a_document_that_the_compiler_refuses_is_one_line_with_a_next_step() -> None:
    with pytest.raises(MissingPartError) as caught:
        to_pdf(Document("T", (), WHEN, language="no language"))
    line = str(caught.value)
    assert line.startswith("The PDF could not be set: ")
    assert line.endswith(". Save a Word or Markdown file instead.")
    assert "\n" not in line


def test_an_empty_document_is_a_page() -> None:
    assert text(to_pdf(Document("Only a title", (), WHEN))) == "Only a title 1 / 1"
