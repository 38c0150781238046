"""The systems that are measured, how each is started, and in which environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.errors import BenchError

REPOSITORY = Path(__file__).resolve().parents[2]
PEERS_VENV = REPOSITORY / ".cache" / "bench-venv"

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGSMITH_TRACING": "false",
    "CUDA_VISIBLE_DEVICES": "-1",
}
"""Nothing is fetched and nothing is reported; all systems run on the processor."""

SLOWING = ("TOKENIZERS_PARALLELISM", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONWARNINGS")
"""Variables of the caller that would change how fast a system is: each runs with its own defaults."""


@dataclass(frozen=True)
class SystemSpec:
    """A system. `peer` says that it runs in the peers' environment."""

    name: str
    title: str
    module: str
    peer: bool = True


DVRAG = SystemSpec("dvrag", "dvrag", "benchmarks.peers.dvrag_itself", peer=False)
SYSTEMS = (
    DVRAG,
    SystemSpec("langchain", "LangChain", "benchmarks.peers.langchain_peer"),
    SystemSpec("llama_index", "LlamaIndex", "benchmarks.peers.llama_index_peer"),
    SystemSpec("txtai", "txtai", "benchmarks.peers.txtai_peer"),
    SystemSpec("haystack", "Haystack", "benchmarks.peers.haystack_peer"),
)
BY_NAME = {system.name: system for system in SYSTEMS}


def chosen(names: Sequence[str]) -> tuple[SystemSpec, ...]:
    """Return the systems of that name, all where none is named. Raises BenchError for unknown ones."""
    if unknown := [name for name in names if name not in BY_NAME]:
        raise BenchError(f"No system {unknown[0]!r}; there are {', '.join(BY_NAME)}.")
    return tuple(system for system in SYSTEMS if not names or system.name in names)


def python_of(system: SystemSpec) -> str:
    """Return the interpreter that runs a system. Raises BenchError where the peers' environment is missing."""
    if not system.peer:
        return sys.executable
    python = PEERS_VENV / "bin" / "python"
    if not python.exists():
        raise BenchError(
            f"The peers' environment is missing, so {system.title} cannot run: `make bench` makes it; "
            "`--systems dvrag` measures dvrag alone."
        )
    return str(python)


def environment(models: Path, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables of a system's process; dvrag keeps its converted model in `models`."""
    kept = {name: value for name, value in inherited.items() if name not in SLOWING and not name.startswith("DVRAG_")}
    return {**kept, **OFFLINE, "DVRAG_CACHE": str(models)}


def rotated(systems: Sequence[SystemSpec], round_number: int) -> tuple[SystemSpec, ...]:
    """Return the systems in the order of a round, from 1: each round begins with the next one."""
    first = (round_number - 1) % len(systems)
    return (*systems[first:], *systems[:first])
