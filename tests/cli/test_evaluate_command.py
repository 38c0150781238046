"""`dvrag evaluate beir`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    documents = [("d1", "Interpreters were not used."), ("d2", "The GP did not ask about abuse.")]
    lines = [json.dumps({"_id": name, "title": "", "text": text}) for name, text in documents]
    (folder / "corpus.jsonl").write_text("\n".join(lines))
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "q1", "text": "Did GPs ask about abuse?"}))
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td2\t1\n")
    return folder


@pytest.mark.slow
def test_a_set_is_measured_and_its_ranking_written(beir: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    from dvrag.cli.main import run

    monkeypatch.chdir(tmp_path)
    assert run(["evaluate", "beir", str(beir), "--json", "--run", "run.txt"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["name"], report["split"], report["queries"]) == ("tiny", "test", 1)
    assert report["measures"] == {"nDCG@10": 1.0, "R@100": 1.0, "RR@10": 1.0, "Recall@100": 1.0, "MRR@10": 1.0}
    assert (report["judged_documents"], report["missing_documents"]) == (1, 0)
    assert report["milliseconds"] > 0
    first = (tmp_path / "run.txt").read_text().splitlines()[0].split()
    assert [*first[:4], first[5]] == ["q1", "Q0", "d2", "1", "dvrag"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "corpus.jsonl"),
        (("{beir}", "--split", "dev"), "Splits there: test."),
        (("{beir}", "--run", "no/f"), "no"),
    ],
)
def test_what_is_missing_is_named(dvrag, beir: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = dvrag("evaluate", "beir", *(argument.format(beir=beir) for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
