"""The comparisons and how their tables are judged."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dvrag.model.answers import (
    Answer,
    Claim,
    ComparedRow,
    Comparison,
    DisagreeingValue,
    Disagreement,
    Source,
    Status,
    Verdict,
)
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

REPOSITORY = Path(__file__).parents[2]
CORPUS = MemoryCorpus(
    [
        report_of("oak.pdf", facts_of("Oak", area="Oakfield"), {"Police": ["They came late."], "GPs": ["None asked."]}),
        report_of("elm.pdf", facts_of("Elm", area="Elmford"), {"Police": ["They came early."]}),
    ]
)
SOURCES = tuple(Source.whole(hit, n) for n, hit in enumerate(CORPUS.hits(), start=1))
OAK, GPS, ELM = (Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in SOURCES)


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    return importlib.import_module("comparisons")


def asked(comparisons: Any, **changes: Any) -> Any:
    row = comparisons.Row("call|arriv", (("oak | came late",), ("elm | § Police",)))
    made = comparisons.Asked("a", "How?", ("Oakfield", "Elmford"), (("oak",), ("elm",)), (row,), ())
    return replace(made, **changes)


def answer(*cells: tuple[Claim, ...], about: str = "Calls", **changes: Any) -> Answer:
    sides = ("Oakfield", "Elmford")
    claims = tuple(claim for cell in cells for claim in cell)
    table = Comparison(sides, (ComparedRow(about, cells),))
    return replace(Answer("How?", Status.ANSWERED, claims, SOURCES, comparison=table), **changes)


def test_the_set_holds_comparisons_and_ordinary_questions_in_two_halves(comparisons: Any) -> None:
    found = comparisons.read_questions(REPOSITORY / comparisons.QUESTIONS)
    assert len({item.id for item in found}) == len({item.question for item in found}) == len(found) == 70
    assert sum(not item.sides for item in found) == 24
    assert min([item.half for item in found].count(half) for half in ("dev", "test")) >= 25


def test_a_cell_is_right_where_it_cites_what_answers(comparisons: Any) -> None:
    judge = comparisons.Judge(CORPUS.report)
    assert judge.outcome(asked(comparisons), answer((OAK,), (ELM,))).cells == (True, True)
    assert judge.outcome(asked(comparisons), answer((GPS,), ())).cells == (False, False)
    assert judge.outcome(asked(comparisons), answer((OAK,), (ELM,), about="Training")).cells == (False, False)
    silent = comparisons.Row("", (("oak | came late",), None))
    assert judge.outcome(asked(comparisons, rows=(silent,)), answer((OAK,), ())).cells == (True, True)
    assert judge.outcome(asked(comparisons, rows=(silent,)), answer((OAK,), (ELM,))).cells == (True, False)


def test_a_citation_of_another_side_is_counted(comparisons: Any) -> None:
    judge = comparisons.Judge(CORPUS.report)
    assert judge.outcome(asked(comparisons), answer((OAK,), (ELM,))).wrong == ()
    assert judge.outcome(asked(comparisons), answer((OAK,), (GPS,))).wrong == ("Elmford: oak.pdf GPs",)
    agencies = asked(comparisons, own=(("oak > Police",), ("oak > GPs",)))
    assert judge.outcome(agencies, answer((OAK, GPS), (ELM,))).wrong == ("Oakfield: oak.pdf GPs",)


def test_nothing_found_is_right_where_nothing_is_said(comparisons: Any) -> None:
    judge = comparisons.Judge(CORPUS.report)
    nothing = asked(comparisons, rows=(comparisons.Row("", (None, None)),))
    found = judge.outcome(nothing, Answer("How?", Status.NOT_FOUND))
    assert (found.recognised, found.sides_right, found.cells) == (True, True, (True, True))
    assert not judge.outcome(asked(comparisons), Answer("How?", Status.NOT_FOUND)).recognised


def test_values_that_must_be_set_against_each_other(comparisons: Any) -> None:
    judge = comparisons.Judge(CORPUS.report)
    wanted = asked(comparisons, differ=(("2.6", "1,023|1.023"), ("good", "inadequate")))
    said = Disagreement("cost", (DisagreeingValue("£2.6 million", 1), DisagreeingValue("£1,023,000", 3)))
    assert judge.outcome(wanted, answer((OAK,), (ELM,), disagreements=(said,))).differ == (True, False)


def test_the_table_counts(comparisons: Any) -> None:
    judge = comparisons.Judge(CORPUS.report)
    ordinary = asked(comparisons, sides=(), own=(), rows=())
    one = judge.outcome(asked(comparisons), answer((OAK,), (GPS,), timings_ms={"total": 12.0}))
    lines = list(comparisons.table([one, judge.outcome(ordinary, answer((OAK,), (ELM,)))]))
    assert lines == [
        "1 comparisons, 1 ordinary questions",
        "recognised               1 of 1 (1.000)",
        "sides right              1 of 1 (1.000)",
        "cells right              1 of 2 (0.500)",
        "tables right             0 of 1 (0.000)",
        "contradictions shown     0 of 0",
        "wrong-side citations     1",
        "ordinary, yet compared   1",
        "milliseconds             12 in the middle, 12 at most",
    ]


def test_a_place_that_stands_in_no_report_is_a_mistake_of_the_set(comparisons: Any) -> None:
    reports = [CORPUS.report(report.id) for report in CORPUS.reports()]
    assert comparisons.unfound([asked(comparisons)], reports) == []
    wrong = comparisons.Row("", (("oak | came never",), ("elm | § GPs",)))
    assert comparisons.unfound([asked(comparisons, rows=(wrong,))], reports) == [
        "a: elm | § GPs",
        "a: oak | came never",
    ]


def test_a_row_needs_a_cell_for_each_side(comparisons: Any, tmp_path: Path) -> None:
    row = {"id": "b", "question": "How?", "sides": ["A", "B"], "own": [[], []], "differ": []}
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps({**row, "rows": [{"about": "", "cells": [["x | y"]]}]}), "utf-8")
    with pytest.raises(ValueError, match="needs a cell for each side; see b"):
        comparisons.read_questions(file)
