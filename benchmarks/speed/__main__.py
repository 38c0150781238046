"""Measure dvrag beside other systems on the same PDFs with the same model: `make bench`.

Rounds are interleaved, each finished step is kept in a file, and the same command goes on where it was stopped.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed import machine, plan, report
from benchmarks.speed.errors import BenchError
from benchmarks.speed.questions import about, read_questions
from benchmarks.speed.systems import BY_NAME, REPOSITORY, chosen, python_of

PDFS = REPOSITORY.parent / "shared" / "data" / "inspection-reports" / "pdfs"
QUESTIONS = Path(__file__).with_name("questions.csv")
RESULTS = REPOSITORY / "benchmarks" / "results"
WORK = REPOSITORY / ".cache" / "bench"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    asked = _parsed(arguments)
    try:
        paths = measure(asked)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. The same command goes on from here.", file=sys.stderr)
        return 130
    print("\n".join(f"Wrote {path}" for path in paths))
    return 0


def measure(asked: Namespace) -> tuple[Path, ...]:
    """Carry out what is not finished, write the results and return their files. Raises BenchError."""
    systems = chosen(asked.systems)
    for system in systems:
        python_of(system)
    pdfs = plan.pdfs_in(asked.pdfs, asked.limit)
    frozen, here = read_questions(asked.questions), machine.describe()
    identity = plan.run_id(pdfs, frozen.sha256, here)
    run = plan.Run(
        id=identity,
        pdfs=pdfs,
        questions=about(frozen.questions, {pdf.name for pdf in pdfs}),
        folder=asked.out / "runs" / identity,
        work=asked.work / identity,
        patience=asked.patience,
    )
    plan.lay_out(run, fresh=asked.fresh)
    print(f"Run {identity}: {len(pdfs)} PDFs, {len(run.questions)} questions, {asked.rounds} rounds", flush=True)
    records = plan.carry_out(run, plan.steps_of(systems, asked.rounds), lambda line: print(line, flush=True))
    return report.write(report.result_of(run, records, here, frozen.sha256), asked.out)


def _parsed(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser("benchmarks.speed", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--systems", nargs="+", default=(), metavar="NAME", help=f"of {', '.join(BY_NAME)}; else all")
    parser.add_argument("--rounds", type=_count, default=3, help="default: 3")
    parser.add_argument("--pdfs", type=Path, default=PDFS, metavar="DIR", help="the folder with the PDFs")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, metavar="FILE", help="CSV: id,question,file,pages")
    parser.add_argument("--out", type=Path, default=RESULTS, metavar="DIR", help="where the results go")
    parser.add_argument("--work", type=Path, default=WORK, metavar="DIR", help="where the indexes go meanwhile")
    parser.add_argument("--limit", type=_count, metavar="N", help="only N of the PDFs, spread over all")
    parser.add_argument("--patience", type=float, default=machine.PATIENCE, help="seconds to wait for a calm machine")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before with the same inputs")
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
