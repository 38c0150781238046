"""report.json round trips the run; files are written whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.errors import MismatchError, UsageError
from dvrag.evaluate.compare import compare
from dvrag.evaluate.report import files
from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.document import report_json
from dvrag.evaluate.report.files import write_report
from dvrag.evaluate.run import Run, run_from_json
from dvrag.evaluate.summary import Summary, failures


def test_the_run_can_be_read_again(run: Run, before: Run, tmp_path: Path) -> None:
    written = write_report(tmp_path / "new" / "folder", run, before)
    assert [path.name for path in written] == ["report.html", "report.md", "report.json"]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(p.name for p in written)
    document = json.loads(written[2].read_text("utf-8"))
    assert run_from_json(document["run"], "report.json") == run


def test_the_document_holds_the_figures(run: Run, summary: Summary, others: Beside) -> None:
    document = report_json(run, summary, others.comparison)
    assert {f["key"]: f["value"] for f in document["figures"]} == {f.key: f.value for f in summary.figures}
    assert document["failures"] == [record.id for record in failures(run)]
    assert document["latency_ms"]["ask"] == {"p50": summary.ask.p50, "p95": summary.ask.p95}
    assert [g["gated"] for g in document["types"] if g["name"] == "count"] == [False]
    verdicts = {d["key"]: d["verdict"] for d in document["comparison"]["differences"]}
    assert verdicts == {d.key: d.verdict for d in others.comparison.differences}
    assert run_from_json(json.loads(json.dumps(document, allow_nan=False))["run"], "report.json") == run
    assert report_json(run, summary, None)["comparison"] is None


def test_an_infinite_effect_is_still_json(run: Run, summary: Summary) -> None:
    always = replace(run, records=tuple(replace(r, scores={"right": 0.0, "decided": 1.0}) for r in run.records))
    never = replace(run, records=tuple(replace(r, scores={"right": 0.0, "decided": 0.0}) for r in run.records))
    document = report_json(always, summary, compare(never, always))
    assert document["comparison"]["differences"][0]["effect"] is None
    json.dumps(document, allow_nan=False)


def test_an_earlier_report_is_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("old")
    write_report(tmp_path, run)
    assert (tmp_path / "report.md").read_text("utf-8").startswith("# Evaluation of dvrag\n")


def test_a_failed_write_leaves_the_earlier_report(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.html").write_text("old")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(UsageError, match="cannot be written"):
        write_report(tmp_path, run)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report.html", "old")]


def test_a_folder_that_is_a_file_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="Name another folder"):
        write_report(tmp_path / "out", run)


def test_runs_of_different_questions_make_no_report(run: Run, before: Run, tmp_path: Path) -> None:
    with pytest.raises(MismatchError):
        write_report(tmp_path, run, replace(before, gold_sha256="other"))
    assert list(tmp_path.iterdir()) == []


def test_names_are_those_the_app_offers() -> None:
    assert (files.HTML, files.MARKDOWN, files.JSON) == ("report.html", "report.md", "report.json")
