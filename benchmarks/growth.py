"""How a library grows: time, memory and disk from a thousand to a million passages.

Run: `.venv/bin/python benchmarks/growth.py [--sizes 1000,10000,100000,1000000] [--queries 200] [--rounds 3]`

Makes each library in the folder --work from copies of the reports of --library (or of a folder of PDFs, --pdfs), unless
it is there already, then measures: opening and searching in a new process for each size, sizes in turn over the rounds;
at last what one more report costs. `--rounds 0` only makes the libraries; `--republish` builds their indexes anew.
Room needed on disk: about 6 KB a passage, twice that while one more report is brought into a copy (`--no-ingest` leaves
that out). Writes growth.json, growth.md, growth.png and growth.svg into --out; prints the tables.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from growth_library import Made, library_of, sizes_on_disk
from growth_report import draw, markdown, summed_up

from dvrag.assembly import build_library

MEASURE = Path(__file__).with_name("growth_measure.py")


def measured(what: str, root: Path, *options: str) -> dict[str, Any]:
    """Return what `growth_measure.py` prints about a library, run in a new process."""
    started = f"{time.monotonic()}"
    command = [sys.executable, str(MEASURE), what, str(root), "--started", started, *options]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise SystemExit(f"{what} of {root} failed:\n{run.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def results(asked: Namespace, made: Sequence[Made]) -> list[dict[str, Any]]:
    """Measure all libraries and return the figures of each."""
    rounds: list[list[dict[str, Any]]] = [[] for _ in made]
    for number in range(asked.rounds):
        for found, item in zip(rounds, made, strict=True):
            options = ("--queries", str(asked.queries), "--seed", str(number + 1))
            found.append(measured("search", item.root, *options))
            print(f"round {number + 1}: {item.record['passages']:,} passages searched", file=sys.stderr)
    figures = []
    for found, item in zip(rounds, made, strict=True):
        ingested = measured("ingest", item.root) if asked.ingest else {}
        figures.append(summed_up(item.record, sizes_on_disk(item.root), found, ingested))
    return figures


def machine() -> dict[str, str]:
    """Return what the figures depend on: processor, cores, versions."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text("utf-8").splitlines() if names.exists() else []
    processor = next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.processor())
    return {
        "processor": processor,
        "cores": str(os.cpu_count()),
        "Python": platform.python_version(),
        "dvrag": version("dvrag"),
        "apsw": version("apsw"),
        "faiss": version("faiss-cpu"),
        "openvino": version("openvino"),
    }


def source_of(asked: Namespace) -> Path:
    """Return the library whose reports are copied, built from PDFs first where they are named."""
    if asked.pdfs is None:
        return Path(asked.library)
    folder = Path(asked.work) / "source"
    ready = folder.with_suffix(".ready")
    if not ready.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        build_library([asked.pdfs], folder)
        ready.touch()
    return folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Make, measure, write and print."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--queries", type=int, default=200, help="plain ones, each size and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, default=Path(".cache/growth"))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    parser.add_argument("--library", default="index")
    parser.add_argument("--pdfs", type=Path)
    parser.add_argument("--republish", action="store_true")
    parser.add_argument("--no-ingest", dest="ingest", action="store_false")
    asked = parser.parse_args(arguments)
    asked.work.mkdir(parents=True, exist_ok=True)
    source = source_of(asked)
    made = []
    for size in (int(text) for text in asked.sizes.split(",")):
        made.append(library_of(size, asked.work, source, republish=asked.republish))
        rate = made[-1].record["passages_per_s"]
        print(f"{size:,} passages in {made[-1].root.parent.name}, written at {rate:.0f} a second", file=sys.stderr)
    if not asked.rounds:
        return
    figures = results(asked, made)
    asked.out.mkdir(parents=True, exist_ok=True)
    written = {"machine": machine(), "sizes": figures}
    (asked.out / "growth.json").write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    text = markdown(written["machine"], figures)
    (asked.out / "growth.md").write_text(text, "utf-8")
    draw(figures, asked.out)
    print(text)


if __name__ == "__main__":
    main()
