"""Token-level re-scoring against the formula written out, and its place in the pipeline."""

from __future__ import annotations

import numpy as np
import pytest

from dvrag.retrieve.maxsim import MaxSim, maxsim
from dvrag.testing.fakes import HashingEmbedder
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

REPORT = report_of("a.pdf", facts_of("A"), {"S": ["bridges carry trains", "cells divide in two", "mice sleep"]})


def test_maxsim_by_hand() -> None:
    query = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    passage = np.array([[0.6, 0.8], [1.0, 0.0]], dtype=np.float32)
    assert maxsim(query, passage) == pytest.approx((1.0 + 0.8) / 2)


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_all_weight_on_tokens_puts_the_matching_passage_first(weight: float) -> None:
    hits = MemoryCorpus([REPORT]).hits()
    found = MaxSim(HashingEmbedder(), weight).rerank("do cells divide", hits)
    assert [hit.rank for hit in found] == [1, 2, 3]
    expected = hits[0] if weight == 0.0 else hits[1]
    assert found[0].passage.id == expected.passage.id


def test_hits_below_the_depth_keep_their_order() -> None:
    hits = MemoryCorpus([REPORT]).hits()
    found = MaxSim(HashingEmbedder(), 1.0, depth=1).rerank("mice sleep", hits)
    assert [hit.passage.id for hit in found] == [hit.passage.id for hit in hits]
    assert MaxSim(HashingEmbedder(), 1.0).rerank("mice", ()) == []
