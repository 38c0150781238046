"""Whatever a report holds, it comes back the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvrag.model.documents import (
    Authority,
    Block,
    BlockKind,
    Fact,
    Facts,
    Family,
    Line,
    Page,
    Passage,
    Report,
    Section,
    Span,
)
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.raw import Box, PageSource
from dvrag.store.codec import body_values, passage_from, passage_values, report_from, summary_from, summary_values
from dvrag.store.tables import row_hash

numbers = st.integers(0, 2**40)
floats = st.floats(allow_nan=False)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
maybe = st.none() | texts
boxes = st.none() | st.builds(Box, floats, floats, floats, floats)
facts = st.builds(Fact, maybe, st.none() | st.builds(Span, numbers, numbers), texts)
reports = st.builds(
    Report,
    id=texts.map(ReportId),
    source=texts,
    format=texts,
    family=st.sampled_from(Family),
    authority=st.sampled_from(Authority),
    text=texts,
    pages=st.lists(
        st.builds(Page, numbers, maybe, numbers, numbers, floats, floats, st.sampled_from(PageSource)), max_size=3
    ).map(tuple),
    lines=st.lists(st.builds(Line, numbers, numbers, numbers, boxes), max_size=3).map(tuple),
    sections=st.lists(
        st.builds(Section, numbers, numbers, st.lists(texts, max_size=3).map(tuple), numbers, numbers), max_size=3
    ).map(tuple),
    blocks=st.lists(
        st.builds(Block, numbers, numbers, st.sampled_from(BlockKind), numbers, maybe, numbers, texts), max_size=3
    ).map(tuple),
    facts=st.builds(Facts, facts, facts, facts),
    glossary=st.dictionaries(texts, texts, max_size=3),
    warnings=st.lists(texts, max_size=3).map(tuple),
)
passages = st.builds(
    Passage,
    id=texts.map(PassageId),
    report_id=texts.map(ReportId),
    start=numbers,
    end=numbers,
    text=texts,
    kind=st.sampled_from(BlockKind),
    section=texts,
    page=st.none() | numbers,
    page_label=maybe,
    paragraph=maybe,
    paragraph_index=numbers,
    context=texts,
)
values = st.lists(st.none() | numbers | floats | texts | st.binary(max_size=20), max_size=5)


@given(reports)
def test_a_report_comes_back_the_same(report: Report) -> None:
    row = summary_values(report, 7, "2024-01-01", "chunker", 3)
    assert report_from(row, body_values(report)) == report
    summary = summary_from(row, ())
    assert (summary.id, summary.facts, summary.warnings) == (report.id, report.facts, report.warnings)


@given(passages)
def test_a_passage_comes_back_the_same(passage: Passage) -> None:
    assert passage_from(passage_values(passage, 5, 3)) == passage


@given(values, values)
def test_different_rows_have_different_hashes(one: list[object], other: list[object]) -> None:
    same = [(type(value), value) for value in one] == [(type(value), value) for value in other]
    assert (row_hash("t", one) == row_hash("t", other)) == (same and repr(one) == repr(other))  # type: ignore[arg-type]
    assert row_hash("t", one) != row_hash("u", one)  # type: ignore[arg-type]
