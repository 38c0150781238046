"""Measures one library in a process of its own; prints JSON. Started by `growth.py`, or by hand:

`python benchmarks/growth_measure.py search LIBRARY --queries 200 --seed 1`: time to open and to search, and memory
`python benchmarks/growth_measure.py ingest LIBRARY`: time of one more report (the library is copied first)

Times are in milliseconds unless a name ends in `_s`; memory in MiB, as Linux counts it: `pss`, the share of resident
memory that is this process's, and `peak`, the most that was ever resident (VmHWM). What the operating system keeps of
the library's files beside the process is in neither.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from growth_questions import misspelled, questions

from dvrag.assembly import build_library, open_assistant, open_library
from dvrag.assistant import Assistant
from dvrag.model.results import Filters

K = 10
YEARS = (2016, 2017, 2018)
"""The span of years that is filtered for: a fifth of the made-up years."""

ANOTHER_SEED = 99


class Stopwatch:
    """Progress that notes when each phase began and each step ended, in seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.events: list[tuple[str, float]] = []

    def start(self, label: str, total: int) -> None:
        """Note the start of a phase."""
        self._note(label)

    def advance(self, note: str = "") -> None:
        """Note the end of a step."""
        self._note(note)

    def stop(self) -> None:
        """Note the end of a phase."""
        self._note("end")

    def _note(self, label: str) -> None:
        self.events.append((label, time.perf_counter() - self._start))


def memory() -> dict[str, float]:
    """Return this process's memory in MiB; no figures where the system is not Linux."""
    found = {}
    for path, name, key in (("status", "VmHWM", "peak"), ("smaps_rollup", "Pss", "pss")):
        file = Path("/proc/self") / path
        lines = file.read_text("ascii").splitlines() if file.exists() else []
        for line in lines:
            if line.startswith(f"{name}:"):
                found[key] = int(line.split()[1]) / 1024
    return found


def search(asked: Namespace) -> dict[str, Any]:
    """Open the library, search in several ways, and return times and memory."""
    assistant = open_assistant(asked.library)
    ready = time.monotonic() - asked.started
    opened = memory()
    areas = sorted({r.facts.area.value for r in assistant.reports() if r.facts.area.value})
    first, *plain = questions(asked.queries + 1, asked.seed, areas)
    begun = time.perf_counter()
    assistant.search(first, K)
    found: dict[str, Any] = {
        "ready_s": ready,
        "first_search_ms": 1000 * (time.perf_counter() - begun),
        "first_result_s": time.monotonic() - asked.started,
        "memory": {"opened": opened, "first result": memory()},
    }
    found["plain"] = [_timed(assistant, text) for text in plain]
    found["memory"]["queries"] = memory()
    some = questions(asked.queries // 2 + 1, asked.seed + 1000, areas)[1:]
    found["area"] = [_timed(assistant, t, Filters(area=(areas[i % len(areas)],))) for i, t in enumerate(some)]
    found["years"] = [_timed(assistant, text, Filters(year=YEARS)) for text in some]
    found["misspelled"] = [_timed(assistant, misspelled(text, asked.seed)) for text in some]
    found["memory"]["all"] = memory()
    return found


def ingest(asked: Namespace) -> dict[str, Any]:
    """Bring one more report into a copy of the library, as the product does; return the seconds of each step."""
    root = Path(asked.library)
    with tempfile.TemporaryDirectory(dir=root.parent) as folder:
        copy = shutil.copytree(root, Path(folder) / "library")
        report = Path(folder) / "one-more.txt"
        report.write_text(_another(copy), "utf-8")
        watch = Stopwatch()
        begun = time.perf_counter()
        (result,) = build_library([report], copy, watch)
        total = time.perf_counter() - begun
        begun = time.perf_counter()
        open_assistant(copy).search(questions(1, asked.seed)[0], K)
        searched = time.perf_counter() - begun
    found = steps(watch.events)
    return {"passages": result.passages, "total_s": total, "steps_s": found, "open_and_search_s": searched}


def _timed(assistant: Assistant, text: str, filters: Filters | None = None) -> dict[str, float]:
    start = time.perf_counter()
    found = assistant.search(text, K, filters)
    wall = 1000 * (time.perf_counter() - start)
    return {**found.timings_ms, "wall": wall, "hits": len(found.hits)}


def _another(root: Path) -> str:
    """Return the text of a report that the library does not hold: its report number 1 with other words.

    It is the same text for each size.
    """
    from growth_copies import Copies, read_source  # noqa: PLC0415 - not part of what searching needs

    with open_library(root) as library:
        first = next(report.id for report in library.reports() if Path(report.source).stem.endswith("-1"))
        source = read_source(library, [first])
    entry = Copies(source, ANOTHER_SEED).entry(1, len(source.reports[0].passages))
    return f"{entry.report.facts.title.value}\n\n{entry.report.text}"


def steps(events: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Return the seconds up to the end of each named step since the one before."""
    found, before = {}, 0.0
    for label, at in events:
        if label not in {"end", "Finishing the index"}:
            name = "read, embed, store" if ":" in label else label
            found[name] = at - before
            before = at
    return found


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("search", "ingest"))
    parser.add_argument("library")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--started", type=float, default=time.monotonic(), help="when the process was started")
    asked = parser.parse_args()
    print(json.dumps({"load": os.getloadavg()[0], **{"search": search, "ingest": ingest}[asked.what](asked)}))


if __name__ == "__main__":
    main()
