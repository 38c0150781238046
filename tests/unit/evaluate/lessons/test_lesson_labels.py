"""Labels: reading them, and finding where they stand in a report's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.errors import NotFoundError, UnreadableError
from dvrag.evaluate.lessons.labels import Label, letters, place, read_labels
from dvrag.model.documents import Span
from dvrag.model.findings import FindingKind

LABELS = Path(__file__).resolve().parents[4] / "eval" / "lessons" / "findings.csv"
HEAD = "source,kind,number,start,end,addressee,agencies,scope,deadline,grade,scale,optional,notes\n"


def label(start: str, end: str) -> Label:
    return Label("a.pdf", FindingKind.RECOMMENDATION, start, end)


def test_a_row_becomes_a_label(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEAD + "a.pdf,recommendation,1,Ask each,of them.,the Trust,Trust;Board,local,May 2020,,,yes,why\n")
    (read,) = read_labels(path)
    assert read == Label(
        source="a.pdf",
        kind=FindingKind.RECOMMENDATION,
        start="Ask each",
        end="of them.",
        number="1",
        addressee="the Trust",
        agencies=("Trust", "Board"),
        scope="local",
        deadline="May 2020",
        optional=True,
        notes="why",
    )


def test_a_row_without_a_known_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEAD + "a.pdf,advice,1,Ask each,,,,,,,,,\n")
    with pytest.raises(UnreadableError, match="line 2"):
        read_labels(path)
    with pytest.raises(NotFoundError):
        read_labels(tmp_path / "none.csv")


def test_a_label_is_found_across_lines_hyphens_and_quotation_marks() -> None:
    text = letters("3. The police should neigh-\nbour “well” and\noften. The police should stop.")
    found = place(label('The police should neighbour "well"', "and often."), text)
    assert found is not None
    assert text.text[found.start : found.end] == "thepoliceshouldneighbourwellandoften"


def test_words_that_repeat_are_found_after_the_one_before() -> None:
    text = letters("Ask now. Ask now.")
    assert place(label("Ask", "now."), text) == Span(0, 6)
    assert place(label("Ask", "now."), text, after=1) == Span(6, 12)
    assert place(label("Tell", "now."), text) is None


def test_offsets_of_the_text_become_letters() -> None:
    text = letters("a - b, c")
    assert text.span(4, 8) == Span(1, 3)


def test_the_committed_labels_are_in_order_and_complete() -> None:
    read = read_labels(LABELS)
    assert [one.source for one in read] == sorted(one.source for one in read)
    assert all(one.grade and one.scale for one in read if one.kind is FindingKind.JUDGMENT)
    assert all(one.end for one in read if one.kind is not FindingKind.JUDGMENT)
    made = [one for one in read if one.kind is FindingKind.RECOMMENDATION and not one.optional]
    assert sum(one.source == "brackenford-dhr-marian-overview.pdf" for one in made) == 13
