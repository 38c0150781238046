"""One command of one system: started, watched, recorded in a file that says it need not be run again."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.speed.errors import BenchError
from benchmarks.speed.machine import Load
from benchmarks.speed.memory import PeakMemory
from benchmarks.speed.systems import REPOSITORY

Record = dict[str, Any]
"""What a step's file holds: names, load, the events with seconds since the start (`at`) and peak bytes until then."""


@dataclass(frozen=True)
class Step:
    """A command (`prepare`, `ingest`, `query`) of a system in a round, from 1; 0 is before the first."""

    round: int
    system: str
    command: str

    @property
    def file(self) -> str:
        """The path of its record inside the run's folder."""
        return f"round-{self.round}/{self.system}-{self.command}.json"


def watch(command: Sequence[str], environment: dict[str, str], log: Path) -> list[Record]:
    """Run a process to its end; return its events, each with `at` (seconds) and `peak_bytes` of its tree until then.

    Raises BenchError where it fails, with the last line of what it wrote to stderr, which `log` keeps.
    """
    events = []
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stderr:
        started = time.perf_counter()
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=stderr, env=environment, cwd=REPOSITORY) as process:
            try:
                with PeakMemory(process.pid) as memory:
                    for line in process.stdout or ():
                        at = time.perf_counter() - started
                        events.append({**json.loads(line), "at": at, "peak_bytes": memory.peak})
            except BaseException:
                process.kill()
                raise
    if process.returncode:
        raise BenchError(f"`{' '.join(command[2:4])}` failed (exit code {process.returncode}): {_last_line(log)}")
    return events


def record(step: Step, load: Load, events: Sequence[Record], more: Record) -> Record:
    """Return what is kept of a finished step."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return {**asdict(step), "finished": at, "load": asdict(load), "events": list(events), **more}


def save(path: Path, value: Any) -> None:
    """Write JSON so that the file is there in full or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(path)


def load_record(path: Path) -> Record | None:
    """Return the record of a finished step, None where it has not been run."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def event(kept: Record, name: str) -> Record:
    """Return the event of that name."""
    return next(item for item in kept["events"] if item["event"] == name)


def disk_bytes(folder: Path) -> int:
    """Return the sum of the sizes of all files below a folder."""
    return sum(os.path.getsize(path) for path in folder.rglob("*") if path.is_file())


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
