"""Vectors of texts: those of the library, renewed when it changes, and a bounded number of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from dvrag.ports import Vectors
from dvrag.store.library import Library
from dvrag.testing.fakes import HashingEmbedder
from dvrag.training import sources
from dvrag.training.sources import StoredVectors
from unit.trained import REVIEW, build, ingest


class Counting(HashingEmbedder):
    """Notes the texts that it is asked to encode."""

    asked: tuple[str, ...] = ()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked = (*self.asked, *texts)
        return super().encode(texts)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(build(tmp_path), read_only=True) as opened:
        yield opened


def test_a_finding_is_not_encoded_anew_and_another_text_once(library: Library) -> None:
    model = Counting()
    vectors = StoredVectors(library, model)
    first = vectors.encode([REVIEW[0], "Something else."])
    assert np.array_equal(first, vectors.encode([REVIEW[0], "Something else."]))
    assert np.allclose(first, HashingEmbedder().encode([REVIEW[0], "Something else."]))
    assert list(model.asked) == ["Something else."]
    assert vectors.encode([]).shape == (0, model.dimension)


def test_a_library_that_grew_is_read_again(library: Library, tmp_path: Path) -> None:
    model = Counting()
    vectors = StoredVectors(library, model)
    new = "Recommend that schools ask about home."
    vectors.encode([new, "Something else."])
    (tmp_path / "reports" / "third.txt").write_text(f"A third review\n{new}")
    ingest(tmp_path)
    vectors.encode([new])
    assert list(model.asked) == [new, "Something else."]
    vectors.encode(["Something else."])
    assert list(model.asked) == [new, "Something else.", "Something else."]


def test_only_so_many_other_texts_are_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST", 2)
    model = Counting()
    vectors = StoredVectors(library, model)
    assert vectors.encode(["a", "b", "c", "d"]).shape == (4, model.dimension)
    vectors.encode(["d", "c"])
    assert list(model.asked) == ["a", "b", "c", "d"]
    vectors.encode(["a"])
    assert list(model.asked) == ["a", "b", "c", "d", "a"]
