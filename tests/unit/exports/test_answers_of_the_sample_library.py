"""Real questions to the sample library, taken along in each format."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pypdfium2
import pytest
from lxml import etree

from dvrag.answer.exported.citations import Style
from dvrag.answer.exported.contents import exported
from dvrag.answer.exported.copied import copied
from dvrag.assistant import Assistant
from dvrag.exports.formats import Format, written
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters

pytestmark = pytest.mark.slow
WHEN = datetime(2026, 11, 26, 17, 5, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def close(text: str) -> str:
    """Return text without spaces and hyphens: a page breaks lines where it likes."""
    return re.sub(r"[\s\u00ad\ufffe-]+", "", text)


def notes_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return ["".join(n.itertext(f"{W}t")).strip() for n in root if n.get(f"{W}type") is None]


def pdf_text(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as opened:
        return "".join(page.get_textpage().get_text_bounded() for page in opened)


def asked(assistant: Assistant, question: str, filters: Filters | None = None) -> tuple[Answer, dict[Format, bytes]]:
    answer = assistant.ask(question, filters)
    document = exported(answer, filters or Filters(), WHEN)
    return answer, {kind: written(document, kind) for kind in Format}


def test_an_answer_from_two_reports_that_disagree(assistant: Assistant) -> None:
    answer, files = asked(assistant, "How many times were the police called before Marian was killed?")
    notes = notes_of(files[Format.DOCX])
    assert len(notes) == sum(len(claim.citations) for claim in answer.claims) >= 2
    assert notes[0] == (
        "Brackenford Community Safety Partnership, Domestic Homicide Review: Overview report into the death of Marian "
        "in March 2017 (DHR overview report, statutory review, November 2019) p 3 (PDF p 6), para 5.1, "
        "under ‘5 Chronology’."
    )
    assert "(Brackenford Community Safety Partnership, 2019, p. 3, para. 5.1)" in copied(answer, Style.HARVARD)
    read = close(pdf_text(files[Format.PDF]))
    for said in (*notes, *(source.quote for source in answer.sources)):
        assert close(said) in read
    assert close("Where the reports disagree") in read


def test_a_count_with_every_finding_behind_it(assistant: Assistant) -> None:
    answer, files = asked(assistant, "How many recommendations were made?")
    assert answer.count is not None
    assert answer.count.n > 50
    assert len(notes_of(files[Format.DOCX])) == answer.count.n
    markdown = files[Format.MARKDOWN].decode()
    assert markdown.count("\n[^") == answer.count.n
    read = close(pdf_text(files[Format.PDF]))
    assert [s.quote for s in answer.sources if close(s.quote) not in read] == []


def test_what_the_reports_do_not_say(assistant: Assistant) -> None:
    answer, files = asked(assistant, "What happened in Cornwall?", Filters(area=("Brackenford",)))
    assert answer.status is Status.NOT_FOUND
    assert notes_of(files[Format.DOCX]) == []
    assert close("No answer in these reports") in close(pdf_text(files[Format.PDF]))
    assert "Searched only: area or force: Brackenford." in files[Format.MARKDOWN].decode()
