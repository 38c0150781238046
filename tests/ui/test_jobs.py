"""Long actions: one at a time, seen from anywhere, stopped in order, never in the way of the server's end."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from dvrag.errors import LockedError, UnreadableError
from dvrag.ports import Cancelled, Progress
from dvrag.ui import jobs
from dvrag.ui.jobs import Ended, Jobs, Kind, Seen, Task
from dvrag.ui.library.running import duration, said


@pytest.fixture
def runner() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel()
    assert made.wait(10)


class Steps:
    """An action that does a step each time it is let."""

    def __init__(self) -> None:
        self.let = threading.Semaphore(0)
        self.did = threading.Semaphore(0)
        self.cleared = threading.Event()

    def work(self, progress: Progress, notices: list[str]) -> str:
        progress.start("Reading reports", 2)
        notices.append("A line to show.")
        for name in ("a.pdf: added", "b.pdf: failed"):
            self.did.release()
            self.let.acquire()
            progress.advance(name)
        progress.stop()
        return "done"

    def task(self, *, can_stop: bool = True) -> Task:
        return Task(Kind.ADD, "Adding", self.work, ("a.pdf", "b.pdf"), can_stop=can_stop, last=self.cleared.set)


def ended(runner: Jobs) -> Seen:
    assert runner.wait(10)
    seen = runner.seen()
    assert seen is not None
    assert seen.ended is not None
    return seen


def test_progress_is_seen_while_it_runs(runner: Jobs) -> None:
    steps = Steps()
    assert runner.seen() is None
    runner.start(steps.task())
    steps.did.acquire()
    steps.let.release()
    steps.did.acquire()
    seen = runner.seen()
    assert seen is not None
    assert (seen.phase, seen.done, seen.total) == ("Reading reports", 1, 2)
    assert seen.notes == (("Reading reports", "a.pdf: added"),)
    assert runner.running()
    steps.let.release()
    last = ended(runner)
    assert (last.ended, last.value, last.notices) == (Ended.DONE, "done", ("A line to show.",))
    assert steps.cleared.is_set()


def test_one_runs_at_a_time(runner: Jobs) -> None:
    steps = Steps()
    runner.start(steps.task())
    with pytest.raises(LockedError, match="“Adding” is still going on"):
        runner.start(Steps().task())
    steps.let.release(2)
    ended(runner)
    again = Steps()
    runner.start(again.task())
    again.let.release(2)
    assert ended(runner).ended is Ended.DONE


def test_it_stops_at_its_next_step_and_clears_up(runner: Jobs) -> None:
    steps = Steps()
    runner.start(steps.task())
    steps.did.acquire()
    runner.cancel()
    seen = runner.seen()
    assert seen is not None
    assert seen.stopping
    steps.let.release()
    assert ended(runner).ended is Ended.STOPPED
    assert steps.cleared.is_set()


def test_what_was_done_before_is_kept(runner: Jobs) -> None:
    def work(progress: Progress, notices: list[str]) -> None:
        stop = Cancelled()
        stop.results = ("a result",)  # type: ignore[assignment]
        raise stop

    runner.start(Task(Kind.ADD, "Adding", work))
    assert ended(runner).value == ("a result",)


def test_what_must_not_be_half_done_goes_on(runner: Jobs) -> None:
    steps = Steps()
    runner.start(steps.task(can_stop=False))
    runner.cancel()
    steps.let.release(2)
    assert ended(runner).ended is Ended.DONE


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UnreadableError("It is empty.", hint="Fetch it again."), "It is empty. Fetch it again."),
        (RuntimeError("secret detail"), "The app could not finish this."),
    ],
)
def test_a_failure_is_a_sentence(runner: Jobs, error: Exception, told: str) -> None:
    def work(progress: Progress, notices: list[str]) -> None:
        raise error

    cleared = threading.Event()
    runner.start(Task(Kind.CHECK, "Checking", work, last=cleared.set))
    last = ended(runner)
    assert last.ended is Ended.FAILED
    assert last.problem.startswith(told)
    assert "secret" not in last.problem
    assert cleared.is_set()


def test_clearing_up_that_fails_hides_nothing(runner: Jobs) -> None:
    def fail() -> None:
        raise OSError("no space")

    runner.start(Task(Kind.CHECK, "Checking", lambda *_: "whole", last=fail))
    assert ended(runner).value == "whole"


def test_dismissing_forgets_the_last_and_not_the_running(runner: Jobs) -> None:
    steps = Steps()
    runner.start(steps.task())
    runner.dismiss()
    assert runner.running()
    steps.let.release(2)
    ended(runner)
    runner.dismiss()
    assert runner.seen() is None


def test_it_stops_when_the_server_ends(runner: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Steps()
    runner.start(steps.task())
    steps.did.acquire()
    monkeypatch.setattr(jobs, "_server_ends", lambda: True)
    steps.let.release()
    assert ended(runner).ended is Ended.STOPPED


PROGRAM = """
import sys, time
from dvrag.ui.jobs import JOBS, Kind, Task

def work(progress, notices):
    progress.start("Reading", 1000)
    while True:
        time.sleep(0.05)
        progress.advance()

JOBS.start(Task(Kind.ADD, "Adding", work, last=lambda: print("cleared", flush=True)))
time.sleep(0.3)
"""


def test_the_end_of_the_process_waits_no_longer_than_a_step() -> None:
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "cleared\n"
    assert time.monotonic() - began < 30


def test_what_goes_on_is_told_in_words() -> None:
    seen = Seen(Task(Kind.ADD, "Adding", lambda *_: None), phase="Reading findings", seconds=75.2)
    assert said(seen) == (
        "Reading findings. 1 minute 15 seconds so far.",
        "You can leave this page: it goes on. A long report takes minutes, a scanned one longer.",
    )
    assert duration(1.9) == "1 second"
