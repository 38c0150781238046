"""What a confined process cannot do, tried in real processes."""

from __future__ import annotations

import os
import platform
import signal
import struct
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from dvrag.ingest.sandbox import ARCHITECTURES, CALLS, environment, filter_code

FILTERED = sys.platform == "linux" and platform.machine() in ARCHITECTURES


def confined(code: str, memory: int = 1024, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has confined itself; `refused` holds what the kernel refuses."""
    start = f"from dvrag.ingest.sandbox import *\nimport os, socket, subprocess, sys\nrefused = confine({memory})\n"
    return subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=timeout,
        env=environment(1),
        check=False,
    )


def attempt(statement: str) -> str:
    result = confined(f"""
        try:
            {statement}
        except OSError as error:
            print(type(error).__name__)
        else:
            print("done")
    """)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.skipif(not FILTERED, reason="no seccomp filter for this system")
@pytest.mark.parametrize(
    "statement",
    [
        "socket.socket()",
        "socket.socketpair()",
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "subprocess.run(['true'])",
        "os.kill(os.getppid(), 0)",
    ],
)
def test_sockets_programs_and_signals_are_refused(statement: str) -> None:
    assert attempt(statement) == "PermissionError"


@pytest.mark.skipif(not FILTERED, reason="no seccomp filter for this system")
def test_threads_started_later_are_refused_too() -> None:
    result = confined("""
        import threading
        def run():
            try:
                socket.socket()
            except PermissionError:
                print("refused")
        thread = threading.Thread(target=run); thread.start(); thread.join()
        print(refused.sockets, refused.warning == "")
    """)
    assert result.stdout.split() == ["refused", "True", "True"]


def test_files_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert attempt(f"open({str(target)!r}, 'wb', buffering=0).write(b'x')") == "OSError"
    assert target.read_bytes() == b""


@pytest.mark.skipif(not FILTERED, reason="no seccomp filter for this system")
@pytest.mark.parametrize("statement", ["os.unlink({0!r})", "os.rename({0!r}, {0!r} + 'x')", "os.truncate({0!r}, 0)"])
def test_files_cannot_be_removed_or_cut(tmp_path: Path, statement: str) -> None:
    kept = tmp_path / "kept"
    kept.write_text("kept")
    assert attempt(statement.format(str(kept))) == "PermissionError"
    assert kept.read_text() == "kept"


def test_files_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("words")
    assert confined(f"print(open({str(tmp_path / 'in')!r}).read())").stdout.strip() == "words"


@pytest.mark.skipif(sys.platform != "linux", reason="address space limits hold on Linux")
def test_memory_is_limited() -> None:
    assert confined("bytearray(300_000_000); print('fits')", memory=600).stdout.strip() == "fits"
    assert "MemoryError" in confined("bytearray(900_000_000)", memory=600).stderr


def test_processor_time_is_limited() -> None:
    started = time.monotonic()
    result = confined("limit_cpu(1)\nwhile True: pass")
    assert result.returncode == -signal.SIGXCPU
    assert time.monotonic() - started < 30


def test_the_environment_holds_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_TOKEN", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    kept = environment(3)
    assert "API_TOKEN" not in kept
    assert "HTTPS_PROXY" not in kept
    assert kept["OMP_NUM_THREADS"] == "3"


@pytest.mark.parametrize("machine", sorted(ARCHITECTURES))
def test_each_refused_call_jumps_to_the_refusal(machine: str) -> None:
    """The program, run by a small interpreter, allows all but the listed calls."""
    code = filter_code(machine)
    steps = [struct.unpack("=HBBI", code[start : start + 8]) for start in range(0, len(code), 8)]

    def run(number: int, architecture: int = ARCHITECTURES[machine]) -> int:
        place, held = 0, 0
        while True:
            operation, yes, no, value = steps[place]
            if operation == 0x06:
                return int(value)
            if operation == 0x20:
                held = architecture if value == 4 else number
                place += 1
                continue
            holds = held == value if operation == 0x15 else held >= value
            place += 1 + (yes if holds else no)

    refused = set(CALLS[machine].values())
    assert all(run(number) == 0x00050001 for number in refused)
    assert all(run(number) == 0x7FFF0000 for number in range(500) if number not in refused)
    assert run(0, 0x1234) == 0x80000000
    if machine == "x86_64":
        assert run(0x40000000 + 41) == 0x00050001


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends children with their parent")
def test_a_worker_whose_parent_is_gone_ends_at_once() -> None:
    code = f"from dvrag.ingest.sandbox import die_with_parent\ndie_with_parent({os.getpid() + 100_000})\nprint('alive')"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout) == (1, "")
