"""What an exported answer holds, in each format: sentences, notes, the record, and where to find help."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest
from lxml import etree

from dvrag.answer.exported.citations import note
from dvrag.answer.exported.contents import exported
from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.errors import UsageError
from dvrag.exports.document import Bullets, Document, Heading, Paragraph, Quote, Table, footnotes, text_of
from dvrag.exports.formats import Format, written
from dvrag.model.answers import Answer
from dvrag.model.results import Filters
from unit.answer.exported.answer_values import (
    AGAIN,
    CALLS,
    COUNTED,
    COURIER,
    DECLINED,
    FULL,
    NONE_COUNTED,
    NOT_FOUND,
    OVERVIEW,
    PARTNERSHIP,
    WHEN,
    WRITTEN,
    answer,
    source,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NARROW = Filters(family=("dhr_overview", "news"), area=("Marlshire",), year=(2019, 2020, 2021, 2024))


def made(of: Answer, filters: Filters | None = None) -> Document:
    return exported(of, filters or Filters(), WHEN)


def under(document: Document, heading: str) -> list[str]:
    """Return the lines under a heading of level 1, headings below it included."""
    found: list[str] = []
    on = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            on = block.text == heading
        elif on:
            found += lines(block)
    return found


def lines(block: object) -> list[str]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, (Paragraph, Quote)):
        return [text_of(block.runs)]
    if isinstance(block, Bullets):
        return [text_of(item) for item in block.items]
    assert isinstance(block, Table)
    return [": ".join(text_of(cell) for cell in row) for row in block.rows]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def test_the_parts_come_in_order() -> None:
    document = made(FULL)
    assert document.title == "How often were they called?"
    assert headings(document) == [
        "Answer",
        "Where the reports disagree",
        "What these reports say nothing about",
        "Reports cited",
        "How this answer was made",
        "Limits, and where to find help",
    ]


def test_the_opening_says_when_and_where_was_searched() -> None:
    first = [line for block in made(FULL, NARROW).blocks[:3] for line in lines(block)]
    assert first == [
        "Understood as: How often were the police called?",
        "Saved with dvrag on 1 July 2026. Searched only: kind of report: DHR overview report or News article; "
        "area or force: Marlshire; year of publication: 2019 to 2021 or 2024.",
        "Content note: reviews and inspections write about abuse and deaths, and are quoted here.",
    ]
    assert "All reports of the library were searched." in lines(made(COUNTED).blocks[0])[0]


def test_sentences_stand_under_their_reports_each_with_its_note() -> None:
    document = made(FULL)
    assert under(document, "Answer") == [
        "Review of the death of Ann",
        "“Police were called eleven times.”",
        "Calls “were missed”, says review",
        "“Police were called 14 times.”",
        "Review of the death of Ann",
        "“No DASH was completed.”",
    ]
    assert [n.runs for n in footnotes(document)] == [note(s, with_quote=False) for s in (CALLS, COURIER, AGAIN)]


def test_a_sentence_that_is_no_quote_has_its_quotes_in_the_notes() -> None:
    document = made(WRITTEN)
    assert under(document, "Answer") == [
        "The police came often.",
        "Review of the death of Ann",
        "Nobody asked why. (only partly supported by its source)",
        "“Police were called 14 times.”",
    ]
    wanted = [note(s, with_quote=asked) for s, asked in (
        (CALLS, True), (COURIER, True), (CALLS, True), (COURIER, False), (CALLS, True),
    )]  # fmt: skip
    assert [n.runs for n in footnotes(document)] == wanted
    assert "Checked: of 3 sentences, 1 quoted word for word; 2 fully supported by the source" in under(
        document, "How this answer was made"
    )


def test_a_count_is_saved_with_its_whole_list() -> None:
    document = made(COUNTED)
    assert headings(document)[0] == "3 recommendations"
    said = under(document, "3 recommendations")
    assert said[0] == "The register holds 3 recommendations."
    assert [line for line in said if line.startswith("“")] == [f"“{s.quote}”" for s in COUNTED.sources]
    assert len(footnotes(document)) == 3
    record = under(document, "How this answer was made")
    assert "Counted: 3, from the register of findings, each listed" in record
    assert "Checked: each sentence is quoted word for word from its source" in record


def test_the_record_and_the_help() -> None:
    document = made(FULL, NARROW)
    assert under(document, "How this answer was made") == [
        "Question as asked: How often were they called?",
        "Question as understood: How often were the police called?",
        "Result: answered",
        "Reports searched: kind of report: DHR overview report or News article; area or force: Marlshire; "
        "year of publication: 2019 to 2021 or 2024",
        "Passages cited: 3",
        "Checked: each sentence is quoted word for word from its source",
        "Confidence: 0.80 of 1",
        "Fingerprint of the library: f00dcafe",
        "Model that compares meanings: small:1",
        "How sentences are written: quoted from the reports, without a language model",
        "Saved: 1 July 2026, 00:30 (UTC+0100)",
    ]
    assert under(document, "Limits, and where to find help") == [
        LIMITS,
        "It can miss a passage. Read a quote in its report before relying on it.",
        *SIGNPOSTS,
    ]


def test_each_report_is_listed_once() -> None:
    listed = under(made(FULL), "Reports cited")
    assert [line.partition(" (")[0] for line in listed] == [PARTNERSHIP, "The Courier"]


def test_what_is_not_found_is_saved_with_its_reason() -> None:
    document = made(NOT_FOUND)
    assert under(document, "No answer in these reports") == [
        "Nothing about Cornwall in these reports.",
        "Nothing was found about:",
        "shelters",
    ]
    assert footnotes(document) == ()
    assert "Result: the reports do not answer" in under(document, "How this answer was made")
    assert under(made(NONE_COUNTED), "None in the register") == ["The register holds no lesson."]


def test_a_question_that_was_declined_is_not_saved() -> None:
    with pytest.raises(UsageError, match="declined cannot be saved"):
        made(DECLINED)


def test_a_long_question_is_shortened_in_the_title_only() -> None:
    long = " ".join(["How often were they called"] * 20)
    document = made(replace(FULL, question=long))
    assert len(document.title) <= 152
    assert document.title.endswith(" called …") or document.title.endswith(" …")
    assert lines(document.blocks[0]) == [f"Question: {long}"]


@pytest.mark.parametrize("of", [FULL, WRITTEN, COUNTED, NOT_FOUND, NONE_COUNTED])
def test_the_word_file_holds_a_footnote_for_each_citation(of: Answer) -> None:
    content = written(made(of), Format.DOCX)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    ids = [n.get(f"{W}id") for n in notes if n.get(f"{W}type") is None]
    totals = 1 if of is COUNTED else 0
    assert len(ids) == sum(len(claim.citations) for claim in of.claims[totals:])
    assert [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")] == ids
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == of.question


def test_the_pdf_and_the_markdown_hold_sentences_and_notes() -> None:
    with pypdfium2.PdfDocument(written(made(FULL), Format.PDF)) as opened:
        read = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in opened).split())
    markdown = written(made(FULL), Format.MARKDOWN).decode()
    for one in FULL.sources:
        assert f"“{one.quote}”" in read
        assert f"> “{one.quote}”[^{one.n}]" in markdown
    assert "p 7 (PDF p 9), para 5.14, under ‘5 Chronology > The calls’." in read
    assert "p 7 (PDF p 9), para 5.14, under ‘5 Chronology &gt; The calls’." in markdown


@pytest.mark.parametrize("kind", Format)
def test_the_same_answer_gives_the_same_bytes(kind: Format) -> None:
    assert written(made(FULL), kind) == written(made(FULL), kind)


def test_hostile_quotes_can_be_written_in_each_format() -> None:
    text = '<b>x</b> & ]]> #read("/etc/passwd") $y$ \x00\u202e *z* [a](b)\nnext'
    document = made(answer(source(1, OVERVIEW, text, section=text)))
    assert "<b>" not in written(document, Format.MARKDOWN).decode()
    word = docx.Document(io.BytesIO(written(document, Format.DOCX)))
    assert any('<b>x</b> & ]]> #read("/etc/passwd") $y$  *z* [a](b)\nnext' in p.text for p in word.paragraphs)
    with pypdfium2.PdfDocument(written(document, Format.PDF)) as opened:
        assert '#read("/etc/passwd") $y$' in opened[0].get_textpage().get_text_bounded()
