"""Peak memory of a process with all its children: proportional set size, sampled from /proc.

A page that n processes share counts a n-th for each (PSS), so that the sum over a tree counts every page once.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

PROC = Path("/proc")
INTERVAL = 0.1
"""Seconds between two samples."""

_PAGE = 4096
_GONE = (FileNotFoundError, ProcessLookupError)


def pss_of(rollup: str) -> int:
    """Return the bytes on the line `Pss:` of a `smaps_rollup`; 0 where there is none (a process that is ending)."""
    for line in rollup.splitlines():
        name, _, value = line.partition(":")
        if name == "Pss":
            return int(value.split()[0]) * 1024
    return 0


def tree(pid: int, proc: Path = PROC) -> list[int]:
    """Return a process with all its descendants that live now."""
    found, waiting = [], [pid]
    while waiting:
        now = waiting.pop()
        found.append(now)
        for children in (proc / str(now) / "task").glob("*/children"):
            with suppress(*_GONE):
                waiting += [int(child) for child in children.read_text().split()]
    return found


def memory_of(pid: int, proc: Path = PROC) -> int:
    """Return a process's PSS in bytes, its resident set where the PSS may not be read, 0 where it has ended."""
    folder = proc / str(pid)
    with suppress(*_GONE):
        try:
            return pss_of((folder / "smaps_rollup").read_text())
        except PermissionError:
            return int((folder / "statm").read_text().split()[1]) * _PAGE
    return 0


class PeakMemory(Thread):
    """Samples a process tree in the background while the `with` block runs; `peak` is the highest sum, in bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(name="memory", daemon=True)
        self.peak = 0
        self.samples = 0
        self._pid = pid
        self._over = Event()

    def run(self) -> None:
        """Sample until the block ends."""
        while True:
            self.peak = max(self.peak, sum(memory_of(pid) for pid in tree(self._pid)))
            self.samples += 1
            if self._over.wait(INTERVAL):
                return

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self.join()
