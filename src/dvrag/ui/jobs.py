"""Long actions on the library: one at a time for the whole server, in a thread of its own, seen from every browser."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from streamlit import runtime

from dvrag.errors import DvragError, LockedError
from dvrag.ports import Cancelled, Progress

SECONDS_TO_END = 10
"""How long the end of the server waits for an action that is told to stop. What is stored is whole at any moment."""
_ENDING = frozenset({runtime.RuntimeState.STOPPING, runtime.RuntimeState.STOPPED})
_UNFORESEEN = "The app could not finish this. Try again; if it happens again, read the log of the app."

_log = logging.getLogger(__name__)


class Kind(StrEnum):
    """What an action does; it decides how its end is told."""

    ADD = "add"
    FINISH = "finish"
    REMOVE = "remove"
    CHECK = "check"
    REBUILD = "rebuild"


class Ended(StrEnum):
    """How an action ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """An action to run. `work` gets a progress, and a list for plain lines to show; what it returns is kept.

    `files` are the names of the files that it reads, in order. `last` is run at its end, however it ends.
    """

    kind: Kind
    title: str
    work: Callable[[Progress, list[str]], object]
    files: tuple[str, ...] = ()
    can_stop: bool = True
    last: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Seen:
    """An action as it stands. `phase` is what it does now, `done` of `total` steps; `notes` were told in each phase.

    `ended` is None while it runs. Then `value` is what it returned, or what was done before it was stopped; `problem`
    says in plain words why it failed.
    """

    task: Task
    phase: str = ""
    done: int = 0
    total: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    stopping: bool = False
    ended: Ended | None = None
    value: object = None
    notices: tuple[str, ...] = ()
    problem: str = ""


@dataclass(slots=True)
class _Watch:
    """The progress of a running action; told by its thread, read by the pages."""

    can_stop: bool
    wanted: threading.Event = field(default_factory=threading.Event)
    phase: str = ""
    done: int = 0
    total: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)

    def start(self, label: str, total: int) -> None:
        """A phase of `total` steps begins. Raises Cancelled."""
        self.check()
        self.phase, self.done, self.total = label, 0, total

    def advance(self, note: str = "") -> None:
        """One step is done. Raises Cancelled."""
        self.done += 1
        self.notes.append((self.phase, note))
        self.check()

    def stop(self) -> None:
        """The phase is over."""

    def check(self) -> None:
        """Raise Cancelled where somebody pressed Cancel, or the server is about to end."""
        if self.can_stop and (self.wanted.is_set() or _server_ends()):
            raise Cancelled


class Jobs:
    """Runs one action at a time, and keeps how the last one ended until it is dismissed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._watch = _Watch(can_stop=False)
        self._seen: Seen | None = None
        self._began = 0.0

    def start(self, task: Task) -> None:
        """Run an action in the background. Raises LockedError while another one runs."""
        with self._lock:
            if self._seen is not None and self._seen.ended is None:
                raise LockedError(f"“{self._seen.task.title}” is still going on.", hint="Wait until it is done.")
            self._seen, self._watch, self._began = Seen(task), _Watch(task.can_stop), time.monotonic()
            # A daemon: the end of the server waits for it in `_end`, not for ever.
            self._thread = threading.Thread(target=self._run, args=(task, self._watch), name="dvrag-job", daemon=True)
            self._thread.start()

    def seen(self) -> Seen | None:
        """Return the action that runs, or the last one, None where there was none or it was dismissed."""
        with self._lock:
            seen, watch = self._seen, self._watch
            if seen is None or seen.ended is not None:
                return seen
            return Seen(
                task=seen.task,
                phase=watch.phase,
                done=watch.done,
                total=watch.total,
                notes=tuple(watch.notes),
                seconds=time.monotonic() - self._began,
                stopping=watch.wanted.is_set(),
            )

    def running(self) -> bool:
        """Return whether an action runs."""
        seen = self.seen()
        return seen is not None and seen.ended is None

    def cancel(self) -> None:
        """Ask the running action to stop; it does so at its next step. Nothing where none runs."""
        self._watch.wanted.set()

    def dismiss(self) -> None:
        """Forget the last action; one that runs stays."""
        with self._lock:
            if self._seen is not None and self._seen.ended is not None:
                self._seen = None

    def wait(self, seconds: float) -> bool:
        """Wait for the running action; return whether it has ended."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def _run(self, task: Task, watch: _Watch) -> None:
        notices: list[str] = []
        ended, value, problem = _outcome(task, watch, notices)
        with self._lock:
            self._seen = Seen(
                task=task,
                phase=watch.phase,
                done=watch.done,
                total=watch.total,
                notes=tuple(watch.notes),
                seconds=time.monotonic() - self._began,
                ended=ended,
                value=value,
                notices=tuple(notices),
                problem=problem,
            )


def _outcome(task: Task, watch: _Watch, notices: list[str]) -> tuple[Ended, object, str]:
    """Run a task to its end; return how it ended, what came of it, and what went wrong in plain words."""
    try:
        return Ended.DONE, task.work(watch, notices), ""
    except Cancelled as stop:
        return Ended.STOPPED, stop.results, ""
    except DvragError as error:
        return Ended.FAILED, None, str(error)
    except Exception:
        _log.exception("A long action failed.")
        return Ended.FAILED, None, _UNFORESEEN
    finally:
        try:
            task.last()
        except Exception:
            _log.exception("What a long action leaves behind could not be cleared away.")


def _server_ends() -> bool:
    """Return whether Streamlit was told to stop: Ctrl-C in its terminal."""
    return runtime.exists() and runtime.get_instance().state in _ENDING


JOBS = Jobs()
"""Of this server: the library has one writer."""


def _end() -> None:
    """At the end of the server: let a running action stop in order."""
    JOBS.cancel()
    JOBS.wait(SECONDS_TO_END)


atexit.register(_end)
