"""The long actions of the page, started in the background. Each raises LockedError while another one runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dvrag.assembly import build_library, rebuild_library, remove_report, verify_library
from dvrag.model.building import FileResult
from dvrag.ports import Cancelled, Progress
from dvrag.ui import words
from dvrag.ui.jobs import JOBS, Kind, Task
from dvrag.ui.library.arrivals import Upload, arrive, clear, sorted_out


def add(uploads: Sequence[Upload], library: Path) -> None:
    """Read uploaded files into the library, which is made where there is none; their copies are wiped at the end."""
    found = sorted_out(uploads)

    def work(progress: Progress, notices: list[str]) -> tuple[FileResult, ...]:
        if not found.accepted:
            return found.refused
        try:
            read = build_library(arrive(found.accepted, library), library, progress, notices)
        except Cancelled as stop:
            stop.results = (*stop.results, *found.refused)
            raise
        return (*read, *found.refused)

    title = f"Adding {words.count(len(found.accepted), 'file')} to the library"
    JOBS.start(Task(Kind.ADD, title, work, tuple(found.accepted), last=lambda: clear(library)))


def finish(library: Path) -> None:
    """Read the findings of reports that lack them, as after an interruption."""
    work = lambda progress, notices: build_library((), library, progress, notices)  # noqa: E731
    JOBS.start(Task(Kind.FINISH, "Reading the findings", work))


def remove(reference: str, library: Path) -> None:
    """Remove a report for good; it cannot be stopped half way."""
    work = lambda _, notices: remove_report(reference, library, notices)  # noqa: E731
    JOBS.start(Task(Kind.REMOVE, "Removing the report", work, can_stop=False))


def check(library: Path) -> None:
    """Check every stored byte."""
    JOBS.start(Task(Kind.CHECK, "Checking all files", lambda progress, _: verify_library(library, progress)))


def rebuild(library: Path) -> None:
    """Make what is derived anew; read damaged reports again from the kept originals."""
    work = lambda progress, notices: rebuild_library(library, progress, notices)  # noqa: E731
    JOBS.start(Task(Kind.REBUILD, "Rebuilding the library", work))
