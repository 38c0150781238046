"""What is embedded for a passage: its whole text, and the names above it beside it."""

from __future__ import annotations

import numpy as np

from dvrag.chunk.embedded import NAMES, Embedded, composed, embedded
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId, ReportId

UP, RIGHT = np.array([0, 1], dtype=np.float32), np.array([1, 0], dtype=np.float32)


def passage(text: str, section: str = "", context: str = "") -> Passage:
    place = (PassageId("p"), ReportId("r"), 0, len(text), text, BlockKind.PARAGRAPH, section, None, None, None, 1)
    return Passage(*place, context=context)


def test_title_path_and_context_are_its_names() -> None:
    found = embedded("Review of Elm", [passage("Nobody asked.", "5 Analysis > Police", "Agency | Finding")])
    assert found == (Embedded("Nobody asked.", "Review of Elm\n5 Analysis > Police\nAgency | Finding"),)


def test_a_passage_without_names_is_its_text_alone() -> None:
    assert embedded("", [passage("Nobody asked.")]) == (Embedded("Nobody asked.", ""),)
    assert composed(UP, None) is UP


def test_the_names_draw_the_vector_a_little() -> None:
    mixed = composed(UP, RIGHT)
    np.testing.assert_allclose(np.linalg.norm(mixed), 1, atol=1e-6)
    np.testing.assert_allclose(mixed[0] / mixed[1], NAMES / (1 - NAMES), atol=1e-6)
    assert mixed.dtype == np.float32


def test_keys_tell_text_and_names_apart() -> None:
    assert Embedded("a", "b").key == Embedded("a", "b").key
    assert len({Embedded("a", "b").key, Embedded("b", "a").key, Embedded("", "ab").key, Embedded("ab", "").key}) == 4
