"""A worker process as its parent sees it: started, asked, timed, ended."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dvrag.errors import EncryptedError, InputError, LimitError, MissingPartError, UnreadableError
from dvrag.ingest.sandbox import environment

LONGEST_REPLY = 512 * 1024 * 1024
START_SECONDS = 180
MOST_FILES = 100
"""A worker is replaced after so many files: what a library leaks does not add up."""

MEMORY_SHARE = 0.5
"""A worker that crashed while it held this share of its memory limit is taken to have run into it."""

ERRORS: dict[str, type[InputError]] = {
    "encrypted": EncryptedError,
    "limit": LimitError,
    "unreadable": UnreadableError,
}


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker may use. `seconds` bounds both the processor time of a file and the wait for each reply."""

    role: str
    seconds: int
    memory_megabytes: int
    max_pages: int = 2000
    dpi: int = 200
    threads: int = 1
    files: int = MOST_FILES


class WorkerProcess:
    """One running worker. Not for use by two threads at once."""

    def __init__(self, settings: WorkerSettings) -> None:
        self.settings = settings
        self.files = 0
        self.warning = ""
        self._buffer = bytearray()
        command = [sys.executable, "-P", "-m", "dvrag.ingest.worker", settings.role]
        command += ["--parent", str(os.getpid()), "--memory", str(settings.memory_megabytes)]
        command += ["--seconds", str(settings.seconds * settings.threads)]
        command += ["--pages", str(settings.max_pages), "--dpi", str(settings.dpi), "--threads", str(settings.threads)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(settings.threads),
            start_new_session=True,  # Ctrl-C in the terminal goes to the parent alone, which ends its workers
            bufsize=0,
        )

    def wait_ready(self) -> None:
        """Wait until the worker has loaded its libraries and confined itself. Raises MissingPartError."""
        try:
            reply = self._reply(START_SECONDS)
        except InputError:
            reply = {}
        if reply.get("ready") is not True:
            self.kill()
            raise MissingPartError(
                "The process that reads files could not start.",
                hint=f"Run `python -m dvrag.ingest.worker {self.settings.role} < /dev/null` to see why.",
            )
        warning = reply.get("warning")
        self.warning = warning if isinstance(warning, str) else ""

    @property
    def usable(self) -> bool:
        """Whether the worker runs and has not served too many files."""
        return self._process.poll() is None and self.files < self.settings.files

    def ask(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the replies to a request up to its end. Raises InputError, after which the worker may be gone."""
        self.files += 1
        finished = False
        try:
            self._send(request)
            while True:
                reply = self._reply(self.settings.seconds)
                if reply.get("done") is True:
                    finished = True
                    return
                if "error" in reply:
                    error = _error(reply["error"])
                    finished = not isinstance(error, LimitError)
                    raise error
                yield reply
        finally:
            if not finished:  # replies may still be on their way: never mix them up with those to the next request
                self.kill()

    def kill(self) -> None:
        """End the worker at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _send(self, request: dict[str, Any]) -> None:
        pipe = self._process.stdin
        try:
            if pipe is not None:
                pipe.write(json.dumps(request, ensure_ascii=True).encode("ascii") + b"\n")
        except (BrokenPipeError, ValueError) as error:
            raise UnreadableError("The process that reads files ended unexpectedly.", hint="Try again.") from error

    def _reply(self, seconds: float) -> dict[str, Any]:
        """Return the next reply. Raises LimitError after `seconds` without one, or the reason of a crash."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            chunk = self._read(deadline - time.monotonic())
            if chunk is None:
                self.kill()
                raise LimitError(
                    f"Reading took longer than {seconds:g} seconds.", hint="Split the file or raise ingest.seconds."
                )
            if not chunk:
                raise self._crash()
            self._buffer += chunk
            if len(self._buffer) > LONGEST_REPLY:
                self.kill()
                raise LimitError("The file holds more text than can be taken in.", hint="Split the file.")
        end = self._buffer.index(b"\n")
        line, self._buffer = bytes(self._buffer[:end]), self._buffer[end + 1 :]
        return _message(line)

    def _read(self, seconds: float) -> bytes | None:
        """Return bytes from the worker, b"" at its end, None where nothing came in time."""
        pipe = self._process.stdout
        if pipe is None or pipe.closed:
            return b""
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            if seconds <= 0 or not selector.select(seconds):
                return None
        return os.read(pipe.fileno(), 1 << 20)

    def _crash(self) -> InputError:
        """Return why the worker ended by itself."""
        try:
            _, status, usage = os.wait4(self._process.pid, 0)
            code, megabytes = os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024
            self._process.returncode = code
        except ChildProcessError:
            code, megabytes = self._process.wait(), 0.0
        if code == -signal.SIGXCPU:
            return LimitError(
                f"Reading took more than {self.settings.seconds} seconds.",
                hint="Split the file or raise ingest.seconds.",
            )
        if code == -signal.SIGKILL or megabytes > MEMORY_SHARE * self.settings.memory_megabytes:
            return LimitError(
                f"Reading needs more than {self.settings.memory_megabytes} MB of memory.",
                hint="Split the file or raise ingest.memory_megabytes.",
            )
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return UnreadableError(
            f"The file is damaged: it made the reader crash ({name}).", hint="Print it to a new PDF."
        )


def _message(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise UnreadableError("The process that reads files sent no proper answer.", hint="Fetch the file again.")
    return value


def _error(value: Any) -> InputError:
    if not isinstance(value, dict):
        return UnreadableError("The file could not be read.")
    message, hint = (" ".join(str(value.get(name, "")).split())[:500] for name in ("message", "hint"))
    return ERRORS.get(str(value.get("kind")), UnreadableError)(message or "The file could not be read.", hint=hint)
