"""A document refuses what a reader could not follow, and counts its notes in reading order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dvrag.errors import UsageError
from dvrag.exports.characters import one_line, visible
from dvrag.exports.document import Document, Footnote, Heading, Paragraph, Run, Table, footnotes, plain, text_of
from dvrag.exports.formats import Format, format_of
from unit.exports.export_values import NOT_SEEN, WHEN, document, full


def test_notes_are_counted_in_reading_order() -> None:
    said = [text_of(note.runs).rpartition(": ")[2] for note in footnotes(full())]
    assert said == ["one", "two", "three", "four", "five", "six", "seven"]


@pytest.mark.parametrize("levels", [(2,), (1, 3), (0,), (1, 2, 3, 4)])
def test_headings_that_skip_a_level_are_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="one level at a time"):
        document(*(Heading("x", level) for level in levels))


def test_headings_may_go_up_again_at_once() -> None:
    assert document(*(Heading("x", level) for level in (1, 2, 3, 1))).blocks


def test_a_ragged_table_a_note_in_a_note_and_a_date_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="as wide as its header"):
        document(Table(("a", "b"), ((plain("one"),),), "about"))
    with pytest.raises(ValueError, match="as wide as its header"):
        document(Table(("a", "b"), (), "about", (1, 1, 1)))
    inner = Footnote((Run("x", notes=(Footnote(plain("y")),)),))
    with pytest.raises(ValueError, match="no note"):
        document(Paragraph((Run("x", notes=(inner,)),)))
    with pytest.raises(ValueError, match="zone"):
        Document("t", (), datetime(2026, 1, 1))
    assert document().created == WHEN


def test_unseen_characters_go_and_others_stay() -> None:
    assert visible(f"a{NOT_SEEN}b\tc\r\nd\u2028e") == "ab c\nd\ne"
    assert visible("می\u200cخواهم é 中 😀 \u00a0 ﬁ") == "می\u200cخواهم é 中 😀 \u00a0 ﬁ"
    assert one_line("a\n b\t c ") == "a b c"


@pytest.mark.parametrize(("name", "kind"), [("a.docx", "docx"), ("b/c.PDF", "pdf"), ("d.e.md", "md")])
def test_the_ending_names_the_kind(name: str, kind: str) -> None:
    assert format_of(Path(name)) is Format(kind)


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a", ".docx", "a.docx.exe"])
def test_other_endings_are_refused_with_those_that_work(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.docx, \.pdf or \.md"):
        format_of(Path(name))
