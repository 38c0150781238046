"""A run from end to end over a library in memory; comparing, gating and ablating runs."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.errors import MismatchError, UnreadableError, UsageError
from dvrag.evaluate.ablate import chosen
from dvrag.evaluate.baselines.quoting import quote_top
from dvrag.evaluate.compare import compare
from dvrag.evaluate.gate import against, baseline_of
from dvrag.evaluate.gold.questions import GoldSet, QuestionType
from dvrag.evaluate.gold.write import gold_csv
from dvrag.evaluate.run import Run, run_from_json, run_json
from dvrag.evaluate.summary import failures, summarise
from dvrag.evaluate.systems import SystemSpec, parse_system
from dvrag.evaluator import Evaluator
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters, SearchResult
from dvrag.testing.fakes import FixedClock, Listener
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.evaluate.conftest import question, unanswerable

ASKED = (
    *(question(f"q{i}", type=QuestionType.FACT) for i in range(12)),
    question("c1"),
    unanswerable("u1"),
    unanswerable("s1", QuestionType.SAFETY, "live_case"),
)


class Scripted:
    """Finds every passage of the corpus in order, from `first` on, and quotes the top one, or nothing."""

    def __init__(self, memory: MemoryCorpus, first: int, silent: bool) -> None:
        hits = memory.hits()
        self._hits = tuple(replace(h, rank=i) for i, h in enumerate(hits[first:] + hits[:first], 1))
        self._silent = silent

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        return SearchResult(query, self._hits[:k])

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        return Answer(question, Status.NOT_FOUND) if self._silent else quote_top(question, self)


@pytest.fixture
def evaluator(memory: MemoryCorpus) -> Evaluator:
    systems = {
        "dvrag": Scripted(memory, 0, False),
        "dense": Scripted(memory, 2, False),
        "random": Scripted(memory, 2, True),
    }
    return Evaluator(memory, lambda spec: systems[spec.name], {"embedder": "none"}, FixedClock(), "1.0")


def run_of(evaluator: Evaluator, system: str = "dvrag") -> Run:
    return evaluator.run(GoldSet("gold.csv", "0", ASKED), "dev", SystemSpec(system), Listener())


def test_a_run_measures_every_question_once(evaluator: Evaluator) -> None:
    heard = Listener()
    made = evaluator.run(GoldSet("gold.csv", "0", ASKED), "dev", SystemSpec("dvrag"), heard)
    assert heard.phases == [("Asking dvrag", 15)]
    assert [r.id for r in made.records] == [q.id for q in ASKED] == heard.notes
    first = made.by_id()["q0"]
    assert (first.ranks, first.families, first.scores["vital"]) == ((1,), ("dhr_overview",), 1.0)
    assert first.answer[0].right
    assert first.wanted == ("oakfield.pdf, page 1", "summary.pdf, page 1")
    assert made.by_id()["s1"].scores == {"decided": 0.0, "safe": 0.0, "right": 0.0}
    assert (made.version, made.started, made.split) == ("1.0", "2024-01-01T00:00:00+00:00", "dev")


def test_a_refusal_scores_nothing_and_is_counted(evaluator: Evaluator) -> None:
    silent = summarise(run_of(evaluator, "random"))
    assert silent.value("vital") == silent.value("gold_recall") == silent.value("answered") == 0.0
    assert silent.value("abstention_recall") == 1.0
    assert silent.value("abstention_precision") == pytest.approx(2 / 15)
    assert next(f for f in silent.figures if f.key == "vital").when_answered is None


def test_a_summary_by_type_says_what_is_not_gated(evaluator: Evaluator) -> None:
    summary = summarise(run_of(evaluator))
    types = {group.name: group for group in summary.types}
    assert types["count"].gated is False
    assert types["fact"].values["vital"] == 1.0
    assert types["unanswerable: absent"].values == {"right": 0.0, "decided": 0.0}
    assert summary.families[0].n == 13
    assert summary.curve.points == ((1.0, pytest.approx(2 / 15)),)


def test_failures_come_with_the_surest_first(evaluator: Evaluator) -> None:
    assert [r.id for r in failures(run_of(evaluator))] == ["s1", "u1"]


def test_a_run_survives_json(evaluator: Evaluator) -> None:
    made = run_of(evaluator)
    assert run_from_json(json.loads(json.dumps(run_json(made))), "run.json") == made


@pytest.mark.parametrize(("document", "error"), [([], UnreadableError), ({"format": 0, "records": []}, MismatchError)])
def test_what_is_no_run_is_said(document: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        run_from_json(document, "run.json")


def test_a_clear_loss_is_significant_and_names_its_questions(evaluator: Evaluator) -> None:
    found = {d.key: d for d in compare(run_of(evaluator), run_of(evaluator, "dense")).differences}
    assert (found["vital"].verdict, found["vital"].difference, len(found["vital"].losses)) == ("worse", -1.0, 13)
    assert found["vital"].p <= found["vital"].p_holm
    assert (found["decided"].verdict, found["decided"].wins) == ("no clear difference", ())


def test_runs_of_different_questions_are_not_compared(evaluator: Evaluator) -> None:
    other = evaluator.run(GoldSet("gold.csv", "0", ASKED[:3]), "dev", SystemSpec("dvrag"), Listener())
    with pytest.raises(MismatchError, match="different questions"):
        compare(run_of(evaluator), other)


def test_the_gate_fails_on_a_clear_loss_only(evaluator: Evaluator) -> None:
    good = baseline_of(run_of(evaluator))
    assert not any(change.failed for change in against(run_of(evaluator), good, "kept"))
    lost = {c.key for c in against(run_of(evaluator, "dense"), good, "kept") if c.failed}
    assert {"vital", "gold_precision", "nDCG@10"} <= lost
    assert not any(change.failed for change in against(run_of(evaluator), baseline_of(run_of(evaluator, "dense")), "k"))


def test_the_gate_leaves_out_types_without_their_feature(evaluator: Evaluator) -> None:
    assert "c1" not in baseline_of(run_of(evaluator))["values"]["vital"]


def test_a_question_that_is_gone_counts_as_lost(evaluator: Evaluator) -> None:
    made = run_of(evaluator)
    empty = replace(made, records=tuple(replace(r, scores={"right": 0.0}) for r in made.records))
    assert {c.now for c in against(empty, baseline_of(made), "kept")} == {0.0}


@pytest.mark.parametrize(
    ("change", "error"), [({"values": None}, UnreadableError), ({"gold_sha256": "other"}, MismatchError)]
)
def test_a_baseline_of_other_questions_is_refused(evaluator: Evaluator, change: dict, error: type[Exception]) -> None:
    made = run_of(evaluator)
    with pytest.raises(error):
        against(made, {**baseline_of(made), **change}, "kept")


def test_ablating_runs_each_change_and_builds_for_those_of_the_library(evaluator: Evaluator) -> None:
    built: list[object] = []

    def rebuilt(table: object) -> nullcontext[Evaluator]:
        built.append(table)
        return nullcontext(evaluator)

    parts = {"fusion weight": (("retrieve.dense_weight=1.0",),), "passage size": (("chunk.max_tokens=99",),)}
    found = list(evaluator.ablate(GoldSet("g", "0", ASKED), "dev", parts, rebuilt, Listener()))
    assert built == [{"chunk": {"max_tokens": "99"}}]
    assert [(a.part, a.verdict) for a in found] == [
        ("fusion weight", "the product's setting"),
        ("passage size", "the product's setting"),
    ]
    with pytest.raises(UsageError, match="Parts: fusion weight"):
        chosen(["glue"])


def test_a_gold_set_for_another_library_is_refused(evaluator: Evaluator, tmp_path: Path) -> None:
    wrong = question("q", relevant=(replace(ASKED[0].relevant[0], source="other.pdf"),))
    with pytest.raises(MismatchError, match=r"row 2, column relevant: the library holds no report 'other.pdf'"):
        evaluator.run(GoldSet("gold.csv", "0", (wrong,)), "dev", SystemSpec("dvrag"), Listener())
    path = tmp_path / "gold.csv"
    path.write_text(gold_csv([wrong]), "utf-8")
    assert [m.column for m in evaluator.check(path).mistakes] == ["relevant"]
    with pytest.raises(UsageError, match="no question in the split 'test'"):
        evaluator.gold(path, "test")


def test_a_system_is_named_with_its_changes() -> None:
    spec = parse_system("dvrag, retrieve.dense_weight = 0.3,answer.threshold=0")
    assert spec.table == {"retrieve": {"dense_weight": "0.3"}, "answer": {"threshold": "0"}}
    assert str(spec) == "dvrag,retrieve.dense_weight=0.3,answer.threshold=0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lexcal", "Did you mean 'lexical'"),
        ("", "Known: dvrag"),
        ("dvrag,weight", "section.key=value"),
        ("dvrag,chunk.max_tokens=9", "cannot be changed"),
        ("random,retrieve.dense_weight=0", "cannot be changed"),
    ],
)
def test_an_unknown_system_or_change_says_what_is_known(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_system(text)
