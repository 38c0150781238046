"""What is embedded for a passage: names in front, and always the whole passage."""

from __future__ import annotations

import pytest

from dvrag.chunk.embedded import embedded_texts, text_key
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId, ReportId
from dvrag.testing.fakes import WordTokens


def passage(text: str, section: str = "", context: str = "") -> Passage:
    place = (PassageId("p"), ReportId("r"), 0, len(text), text, BlockKind.PARAGRAPH, section, None, None, None, 1)
    return Passage(*place, context=context)


def test_title_path_and_context_stand_in_front() -> None:
    found = embedded_texts(
        "Review of Elm", [passage("Nobody asked.", "5 Analysis > Police", "Agency | Finding")], WordTokens(), 50
    )
    assert found == ["Review of Elm\n5 Analysis > Police\nAgency | Finding\nNobody asked."]


def test_nothing_stands_in_front_where_nothing_is_known() -> None:
    assert embedded_texts("", [passage("Nobody asked.")], WordTokens(), 50) == ["Nobody asked."]


@pytest.mark.parametrize("room", range(12))
def test_the_names_are_cut_so_that_the_passage_fits(room: int) -> None:
    text = "one two three four five"
    limit = 2 + 5 + room
    (found,) = embedded_texts("alpha beta, gamma", [passage(text, "delta > epsilon")], WordTokens(), limit)
    assert found.endswith(text)
    assert WordTokens().count([found])[0] + 2 <= limit
    if room >= 7:
        assert found == f"alpha beta, gamma\ndelta > epsilon\n{text}"
    if 1 <= room < 7:
        assert found.startswith("alpha")


def test_a_passage_that_fills_the_model_stands_alone() -> None:
    text = " ".join(["word"] * 60)
    assert embedded_texts("Title", [passage(text, "Section")], WordTokens(), 50) == [text]


def test_keys_tell_texts_apart() -> None:
    assert text_key("a\nb") == text_key("a\nb")
    assert len({text_key("a\nb"), text_key("a b"), text_key("")}) == 3
