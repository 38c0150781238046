"""How long work goes on, told on stderr: bars on a terminal, a plain line per step elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from dvrag.cli.terminal import err_console, is_terminal, one_line, say

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Lines:
    """A line per step: "[3/20] name". Use as a context manager."""

    def __init__(self) -> None:
        self._label = ""
        self._total = 0
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self, label: str, total: int) -> None:
        """A phase of `total` steps begins."""
        self._label, self._total, self._done = label, total, 0
        if total > 0:
            say(f"{label} ({total})")

    def advance(self, note: str = "") -> None:
        """One step is done."""
        self._done += 1
        if note:
            say(f"[{self._done}/{self._total}] {note}")

    def stop(self) -> None:
        """The phase is over."""


class Bars:
    """A bar per phase with the time left. Use as a context manager."""

    def __init__(self) -> None:
        self._bars: RichProgress = _bars()
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bars.stop()

    def start(self, label: str, total: int) -> None:
        """A phase of `total` steps begins."""
        self._task = self._bars.add_task(one_line(label), total=total, note="")

    def advance(self, note: str = "") -> None:
        """One step is done."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, note=one_line(note)[:40])

    def stop(self) -> None:
        """The phase is over."""
        if self._task is not None:
            self._bars.update(self._task, note="")
        self._task = None


def progress() -> Bars | Lines:
    """Return bars where a person is watching, else lines."""
    return Bars() if is_terminal() else Lines()


def _bars() -> RichProgress:
    from rich.progress import (  # noqa: PLC0415 - not needed for --help
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        TextColumn("{task.fields[note]}", style="dim", markup=False),
    )
    return Progress(*columns, console=err_console())
