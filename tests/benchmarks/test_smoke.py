"""The benchmark itself on two sample reports: dvrag always, a peer where the peers' environment is there."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from benchmarks.speed import plan
from benchmarks.speed.__main__ import main
from benchmarks.speed.systems import PEERS_VENV

REPORTS = ("saltmere-pfd-report.pdf", "tarnleigh-jtai-letter.pdf")
QUESTIONS = """id,question,file,pages
one,What are the coroner's concerns?,saltmere-pfd-report.pdf,1;2;3
two,How many children did the inspectors track in detail?,tarnleigh-jtai-letter.pdf,1
"""


class Bench:
    """The command in a folder of its own."""

    def __init__(self, folder: Path, corpus: Path) -> None:
        self.out, self.work, self.pdfs = folder / "out", folder / "work", folder / "pdfs"
        self.questions = folder / "questions.csv"
        self.questions.write_text(QUESTIONS)
        self.pdfs.mkdir()
        for name in REPORTS:
            shutil.copyfile(corpus / name, self.pdfs / name)

    def run(self, *more: str) -> int:
        """Return the exit code."""
        named = {"pdfs": self.pdfs, "questions": self.questions, "out": self.out, "work": self.work, "patience": 0}
        options = [part for key, value in named.items() for part in (f"--{key}", str(value))]
        return main([*options, "--rounds", "1", *more])

    def figures(self, system: str) -> dict[str, float]:
        """Return a system's medians as the JSON file has them."""
        results = json.loads((self.out / "speed.json").read_text())["results"][system]
        return {name: value["median"] for name, value in results.items()}


@pytest.fixture
def bench(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A run that is the same however the code changes meanwhile, with the model converted where tests have it so."""
    monkeypatch.setattr(plan, "run_id", lambda *_: "smoke")
    made = Bench(tmp_path, repository / "corpus")
    models = repository / ".cache" / "models"
    if models.is_dir():
        shutil.copytree(models, made.work / "smoke" / "models")
    return made


@pytest.mark.slow
def test_dvrag_is_measured_and_a_finished_run_is_not_repeated(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run("--systems", "dvrag") == 0
    assert "Round 1, dvrag: first answer" in capsys.readouterr().out
    figures = bench.figures("dvrag")
    assert figures["ingest_s"] > 0
    assert figures["ingest_peak_mib"] > 50
    assert figures["pages"] > 2
    assert figures["truncated"] == 0
    assert figures["page_recall_at_10"] == 1
    assert (bench.out / "speed.png").read_bytes().startswith(b"\x89PNG")
    assert (bench.out / "speed.svg").read_text().startswith("<svg")
    table = (bench.out / "speed.md").read_text()
    assert "| Page recall@10 | 1.000 |" in table
    assert str(bench.work) not in table
    assert bench.run("--systems", "dvrag") == 0
    assert "Round" not in capsys.readouterr().out
    assert (bench.out / "speed.md").read_text() == table


@pytest.mark.slow
def test_a_peer_is_measured_by_the_same_command(bench: Bench) -> None:
    if not (PEERS_VENV / ".ready").is_file():
        pytest.skip("the peers' environment is absent: `make bench` makes it")
    assert bench.run("--systems", "langchain") == 0
    assert bench.figures("langchain")["passages"] > 2
    assert bench.figures("langchain")["limit"] == 256


def test_a_missing_folder_is_one_line(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run("--systems", "dvrag", "--pdfs", "nowhere") == 2
    assert capsys.readouterr().err == "There is no folder nowhere: name the one with the PDFs with --pdfs.\n"


def test_an_unknown_system_is_one_line(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run("--systems", "elastic") == 2
    assert capsys.readouterr().err.startswith("No system 'elastic'; there are dvrag, langchain,")


def test_missing_peers_are_one_line_that_says_what_makes_them(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.speed.systems.PEERS_VENV", bench.work)
    assert bench.run() == 2
    assert "`make bench` makes it" in capsys.readouterr().err


def test_a_limit_takes_pdfs_from_all_over(tmp_path: Path) -> None:
    for name in "abcdefghij":
        (tmp_path / f"{name}.pdf").touch()
    assert [path.stem for path in plan.pdfs_in(tmp_path, 3)] == ["a", "d", "g"]
    assert len(plan.pdfs_in(tmp_path, None)) == len(plan.pdfs_in(tmp_path, 99)) == 10


def test_a_failing_step_is_told_with_its_last_line(tmp_path: Path) -> None:
    from benchmarks.speed.errors import BenchError
    from benchmarks.speed.steps import watch

    command = [sys.executable, "-c", "import sys; print('{\"event\": \"x\"}'); sys.exit('It broke.')", "ingest"]
    with pytest.raises(BenchError, match=r"failed \(exit code 1\): It broke\."):
        watch(command, {}, tmp_path / "log")


def test_an_index_that_is_gone_is_built_again(tmp_path: Path) -> None:
    run = plan.Run("id", (), (), tmp_path / "records", tmp_path / "work", 0)
    ingest = plan.Step(1, "dvrag", "ingest")
    assert plan._undone(run, ingest)
    run.store("dvrag").mkdir(parents=True)
    (run.store("dvrag") / ".round-1").touch()
    assert not plan._undone(run, ingest)
    shutil.rmtree(run.store("dvrag"))
    (run.folder / "round-1").mkdir(parents=True)
    (run.folder / plan.Step(1, "dvrag", "query").file).write_text("{}")
    assert not plan._undone(run, ingest)
