"""What a run leaves behind: a table, a plot and the figures as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import plots
from benchmarks.speed.machine import Machine
from benchmarks.speed.plan import Run
from benchmarks.speed.steps import Record, event, save
from benchmarks.speed.summary import MEASURES, Measure, Spread, Target, over_rounds, ratios, targets, values_of
from benchmarks.speed.systems import BY_NAME

NAME = "speed"
BUSY_NAMED = 6
"""Steps on a busy machine are named up to this number, else counted only; the JSON names all."""
MET = {True: "yes", False: "no", None: "–"}


@dataclass(frozen=True)
class Result:
    """All that is reported of a run."""

    about: Mapping[str, Any]
    results: Mapping[str, Mapping[str, Spread]]
    ratios: Mapping[str, Mapping[str, Spread]]
    targets: Sequence[Target]
    versions: Mapping[str, Mapping[str, str]]


def result_of(run: Run, records: Sequence[Record], machine: Machine, questions_sha256: str) -> Result:
    """Return what is reported of the records of a run."""
    values = values_of(records, run.questions)
    order = sorted(values, key=list(BY_NAME).index)
    values = {system: values[system] for system in order}
    first = {system: _first(records, system) for system in order}
    about = {
        "run": run.id,
        "machine": machine.as_dict(),
        "rounds": max(kept["round"] for kept in records),
        "pdfs": len(run.pdfs),
        "pdf_bytes": sum(pdf.stat().st_size for pdf in run.pdfs),
        "questions": len(run.questions),
        "questions_sha256": questions_sha256,
        "finished": max(kept["finished"] for kept in records),
        "steps": len(records),
        "busy_steps": [_named(kept) for kept in records if not kept["load"]["calm"]],
        "prepare_s": next((kept["events"][0]["at"] for kept in records if kept["command"] == "prepare"), None),
        "phases": {system: event(kept, "ingested")["phases"] for system, kept in first.items()},
    }
    compared = {measure.key: ratios(values, measure.key) for measure in MEASURES if measure.ratio}
    versions = {system: event(kept, "counted")["versions"] for system, kept in first.items()}
    return Result(about, over_rounds(values), compared, targets(values), versions)


def write(result: Result, folder: Path) -> tuple[Path, ...]:
    """Write `speed.md`, `speed.json`, `speed.svg` and `speed.png`; return them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{NAME}.{ending}" for ending in ("md", "json", "svg", "png"))
    picture = plots.chart(result.results, {name: BY_NAME[name].title for name in result.results}, _data(result.about))
    paths[0].write_text("\n".join(_page(result)) + "\n", "utf-8")
    save(paths[1], asdict(result))
    paths[2].write_text(plots.svg(picture), "utf-8")
    paths[3].write_bytes(plots.png(picture))
    return paths


def cell(value: Spread, digits: int) -> str:
    """Return a median with its range, the median alone where all rounds agree to the last digit shown."""
    low, high = f"{value.low:,.{digits}f}", f"{value.high:,.{digits}f}"
    middle = f"{value.median:,.{digits}f}"
    return middle if low == high else f"{middle} ({low}–{high})"


def _first(records: Sequence[Record], system: str) -> Record:
    return next(kept for kept in records if kept["system"] == system and kept["command"] == "ingest")


def _named(kept: Record) -> str:
    return f"round {kept['round']}, {kept['system']} {kept['command']}"


def _page(result: Result) -> Iterator[str]:
    yield "# Speed beside other systems"
    yield ""
    yield "Written by `make bench`; what is measured and how each system is set up: [benchmarks](../README.md)."
    yield ""
    yield from _about(result.about)
    yield ""
    yield "![Bars of each measure and system](speed.svg)"
    yield ""
    yield "Medians over the rounds, lowest and highest in brackets."
    yield ""
    yield from _table(result.results, MEASURES)
    yield ""
    yield "## Against dvrag"
    yield ""
    yield "How many times dvrag's value each peer's is, in the same round: above 1 dvrag needs less."
    yield ""
    peers = [name for name in result.results if any(name in found for found in result.ratios.values())]
    by_system = {name: {key: found[name] for key, found in result.ratios.items()} for name in peers}
    yield from _table(by_system, [m for m in MEASURES if m.ratio], 2)
    yield ""
    yield "## What was aimed at"
    yield ""
    yield "The first two count only if the next two are met."
    yield ""
    yield from ("| Aim | Reached | Met |", "|---|---|---|")
    yield from (f"| {target.aim} | {target.reached} | {MET[target.met]} |" for target in result.targets)
    yield ""
    yield "## Versions"
    yield ""
    for system, found in result.versions.items():
        yield f"- {BY_NAME[system].title}: {', '.join(f'{name} {number}' for name, number in found.items())}"


def _about(about: Mapping[str, Any]) -> Iterator[str]:
    machine = about["machine"]
    yield (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gib']} GiB of memory, {machine['system']}, "
        f"Python {machine['python']}; processor only."
    )
    yield f"{_data(about)}; questions sha256 `{about['questions_sha256']}`; run {about['run']}, {about['finished']}."
    if about["prepare_s"] is not None:
        yield f"Not in the figures: dvrag's converting the model, once a machine: {about['prepare_s']:.1f} s."
    if busy := about["busy_steps"]:
        named = f": {'; '.join(busy)}" if len(busy) <= BUSY_NAMED else ""
        yield f"Something else kept the machine busy when {len(busy)} of {about['steps']} steps began{named}."


def _data(about: Mapping[str, Any]) -> str:
    size, rounds = f"{about['pdf_bytes'] / 1024**2:.1f} MiB", "round" if about["rounds"] == 1 else "rounds"
    return f"{about['pdfs']} PDFs ({size}), {about['questions']} questions, {about['rounds']} {rounds}"


def _table(
    columns: Mapping[str, Mapping[str, Spread]], measures: Sequence[Measure], digits: int | None = None
) -> Iterator[str]:
    if not columns:
        yield "Not measured."
        return
    yield f"| | {' | '.join(BY_NAME[name].title for name in columns)} |"
    yield f"|---|{'---:|' * len(columns)}"
    for measure in measures:
        shown = measure.digits if digits is None else digits
        yield f"| {measure.title} | {' | '.join(cell(v[measure.key], shown) for v in columns.values())} |"
