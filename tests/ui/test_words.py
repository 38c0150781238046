"""Plain words for places, dates, families and how sure an answer is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.model.answers import Answer, Claim, Status, Verdict
from dvrag.model.documents import BlockKind, Fact, Facts, Family
from dvrag.model.results import Filters
from dvrag.ui import words
from ui.fake_library import FakeLibrary, sample_reports, source


@pytest.mark.parametrize(
    ("number", "label", "file_format", "expected"),
    [
        (9, "7", "pdf", "page 7 (PDF page 9)"),
        (1, "iii", "pdf", "page iii (PDF page 1)"),
        (9, "9", "pdf", "page 9"),
        (9, None, "pdf", "page 9"),
        (None, None, "html", ""),
        (2, "1", "docx", "page 1 (file page 2)"),
    ],
)
def test_pages(number: int | None, label: str | None, file_format: str, expected: str) -> None:
    assert words.page(number, label, file_format) == expected


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2021-03-14", "14 March 2021"),
        ("2021-03", "March 2021"),
        ("2021", "2021"),
        (None, "not stated"),
        ("2021-13-01", "2021-13-01"),
        ("spring 2021", "spring 2021"),
        ("2021-00", "2021-00"),
    ],
)
def test_dates(iso: str | None, expected: str) -> None:
    assert words.date(iso) == expected


@pytest.mark.parametrize(
    ("number", "index", "expected"),
    [
        ("5.14", 3, "paragraph 5.14"),
        (None, 2, "2nd paragraph of its section"),
        (None, 11, "11th paragraph of its section"),
        (None, 0, ""),
    ],
)
def test_paragraphs(number: str | None, index: int, expected: str) -> None:
    assert words.paragraph(number, index) == expected


@pytest.mark.parametrize("family", list(Family))
def test_every_family_has_a_name(family: Family) -> None:
    assert "_" not in words.family(family)


def test_confidence_has_three_wordings() -> None:
    assert len({words.confidence(value) for value in (0.0, 0.59, 0.6, 0.79, 0.8, 1.0)}) == 3


def test_only_quotes_are_called_quoted() -> None:
    quote = source(FakeLibrary(sample_reports()), 1, "marian-overview.pdf", "The panel looked at each contact")
    claims = (Claim(quote.quote, (1,), Verdict.SUPPORTED),)
    answer = Answer("q", Status.ANSWERED, claims=claims, sources=(quote,))
    assert words.verdicts(answer) == "Each sentence is quoted word for word from its source."
    written = replace(answer, claims=(*claims, Claim("Each contact was looked at.", (1,), Verdict.SUPPORTED)))
    assert words.verdicts(written) == "Checked: each sentence is supported by its source."


def test_area_falls_back_to_force_and_partnership() -> None:
    assert Facts(force=Fact("Marlshire Police"), partnership=Fact("X")).place == "Marlshire Police"
    assert Facts().place is None


def test_year_needs_four_digits() -> None:
    assert Facts(published=Fact("2021-03")).year == 2021
    assert Facts(published=Fact("undated")).year is None


def test_filters_in_words() -> None:
    chosen = Filters(family=("news",), area=("A", "B"), year=(2020,))
    assert words.filters(chosen) == "News article; A, B; 2020"


@pytest.mark.parametrize(
    ("kind", "expected"), [(BlockKind.FOOTNOTE, "in a footnote"), (BlockKind.HEADING, "in a heading")]
)
def test_a_quote_without_a_paragraph_says_what_it_stands_in(kind: BlockKind, expected: str) -> None:
    library = FakeLibrary(sample_reports())
    found = source(library, 1, "marian-overview.pdf", "The panel looked at each contact")
    passage = replace(found.hit.passage, kind=kind)
    unnumbered = replace(found, hit=replace(found.hit, passage=passage), paragraph=None, paragraph_index=0)
    assert words.place(unnumbered) == ("page 1 (PDF page 2)", expected)
    assert words.place(found) == ("page 1 (PDF page 2)", "paragraph 5.12")
