"""The whole retrieval over small real libraries: SQLite, FTS5, FAISS; only the embedding is a stand-in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from dvrag.errors import DamagedError
from dvrag.index.lexical import FullTextIndex
from dvrag.model.documents import Family
from dvrag.model.results import Filters, Ranked, SearchResult
from dvrag.ports import Rows
from dvrag.retrieve.pipeline import Retriever
from dvrag.store.library import Library
from unit.retrieve.conftest import Shelf

COPIED = "The health visitor did not share what she knew about the threats with the school or with the police."


def texts(result: SearchResult) -> list[str]:
    return [hit.passage.text for hit in result.hits]


def sources(result: SearchResult) -> list[str]:
    return [hit.report.source for hit in result.hits]


@pytest.fixture
def two_forces(shelf: Shelf) -> Shelf:
    """Reports of two forces about the same things."""
    for force, year in (("Marlshire", "2018"), ("Northfold", "2022")):
        lines = [
            f"Officers of {force} completed a risk assessment at every incident.",
            "Supervisors checked the work of new officers.",
            "Custody was clean and calm.",
        ]
        title = f"PEEL inspection of {force} Police"
        shelf.add(f"{force}.pdf", lines, family=Family.INSPECTION, title=title, force=force, published=year)
    return shelf


def test_hits_are_ranked_from_1_with_falling_scores_and_steps_are_timed(two_forces: Shelf) -> None:
    result = two_forces.retriever().search("risk assessment by officers", 4)
    assert [hit.rank for hit in result.hits] == [1, 2, 3, 4]
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert "risk assessment" in result.hits[0].passage.text
    assert set(result.timings_ms) == {"expand", "embed", "lexical", "vector", "fusion", "total"}
    assert all(value >= 0 for value in result.timings_ms.values())


def test_the_timer_is_an_argument(two_forces: Shelf) -> None:
    ticks = count()
    real = two_forces.retriever()
    timed = Retriever(real._library, real._engines, real._settings, timer=lambda: float(next(ticks)))
    assert timed.search("risk", 1).timings_ms["embed"] == 1000.0


def test_the_same_search_gives_the_same_hits(two_forces: Shelf) -> None:
    first = two_forces.retriever().search("custody officers", 6)
    second = two_forces.retriever().search("custody officers", 6)
    assert first.hits == second.hits


def test_filters_are_applied_inside_the_searches(two_forces: Shelf) -> None:
    retriever = two_forces.retriever(candidates=1)
    for force in ("Marlshire", "Northfold"):
        found = retriever.search("custody was clean and calm", 1, Filters(area=(force,)))
        assert sources(found) == [f"{force}.pdf"]
    assert retriever.search("custody", 5, Filters(area=("Elsewhere",))).hits == ()


def test_a_named_report_is_favoured_over_another_with_the_same_words(two_forces: Shelf) -> None:
    retriever = two_forces.retriever()
    for force in ("Marlshire", "Northfold"):
        found = retriever.search(f"How was custody in the {force} inspection?", 2)
        assert sources(found)[0] == f"{force}.pdf"
        assert "Custody" in texts(found)[0]


@pytest.mark.parametrize("query", ["", "???", "\0", '"'])
def test_a_query_without_a_word_finds_nothing(two_forces: Shelf, query: str) -> None:
    assert two_forces.retriever().search(query).hits == ()


@pytest.mark.parametrize("query", ['AND OR NEAR( "*', "risk* OR (", "\ud800 risk", "risk " * 3000, "ﬁ İ ß 漢字"])
def test_any_other_query_is_searched(two_forces: Shelf, query: str) -> None:
    assert len(two_forces.retriever().search(query, 3).hits) <= 3


def test_an_empty_library_finds_nothing(shelf: Shelf) -> None:
    assert shelf.retriever().search("risk assessment").hits == ()


def test_an_acronym_finds_the_phrase_and_the_phrase_the_acronym(shelf: Shelf) -> None:
    shelf.add("a.pdf", ["The case went to a multi-agency risk assessment conference.", "Nothing else was done."])
    shelf.add("b.pdf", ["It was heard at MARAC in March.", "The weather was cold that winter."])
    retriever = shelf.retriever(dense_weight=0.0)
    for query in ("MARAC", "multi-agency risk assessment conference"):
        found = retriever.search(query, 2)
        assert set(sources(found)) == {"a.pdf", "b.pdf"}
        assert not {"Nothing else was done.", "The weather was cold that winter."} & set(texts(found))
        assert len(found.expansions) == 1
    plain = shelf.retriever(dense_weight=0.0, expand_acronyms=False).search("MARAC", 1)
    assert (sources(plain), plain.expansions) == (["b.pdf"], ())


def test_an_expansion_never_outranks_the_querys_own_words(shelf: Shelf) -> None:
    shelf.add("a.pdf", ["domestic abuse " * 12, "A long tale about a garden wall."])
    shelf.add("b.pdf", ["DA worker notes were kept.", "Another tale about a garden gate."])
    found = shelf.retriever(dense_weight=0.0).search("DA worker", 2)
    assert sources(found) == ["b.pdf", "a.pdf"]


def test_a_reports_own_meaning_is_searched_in_that_report_only(shelf: Shelf) -> None:
    lines = ["The drug adviser called twice.", "Domestic abuse was not asked about."]
    own = shelf.add("own.pdf", lines, glossary={"DA": "drug adviser"})
    shelf.add("other.pdf", ["A drug adviser was never named here.", "Domestic abuse was asked about often."])
    found = shelf.retriever(dense_weight=0.0).search("DA", 4)
    lexical = {hit.passage.text for hit in found.hits if hit.score > 0}
    assert lexical == {"The drug adviser called twice.", "Domestic abuse was asked about often."}
    assert {hit.report.id for hit in found.hits if "drug" in hit.passage.text and hit.score > 0} == {own}


def test_a_misspelled_word_finds_what_was_meant_and_says_so(two_forces: Shelf) -> None:
    found = two_forces.retriever(dense_weight=0.0).search("marlshyre", 3)
    assert found.expansions == ("marlshyre → marlshire",)
    assert set(sources(found)) == {"Marlshire.pdf"}
    assert two_forces.retriever().search("supervisors checking", 1).expansions == ()


def test_of_near_duplicates_the_overview_stays_and_a_filter_brings_the_copy_back(shelf: Shelf) -> None:
    overview = shelf.add("overview.pdf", [COPIED, "A chronology of events."], family=Family.DHR_OVERVIEW)
    summary = shelf.add("summary.pdf", [COPIED + " This is a summary."], family=Family.DHR_SUMMARY)
    shelf.add("other.pdf", ["School policies were out of date."])
    shelf.library.link([(overview, summary, 0.9)], [])
    retriever = shelf.retriever()
    query = "health visitor did not share threats with the school summary"
    assert "summary.pdf" not in sources(retriever.search(query, 3))
    assert "overview.pdf" in sources(retriever.search(query, 1))
    assert sources(retriever.search(query, 3, Filters(report=("summary.pdf",)))) == ["summary.pdf"]
    kept = shelf.retriever(collapse_duplicates=False).search(query, 3)
    assert {"overview.pdf", "summary.pdf"} <= set(sources(kept))


def test_what_is_added_or_removed_is_noticed(two_forces: Shelf) -> None:
    retriever = two_forces.retriever()
    assert not any("zebra" in text for text in texts(retriever.search("zebra crossing", 5)))
    added = two_forces.add("new.pdf", ["A zebra crossing was painted."])
    assert texts(retriever.search("zebra crossing", 1)) == ["A zebra crossing was painted."]
    two_forces.library.remove([added])
    assert not any("zebra" in text for text in texts(retriever.search("zebra crossing", 5)))


def test_every_candidate_is_scored_by_words_and_by_meaning(shelf: Shelf) -> None:
    lines = [f"Report number {n} speaks of school, police and health." for n in range(40)]
    shelf.add("many.pdf", lines)
    short = shelf.retriever(candidates=5).search("police and school number 7", 2)
    everything = shelf.retriever(candidates=80).search("police and school number 7", 2)
    assert short.hits[0].passage == everything.hits[0].passage
    assert np.isclose(short.hits[0].score, everything.hits[0].score)


class Interrupting:
    """The library's search by words, during which something happens once."""

    def __init__(self, library: Library, event: Callable[[], object]) -> None:
        self._index = FullTextIndex(library)
        self._event: Callable[[], object] | None = event

    def search(self, terms: Sequence[str], k: int, allowed: Rows | None = None) -> list[Ranked]:
        found = self._index.search(terms, k, allowed)
        event, self._event = self._event, None
        if event:
            event()
        return found


def test_a_report_removed_during_a_search_is_not_found_and_does_no_harm(two_forces: Shelf) -> None:
    added = two_forces.add("new.pdf", ["A zebra crossing was painted."])
    retriever = two_forces.retriever()
    retriever.search("warm")
    interrupting = Interrupting(two_forces.library, lambda: two_forces.library.remove([added]))
    retriever._engines = replace(retriever._engines, lexical=interrupting)
    found = retriever.search("zebra crossing officers", 5)
    assert found.hits
    assert "new.pdf" not in sources(found)


def test_a_report_added_during_a_search_is_found_by_the_next(two_forces: Shelf) -> None:
    retriever = two_forces.retriever()
    retriever.search("warm")
    event = lambda: two_forces.add("new.pdf", ["A zebra crossing was painted."])  # noqa: E731
    retriever._engines = replace(retriever._engines, lexical=Interrupting(two_forces.library, event))
    assert "new.pdf" not in sources(retriever.search("officers cross", 5))
    assert sources(retriever.search("zebra crossing", 1)) == ["new.pdf"]


def test_damage_is_told_and_not_tried_again(two_forces: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    retriever = two_forces.retriever()
    retriever.search("warm")

    def damaged(rows: object) -> dict:
        raise DamagedError("The passage in row 1 differs from its hash.")

    monkeypatch.setattr(two_forces.library, "passages", damaged)
    with pytest.raises(DamagedError, match="row 1"):
        retriever.search("officers", 3)
