"""Copies do not crowd the list, and the stronger report's passage stays."""

from __future__ import annotations

from dvrag.model.documents import Authority, BlockKind, Fact, Facts, Family, Passage
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.results import Hit, ReportSummary
from dvrag.retrieve import duplicates
from dvrag.retrieve.duplicates import strength
from dvrag.retrieve.reading import HitList

LONG = "The panel found that the risk assessment was not repeated when the threats grew worse over the winter"
SHORTER = "The panel found that the risk assessment was not repeated when the threats grew worse"


def report(name: str, *linked: str, family: Family = Family.DHR_OVERVIEW, published: str = "2020") -> ReportSummary:
    facts = Facts(published=Fact(published or None))
    near = tuple(ReportId(other) for other in linked)
    identity, statutory = ReportId(name), Authority.STATUTORY_REVIEW
    return ReportSummary(identity, f"{name}.pdf", "pdf", family, statutory, facts, 1, 1, 100, "", near)


def hit(rank: int, text: str, of: ReportSummary) -> Hit:
    passage = Passage(PassageId(f"{of.id}-{rank}"), of.id, 0, 1, text, BlockKind.PARAGRAPH, "", 1, None, None, 1)
    return Hit(rank, 1 / rank, passage, of)


def collapse(hits: list[Hit], k: int) -> list[Hit]:
    return duplicates.collapse(HitList.of(hits), k)


def seen(hits: list[Hit]) -> list[tuple[int, str, float]]:
    return [(item.rank, str(item.report.id), item.score) for item in hits]


OVERVIEW = report("overview", "summary")
SUMMARY = report("summary", "overview", family=Family.DHR_SUMMARY)
OTHER = report("other")


def test_the_overview_takes_the_place_of_its_summary() -> None:
    found = collapse([hit(1, SHORTER, SUMMARY), hit(2, "Something else", OTHER), hit(3, LONG, OVERVIEW)], 5)
    assert seen(found) == [(1, "overview", 1.0), (2, "other", 0.5)]
    assert found[0].passage.text == LONG


def test_a_copy_below_the_cut_still_yields_to_the_stronger_one() -> None:
    found = collapse([hit(1, LONG, SUMMARY), hit(2, "Something else", OTHER), hit(3, LONG, OVERVIEW)], 1)
    assert seen(found) == [(1, "overview", 1.0)]


def test_the_summary_below_its_overview_goes() -> None:
    assert seen(collapse([hit(1, LONG, OVERVIEW), hit(2, SHORTER, SUMMARY)], 5)) == [(1, "overview", 1.0)]


def test_a_mere_piece_does_not_replace_the_whole() -> None:
    piece = "The panel found that the risk"
    assert seen(collapse([hit(1, LONG, SUMMARY), hit(2, piece, OVERVIEW)], 5)) == [(1, "summary", 1.0)]


def test_different_passages_of_linked_reports_stay() -> None:
    assert len(collapse([hit(1, LONG, OVERVIEW), hit(2, "The author thanks the family", SUMMARY)], 5)) == 2


def test_similar_passages_of_reports_that_are_not_linked_stay() -> None:
    assert len(collapse([hit(1, LONG, OVERVIEW), hit(2, SHORTER, OTHER)], 5)) == 2


def test_the_same_words_come_once_even_in_reports_that_are_not_linked() -> None:
    found = collapse([hit(1, LONG, OTHER), hit(2, f"  {LONG.upper()}", OVERVIEW)], 5)
    assert seen(found) == [(1, "other", 1.0)]


def test_a_newer_version_is_stronger() -> None:
    old, new = report("old", "new", published="2018-05"), report("new", "old", published="2021-01")
    assert seen(collapse([hit(1, LONG, old), hit(2, LONG, new)], 5)) == [(1, "new", 1.0)]
    assert strength(new) > strength(old) > strength(report("undated", published=""))


def test_ranks_are_counted_anew() -> None:
    hits = [hit(rank, text, OTHER) for rank, text in enumerate(("a", "a", "b", "b", "c"), start=1)]
    assert seen(collapse(hits, 2)) == [(1, "other", 1.0), (2, "other", 1 / 3)]
    assert collapse([], 3) == []
