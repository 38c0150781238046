"""Baselines equal what they stand for, over the sample reports."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dvrag.assembly import open_evaluator
from dvrag.evaluate.baselines.ranked import at_random
from dvrag.evaluate.systems import SYSTEMS, parse_system
from dvrag.evaluator import Evaluator
from dvrag.model.answers import Status

QUESTION = "How many times were the police called before Marian was killed?"


@pytest.fixture(scope="module")
def evaluator(sample_library: Path) -> Evaluator:
    return open_evaluator(sample_library)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(SYSTEMS) - {"dvrag"}))
def test_a_baseline_quotes_its_top_passage_verbatim(evaluator: Evaluator, name: str) -> None:
    system = evaluator._system(parse_system(name))
    hits = system.search(QUESTION, 5).hits
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    answer = system.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    (source,) = answer.sources
    assert source.hit.passage.id == hits[0].passage.id
    report = evaluator.corpus.report(source.hit.report.id)
    assert report.text[source.start : source.end] == source.quote == answer.claims[0].text


@pytest.mark.slow
def test_the_chains_chunks_lie_on_their_page(evaluator: Evaluator) -> None:
    for hit in evaluator._system(parse_system("langchain")).search("interpreter", 20).hits:
        report = evaluator.corpus.report(hit.report.id)
        assert report.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert len(hit.passage.text) <= 1000
        page = next((p for p in report.pages if p.number == hit.passage.page), None)
        assert page is None or page.start <= hit.passage.start < max(page.end, page.start + 1)


def test_chance_is_the_same_each_time_and_keeps_to_what_is_allowed() -> None:
    rank = at_random(np.arange(100), 1)
    assert rank("q", 5, None) == rank("q", 5, None)
    assert rank("q", 5, None) != rank("other", 5, None)
    assert {item.row for item in rank("q", 5, np.array([3, 4]))} == {3, 4}
