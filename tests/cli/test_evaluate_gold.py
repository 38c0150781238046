"""`dvrag evaluate run`, `compare`, `check`, `gate`, `baseline` and `ablate` over a library in memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.evaluate.gold.questions import QuestionType
from dvrag.evaluate.gold.write import gold_csv
from dvrag.evaluator import Evaluator
from dvrag.testing.fakes import FixedClock
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.evaluate.conftest import REVIEW, SUMMARY, question, unanswerable
from unit.evaluate.test_runs import Scripted

ASKED = [
    *(question(f"q{i}", type=QuestionType.FACT, split="dev") for i in range(12)),
    unanswerable("u1"),
    replace(unanswerable("u2"), split="test"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.csv"
    path.write_text(gold_csv(ASKED), "utf-8")
    return path


@pytest.fixture
def better() -> dict[str, bool]:
    """Whether the product finds the right passage; a test may turn it off."""
    return {"dvrag": True}


@pytest.fixture
def evaluate(dvrag: Callable[..., object], gold: Path, better: dict[str, bool]) -> Callable[..., object]:
    memory = MemoryCorpus([REVIEW, SUMMARY])

    def system(spec: object) -> Scripted:
        return Scripted(memory, 0 if spec.name == "dvrag" and better["dvrag"] else 2, silent=False)

    made = Evaluator(memory, system, {"embedder": "none"}, FixedClock(), "1.0")
    module = sys.modules["dvrag.assembly"]
    module.open_evaluator = lambda library: made
    module.temporary_library = lambda paths, table, bars: nullcontext("folder")

    def call(*arguments: str) -> object:
        return dvrag("evaluate", *arguments)

    return call


def test_a_run_prints_figures_with_targets(evaluate, gold: Path) -> None:
    ran = evaluate("run", "--gold", str(gold))
    assert ran.code == 0
    assert "dvrag on gold.csv, dev: 13 questions" in ran.out
    line = next(line for line in ran.out.splitlines() if "Vital points said" in line)
    assert line.split()[3:] == ["1.000", "1.000–1.000", "1.000", "12", "0.80", "met"]
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "not\n" not in ran.out


def test_a_run_goes_to_json_to_trec_and_to_a_report(evaluate, gold: Path, tmp_path: Path) -> None:
    ran = evaluate(
        "run", "--gold", str(gold), "--json", "--trec", str(tmp_path / "r.txt"), "--out", str(tmp_path / "o")
    )
    document = json.loads(ran.out)
    assert [record["id"] for record in document["run"]["records"]][:2] == ["q0", "q1"]
    first = (tmp_path / "r.txt").read_text().splitlines()[0].split()
    assert (first[0], first[1], first[3], first[5]) == ("q0", "Q0", "1", "dvrag")
    assert first[2].startswith("oakfield.pdf#")
    assert sorted(p.name for p in (tmp_path / "o").iterdir()) == ["report.html", "report.json", "report.md"]


def test_two_systems_are_compared_and_an_earlier_run_is_read(evaluate, gold: Path, tmp_path: Path) -> None:
    ran = evaluate("compare", "dense", "dvrag", "--gold", str(gold), "--out", str(tmp_path / "o"), "--json")
    found = {d["key"]: d for d in json.loads(ran.out)["comparison"]["differences"]}
    assert found["vital"]["difference"] == 1.0
    assert len(found["vital"]["wins"]) == 12
    again = evaluate("compare", str(tmp_path / "o" / "report.json"), "dense", "--gold", str(gold))
    assert again.code == 0
    assert "dense against dvrag" in again.out
    assert "worse" in again.out


def test_check_finds_nothing_or_names_the_cell(evaluate, gold: Path) -> None:
    ran = evaluate("check", str(gold))
    assert (ran.code, "no mistake" in " ".join(ran.out.split())) == (0, True)
    gold.write_text(gold_csv([*ASKED, question("q0")]), "utf-8")
    ran = evaluate("check", str(gold), "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["mistakes"] == [{"row": 16, "column": "id", "message": "'q0' stands in row 2 already"}]


def test_the_gate_passes_and_fails(evaluate, gold: Path, tmp_path: Path, better: dict[str, bool]) -> None:
    kept = str(tmp_path / "baselines.json")
    missing = evaluate("gate", "--gold", str(gold), "--baseline", kept)
    assert (missing.code, missing.err.count("\n")) == (2, 1)
    assert "dvrag evaluate baseline" in missing.err
    assert evaluate("baseline", "--gold", str(gold), "--baseline", kept).code == 0
    assert evaluate("gate", "--gold", str(gold), "--baseline", kept).code == 0
    better["dvrag"] = False
    lost = evaluate("gate", "--gold", str(gold), "--baseline", kept)
    assert lost.code == 1
    assert "LOST" in lost.out
    assert "Vital points said fell on: q0, q1" in lost.out
    shown = evaluate("baseline", "--gold", str(gold), "--baseline", kept)
    assert "LOST" in shown.out
    assert evaluate("gate", "--gold", str(gold), "--baseline", kept).code == 0


def test_an_ablation_is_a_table(evaluate, gold: Path) -> None:
    ran = evaluate("ablate", "--gold", str(gold), "--part", "passage size", "--part", "abstaining")
    rows = [line for line in ran.out.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 4 + 1
    assert "| abstaining | answer.threshold=0 |" in rows[-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--gold", "none.csv"), "There is no file none.csv"),
        (("run", "--gold", "{gold}", "--split", "train"), "no question in the split 'train'"),
        (("run", "--gold", "{gold}", "--system", "dvarg"), "Did you mean 'dvrag'"),
        (("run", "--gold", "{gold}", "--trec", "no/r.txt"), "The folder no does not exist"),
        (("compare", "none.json", "dvrag", "--gold", "{gold}"), "There is no file none.json"),
        (("ablate", "--gold", "{gold}", "--part", "glue"), "There is no part 'glue'"),
        (("check", "none.csv"), "There is no file none.csv"),
    ],
)
def test_bad_input_is_one_line(evaluate, gold: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = evaluate(*(argument.format(gold=gold) for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.splitlines()[-1]
