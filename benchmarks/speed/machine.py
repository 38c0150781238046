"""What machine this is, and whether something else is running on it."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import asdict, dataclass
from pathlib import Path

CALM = 0.25
"""Share of the cores that may be busy before a step begins; above it the machine is said to be busy."""

PATIENCE = 20
"""Seconds that a step waits for a calm machine."""


@dataclass(frozen=True)
class Machine:
    """A machine in words. `memory_gib` is what is installed, in GiB."""

    cpu: str
    cores: int
    memory_gib: float
    system: str
    python: str

    def as_dict(self) -> dict[str, object]:
        """Return the values by name."""
        return asdict(self)


@dataclass(frozen=True)
class Load:
    """What ran beside: cores kept busy in the second before a step, and the load average of the minute before.

    The average also counts the step before, so only `busy_cores` tells of others.
    """

    busy_cores: float
    average: float
    calm: bool


def describe() -> Machine:
    """Return what this machine is."""
    return Machine(
        cpu=_field(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine(),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(int(_field(Path("/proc/meminfo"), "MemTotal").split()[0]) / 1024**2, 1),
        system=f"{_release()}, kernel {platform.release()}",
        python=platform.python_version(),
    )


def wait_for_calm(patience: float = PATIENCE) -> Load:
    """Wait until the machine is calm or patience is over; return the load then."""
    over = time.monotonic() + patience
    while True:
        load = _load()
        if load.calm or time.monotonic() >= over:
            return load


def busy_cores(before: str, after: str, seconds: float, ticks: int) -> float:
    """Return the cores' mean work between two contents of `/proc/stat`, `ticks` of its counters being a second."""
    return (_work(after) - _work(before)) / ticks / seconds


def _load() -> Load:
    stat, started = Path("/proc/stat"), time.perf_counter()
    before = stat.read_text()
    time.sleep(1)
    busy = busy_cores(before, stat.read_text(), time.perf_counter() - started, os.sysconf("SC_CLK_TCK"))
    return Load(round(busy, 2), round(os.getloadavg()[0], 2), busy <= CALM * len(os.sched_getaffinity(0)))


def _work(stat: str) -> int:
    """Return all ticks of all cores that were neither idle nor waiting for a disk."""
    values = [int(value) for value in stat.splitlines()[0].split()[1:9]]
    return sum(values) - values[3] - values[4]


def _field(path: Path, name: str) -> str:
    for line in path.read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _release() -> str:
    path = Path("/etc/os-release")
    for line in path.read_text().splitlines() if path.is_file() else ():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return platform.system()
