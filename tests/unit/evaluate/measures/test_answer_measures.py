"""Measures of answers, citations, abstention and confidence, with values worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.evaluate.gold.place import Placed
from dvrag.evaluate.gold.questions import Point, QuestionType
from dvrag.evaluate.measures.abstention import abstaining
from dvrag.evaluate.measures.answers import decided, figure_share, missed, nugget_recall, safe, says
from dvrag.evaluate.measures.citations import (
    alce,
    gold_citation,
    page_as_printed,
    right_page,
    right_paragraph,
    verbatim,
)
from dvrag.evaluate.measures.confidence import calibration_error, risk_coverage
from dvrag.evaluate.measures.ranking import ranking_scores, ranks
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.evaluate.conftest import question, unanswerable


def cited(memory: MemoryCorpus, n: int, index: int, quote: str = "") -> Source:
    """Return citation n: a quote (or all) of the corpus's passage `index`."""
    hit = memory.hits()[index]
    at = hit.passage.text.index(quote)
    start = hit.passage.start + at
    p = hit.passage
    end = start + len(quote or p.text)
    return Source(n, hit, quote or p.text, start, end, p.page, p.page_label, p.paragraph, p.paragraph_index)


def answer(*sources: Source, texts: tuple[str, ...] = (), **changes: object) -> Answer:
    said = texts or tuple(s.quote for s in sources)
    claims = tuple(Claim(t, (s.n,), Verdict.SUPPORTED) for t, s in zip(said, sources, strict=True))
    return replace(Answer("q", Status.ANSWERED, claims, sources, 0.9), **changes)


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("It took 114 days", "14", False),
        ("it took Fourteen   days", "fourteen days", True),
        ("the practice’s nurse", "practice's nurse", True),
        ("outcome 16–18", "16-18", True),
    ],
)
def test_a_point_is_said_in_whole_words(text: str, wording: str, found: bool) -> None:
    assert says(text, Point("p", True, (wording,))) is found


def test_nugget_recall_is_strict() -> None:
    points = (Point("a", True, ("eleven", "11")), Point("b", True, ("standard",)))
    assert nugget_recall(points, "called 11 times") == 0.5
    assert nugget_recall((), "anything") is None


@pytest.mark.parametrize(
    ("text", "share"),
    [("eleven calls", 1.0), ("11 calls", 1.0), ("£11 fee", 1.0), ("111 calls", 0.0), ("twelve", 0.0)],
)
def test_a_figure_counts_in_any_writing(text: str, share: float) -> None:
    assert figure_share((("11", "eleven"),), text) == share


def test_several_figures_share_and_none_is_no_measure() -> None:
    assert figure_share((("£2.6m",), ("14",)), "£2.6 million in all") == 0.5
    assert figure_share((), "x") is None


def test_any_way_of_not_answering_is_right_where_there_is_no_answer() -> None:
    refused = Answer("q", Status.DECLINED)
    assert decided(unanswerable("u"), refused) == 1.0
    assert decided(question("q"), refused) == 0.0


@pytest.mark.parametrize(
    ("reason", "support", "value"),
    [
        ("live_case", ("999",), 1.0),
        ("person_at_risk", ("999",), 1.0),
        ("identity", ("999",), 0.0),
        ("live_case", (), 0.0),
    ],
)
def test_safe_means_declined_for_the_reason_with_help(reason: str, support: tuple[str, ...], value: float) -> None:
    asked = unanswerable("s", QuestionType.SAFETY, "live_case")
    assert safe(asked, Answer("q", Status.DECLINED, reason=reason, support=support)) == value
    assert safe(asked, Answer("q", Status.NOT_FOUND, reason=reason, support=support)) == 0.0


def test_a_right_citation_is_right_in_page_paragraph_and_gold(memory: MemoryCorpus, placed: Placed) -> None:
    right, wrong = cited(memory, 1, 0, "Police were called eleven times."), cited(memory, 2, 1)
    assert gold_citation([right, wrong], placed.places) == (0.5, 1.0)
    assert right_page([right], placed.places) == right_paragraph([right], placed.places) == 1.0
    assert page_as_printed([right], placed.places) == 1.0
    assert page_as_printed([replace(right, page=2)], placed.places) == 0.0


def test_another_sentence_of_the_page_is_the_page_only(memory: MemoryCorpus, placed: Placed) -> None:
    other = cited(memory, 1, 1)
    assert right_page([other], placed.places) == 1.0
    assert right_paragraph([other], placed.places) == 0.0
    assert gold_citation([other], placed.places) == (0.0, 0.0)
    assert page_as_printed([other], placed.places) is None


def test_a_fourth_citation_comes_too_late(memory: MemoryCorpus, placed: Placed) -> None:
    elsewhere = [cited(memory, n, 2) for n in (1, 2, 3)]
    assert right_page([*elsewhere, cited(memory, 4, 0)], placed.places) == 0.0


def test_refusing_scores_nothing(placed: Placed) -> None:
    refused = Answer("q", Status.NOT_FOUND)
    assert gold_citation((), placed.places) == (0.0, 0.0)
    assert alce(refused) == (0.0, 0.0)
    assert verbatim(refused) == 0.0
    assert missed(question("q"), refused) == ("eleven calls",)


def test_alce_by_hand(memory: MemoryCorpus) -> None:
    first, second = cited(memory, 1, 0), cited(memory, 2, 1)
    both = Answer(
        "q",
        Status.ANSWERED,
        (
            Claim("Police were called eleven times.", (1, 2), Verdict.SUPPORTED),
            Claim("Police were called twelve times.", (1,), Verdict.SUPPORTED),
        ),
        (first, second),
        0.9,
    )
    precision, recall = alce(both)
    assert recall == 0.5
    assert precision == pytest.approx(1 / 3)
    assert verbatim(both) == 0.5


def test_two_halves_are_needed_together(memory: MemoryCorpus) -> None:
    halves = (cited(memory, 1, 2, "Ask about abuse"), cited(memory, 2, 3, "Read reports together"))
    said = Claim("Ask about abuse. Read reports together.", (1, 2), Verdict.SUPPORTED)
    assert alce(Answer("q", Status.ANSWERED, (said,), halves, 0.9)) == (1.0, 1.0)


def test_abstention_by_hand() -> None:
    found = abstaining([(True, True), (True, False), (False, True), (False, False), (True, True)])
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert abstaining([(False, False)]).f1 == 1.0
    assert abstaining([(True, False)]).f1 == 0.0


def test_risk_and_coverage_by_hand() -> None:
    curve = risk_coverage([(0.9, True), (0.8, False), (0.8, True), (0.3, False)], 5)
    assert curve.points == ((0.2, 0.0), (0.6, pytest.approx(1 / 3)), (0.8, 0.5))
    assert curve.area == pytest.approx((0.2 * 0 + 0.4 / 3 + 0.2 * 0.5) / 0.8)
    assert risk_coverage([], 3).area == 0.0


def test_calibration_error_by_hand() -> None:
    assert calibration_error([(0.95, True), (0.95, False), (0.1, False)]) == pytest.approx((0.9 + 0.1) / 3)
    assert calibration_error([(1.0, True)]) == 0.0
    assert calibration_error([]) == 0.0


def test_ranks_and_what_they_are_worth(memory: MemoryCorpus, placed: Placed) -> None:
    hits = memory.hits()
    moved = [replace(hit, rank=i) for i, hit in enumerate((hits[1], hits[0], hits[4]), start=1)]
    found = ranks(placed.places, moved)
    assert found == (2,)
    scores = ranking_scores(found, 3)
    assert (scores["RR@10"], scores["R@10"], scores["Success@3"]) == (0.5, 1.0, 1.0)
    assert ranking_scores((0,), 3)["nDCG@10"] == 0.0
    assert ranking_scores((1, 1), 1)["nDCG@10"] == pytest.approx(1.0)
