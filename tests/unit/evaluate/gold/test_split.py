"""Development and test questions share no connected reports; the shipped set keeps to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.evaluate.gold.check import check_gold
from dvrag.evaluate.gold.questions import GoldPassage, GoldSet, Point, QuestionType
from dvrag.evaluate.gold.read import read_gold
from dvrag.evaluate.gold.split import groups, shared_reports, split_by_seed
from dvrag.evaluate.gold.write import questions_sha256
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.evaluate.conftest import question, unanswerable


def about(identity: str, split: str, *sources: str) -> object:
    return question(identity, split=split, relevant=tuple(GoldPassage(s, quote="x") for s in sources))


def test_a_question_connects_its_reports() -> None:
    asked = [about("a", "dev", "1", "2"), about("b", "dev", "2", "3"), about("c", "dev", "4")]
    assert groups(asked) == [frozenset("123"), frozenset("4")]


def test_near_duplicates_are_connected(memory: MemoryCorpus) -> None:
    one, other = memory.reports()
    linked = [replace(one, near_duplicates=(other.id,)), other]
    assert groups([], linked) == [frozenset({"oakfield.pdf", "summary.pdf"})]
    asked = [about("a", "dev", "oakfield.pdf"), about("b", "test", "summary.pdf")]
    assert [m.column for m in shared_reports(asked, linked)] == ["split"]
    assert shared_reports(asked, [one, other]) == ()


def test_questions_without_an_answer_are_divided_by_their_id() -> None:
    found = Counter(split_by_seed(f"u-{i}") for i in range(400))
    assert min(found.values()) > 150
    assert split_by_seed("u-1") == split_by_seed("u-1")


def test_repeated_questions_and_points_that_no_passage_says_are_found(memory: MemoryCorpus) -> None:
    asked = (
        question("a", question="Who?", row=2),
        question("b", type=QuestionType.FACT, question="who?", row=3, points=(Point("the moon", True, ("moon",)),)),
    )
    found = {(m.row, m.column) for m in check_gold(GoldSet("g", "0", asked), memory)}
    assert found == {(3, "question"), (3, "points")}
    assert check_gold(GoldSet("g", "0", (question("a"), unanswerable("b"))), memory) == ()


@pytest.fixture(scope="module")
def shipped() -> GoldSet:
    return read_gold(Path(__file__).resolve().parents[4] / "eval" / "gold" / "questions.csv")


def test_the_shipped_set_has_every_type_in_both_splits(shipped: GoldSet) -> None:
    assert len(shipped.questions) >= 120
    for split in ("dev", "test"):
        assert {q.type for q in shipped.split(split).questions} == set(QuestionType)


def test_the_test_questions_are_those_that_were_sealed(shipped: GoldSet) -> None:
    sealed = (Path(__file__).resolve().parents[4] / "eval" / "gold" / "test.sha256").read_text("utf-8").split()[0]
    assert questions_sha256(shipped.split("test").questions) == sealed


@pytest.mark.slow
def test_the_shipped_set_has_no_mistake(shipped: GoldSet, sample_library: Path) -> None:
    from dvrag.assembly import open_library

    with open_library(sample_library) as library:
        assert [str(m) for m in check_gold(shipped, library)] == []
