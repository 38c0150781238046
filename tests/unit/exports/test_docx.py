"""The Word file: real footnotes, headings, lists and tables; every text stands as it is; the same bytes each time."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from dvrag.exports.characters import visible
from dvrag.exports.document import Document, footnotes
from dvrag.exports.docx import to_docx
from unit.exports.export_values import HOSTILE, full, hostile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REFERENCE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def xml(document: Document, name: str) -> etree._Element:
    return etree.fromstring(parts(document)[name])


def real_notes(document: Document) -> dict[str, str]:
    """Return the notes of the part, without its separators: id → text."""
    root = xml(document, "word/footnotes.xml")
    assert [n.get(f"{W}type") for n in root][:2] == ["separator", "continuationSeparator"]
    return {n.get(f"{W}id"): "".join(n.itertext(f"{W}t")) for n in root if n.get(f"{W}type") is None}


def referred(document: Document) -> list[str]:
    return [r.get(f"{W}id") for r in xml(document, "word/document.xml").iter(f"{W}footnoteReference")]


def opened(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(to_docx(document)))


@pytest.mark.parametrize("made", [full, hostile])
def test_each_note_is_in_the_part_and_each_reference_resolves(made) -> None:
    document = made()
    notes = real_notes(document)
    assert len(notes) == len(footnotes(document)) > 0
    assert referred(document) == list(notes)
    assert len(set(notes)) == len(notes)


def test_a_note_says_what_it_was_given_behind_its_own_mark() -> None:
    document = full()
    assert next(iter(real_notes(document).values())) == " Partnership, Title p 7: one"
    first = xml(document, "word/footnotes.xml")[2]
    assert first.find(f".//{W}pStyle").get(f"{W}val") == "FootnoteText"
    assert first.find(f".//{W}rStyle").get(f"{W}val") == "FootnoteReference"
    assert first.find(f".//{W}footnoteRef") is not None
    assert first.find(f".//{W}i") is not None


def test_the_package_knows_the_part() -> None:
    held = parts(full())
    types = etree.fromstring(held["[Content_Types].xml"])
    assert {o.get("PartName"): o.get("ContentType") for o in types}["/word/footnotes.xml"] == NOTES_TYPE
    relations = etree.fromstring(held["word/_rels/document.xml.rels"])
    assert [r.get("Target") for r in relations if r.get("Type") == REFERENCE] == ["footnotes.xml"]


def test_the_settings_name_the_separators_where_the_schema_wants_them() -> None:
    settings = xml(full(), "word/settings.xml")
    names = [element.tag for element in settings]
    place = names.index(f"{W}footnotePr")
    assert names[place + 1] == f"{W}compat"
    assert [n.get(f"{W}id") for n in settings[place]] == ["-1", "0"]


def test_the_styles_that_notes_name_exist() -> None:
    ids = {style.style_id for style in opened(full()).styles}
    assert {"FootnoteText", "FootnoteReference"} <= ids
    used = {e.get(f"{W}val") for name in ("document", "footnotes") for e in xml(full(), f"word/{name}.xml").iter(
        f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}  # fmt: skip
    assert used <= ids


def test_two_notes_on_one_sentence_are_told_apart() -> None:
    quote = next(p for p in opened(full()).paragraphs if p.text.startswith("“First"))
    assert quote.text == "“First sentence.”, "
    assert [run.style.style_id for run in quote.runs[1:]] == ["FootnoteReference"] * 3


def test_headings_lists_and_faces_are_real() -> None:
    paragraphs = opened(full()).paragraphs
    styles = [(p.style.name, p.text) for p in paragraphs if p.text]
    assert styles[0] == ("Title", "A title")
    assert ("Heading 1", "Answer") in styles
    assert ("Heading 2", "By report") in styles
    assert ("List Bullet", "a point") in styles
    assert ("Quote", "“Second\nsentence.” (doubtful)") in styles
    faces = {run.text: (run.bold, run.italic) for run in paragraphs[1].runs}
    assert (faces["bold"], faces["italic"], faces["Plain, "]) == ((True, None), (None, True), (None, None))


def test_each_numbered_list_begins_at_one() -> None:
    numbered = [p for p in opened(full()).paragraphs if p.style.name == "List Number"]
    ids = [p._p.pPr.numPr.numId.val for p in numbered]
    assert ids[0] == ids[1] != ids[2]
    numbering = xml(full(), "word/numbering.xml")
    starts = {n.get(f"{W}numId"): n.find(f".//{W}startOverride") for n in numbering.iter(f"{W}num")}
    assert [starts[str(i)].get(f"{W}val") for i in set(ids)] == ["1", "1"]


def test_the_header_of_a_table_is_repeated_and_rows_are_whole() -> None:
    table = opened(full()).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["What", "Value"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "How it was made"


def test_title_language_and_date_are_properties() -> None:
    word = opened(full())
    core = word.core_properties
    assert (core.title, core.subject, core.author, core.language) == ("A title", "A subject", "dvrag", "en-GB")
    assert (core.created.isoformat(), core.modified) == ("2026-11-26T17:05:00+00:00", core.created)
    assert {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_hostile_text_stands_as_text() -> None:
    word = opened(hostile())
    stands = visible(HOSTILE)
    texts = [p.text for p in word.paragraphs if p.text] + [c.text for row in word.tables[0].rows for c in row.cells]
    assert texts == [stands] * 6 + [stands, "other", stands, stands]
    assert list(real_notes(hostile()).values()) == [f" {stands}"]
    assert word.core_properties.title == stands[:255]


def test_every_part_is_well_formed() -> None:
    for name, content in parts(hostile()).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


@pytest.mark.parametrize("made", [full, hostile])
def test_the_same_document_gives_the_same_bytes(made) -> None:
    assert to_docx(made()) == to_docx(made())
