"""A run: what belongs to it, which steps it has, and carrying out those that are not finished."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.errors import BenchError
from benchmarks.speed.machine import Machine, wait_for_calm
from benchmarks.speed.questions import Question
from benchmarks.speed.steps import Record, Step, disk_bytes, load_record, record, save, watch
from benchmarks.speed.systems import BY_NAME, DVRAG, REPOSITORY, SystemSpec, environment, python_of, rotated

CODE = ("src/dvrag/**/*.py", "src/dvrag/**/*.t*", "benchmarks/peers/*", "requirements.lock")
"""What a result depends on, besides the PDFs, the questions and the machine."""


@dataclass(frozen=True)
class Run:
    """A run: its PDFs and questions, and where records (`folder`) and stores (`work`) go. `id` tells runs apart."""

    id: str
    pdfs: tuple[Path, ...]
    questions: tuple[Question, ...]
    folder: Path
    work: Path
    patience: float

    @property
    def pdf_folder(self) -> Path:
        """The folder with copies of the PDFs."""
        return self.work / "pdfs"

    @property
    def question_file(self) -> Path:
        """The questions as the systems read them: without the answers."""
        return self.work / "questions.json"

    def store(self, system: str) -> Path:
        """The folder of a system's index."""
        return self.work / "stores" / system


def pdfs_in(folder: Path, limit: int | None) -> tuple[Path, ...]:
    """Return the PDFs of a folder, or `limit` of them spread evenly over their names. Raises BenchError."""
    if not folder.is_dir():
        raise BenchError(f"There is no folder {folder}: name the one with the PDFs with --pdfs.")
    files = sorted(folder.glob("*.pdf"))
    if not files:
        raise BenchError(f"{folder} holds no PDF.")
    count = min(limit or len(files), len(files))
    return tuple(files[i * len(files) // count] for i in range(count))


def run_id(pdfs: Iterable[Path], questions_sha256: str, machine: Machine) -> str:
    """Return 12 hexadecimal digits that change with the PDFs, the questions, the code and the machine."""
    digest = hashlib.sha256(f"{questions_sha256} {machine.cpu} {machine.cores} {machine.python}".encode())
    code = sorted(path for pattern in CODE for path in REPOSITORY.glob(pattern) if path.is_file())
    for path in (*pdfs, *code):
        digest.update(f"\n{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()[:12]


def lay_out(run: Run, *, fresh: bool) -> None:
    """Put the PDFs and the questions into place; forget what was measured where it should be done afresh."""
    if fresh:
        shutil.rmtree(run.folder, ignore_errors=True)
        shutil.rmtree(run.work, ignore_errors=True)
    run.pdf_folder.mkdir(parents=True, exist_ok=True)
    for pdf in run.pdfs:
        shutil.copyfile(pdf, run.pdf_folder / pdf.name)
    asked = [{"id": question.id, "question": question.question} for question in run.questions]
    run.question_file.write_text(json.dumps(asked), "utf-8")


def steps_of(systems: Sequence[SystemSpec], rounds: int) -> Iterator[Step]:
    """Yield all steps in order: dvrag's preparing, then rounds in which every system ingests and is asked."""
    if DVRAG in systems:
        yield Step(0, DVRAG.name, "prepare")
    for number in range(1, rounds + 1):
        for system in rotated(systems, number):
            yield Step(number, system.name, "ingest")
            yield Step(number, system.name, "query")


def carry_out(run: Run, steps: Iterable[Step], say: Callable[[str], None]) -> list[Record]:
    """Return the records of all steps; those with a record are not run again."""
    records = []
    for step in steps:
        kept = load_record(run.folder / step.file)
        if kept is None or _undone(run, step):
            kept = _measure(run, step, say)
        records.append(kept)
    return records


def _undone(run: Run, step: Step) -> bool:
    """Return whether a finished step left something that a later one needs and that is gone."""
    if step.command == "ingest":
        asked = (run.folder / Step(step.round, step.system, "query").file).is_file()
        return not asked and not (run.store(step.system) / f".round-{step.round}").is_file()
    return step.command == "prepare" and not (run.work / "models").is_dir()


def _measure(run: Run, step: Step, say: Callable[[str], None]) -> Record:
    store = run.store(step.system)
    if step.command == "ingest":
        shutil.rmtree(store, ignore_errors=True)
    store.parent.mkdir(parents=True, exist_ok=True)
    command = _command(run, step)
    load = wait_for_calm(run.patience)
    if not load.calm:
        say(f"Something else is running: {load.busy_cores} cores are busy before {step.file}.")
    events = watch(command, environment(run.work / "models"), run.work / "logs" / Path(step.file).with_suffix(".log"))
    kept = record(step, load, events, {"disk_bytes": disk_bytes(store)} if step.command == "ingest" else {})
    save(run.folder / step.file, kept)
    if step.command == "ingest":
        (store / f".round-{step.round}").touch()
    elif step.command == "query":
        shutil.rmtree(store, ignore_errors=True)
    say(_told(step, kept))
    return kept


def _command(run: Run, step: Step) -> list[str]:
    system = BY_NAME[step.system]
    command = [python_of(system), "-m", system.module, step.command, "--store", str(run.store(step.system))]
    if step.command == "ingest":
        command += ["--pdfs", str(run.pdf_folder)]
    elif step.command == "query":
        command += ["--questions", str(run.question_file)]
    return command


def _told(step: Step, kept: Record) -> str:
    first = kept["events"][0]
    return (
        f"Round {step.round}, {step.system}: {first['event']} after {first['at']:.1f} s, "
        f"at most {first['peak_bytes'] / 1024**2:.0f} MiB"
    )
