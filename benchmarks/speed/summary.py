"""Figures from records: per system and round, over the rounds, against dvrag, and against what was aimed at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.speed.questions import Question, page_recall
from benchmarks.speed.steps import Record, event

MIB = 1024**2


@dataclass(frozen=True)
class Measure:
    """A measure: its key, its name with the unit, the digits behind the point, and whether less is better.

    Only those with `ratio` are set against dvrag's.
    """

    key: str
    title: str
    digits: int = 1
    less: bool = True
    ratio: bool = False


MEASURES = (
    Measure("ingest_s", "Ingest, seconds from the start of the process to the saved index", ratio=True),
    Measure("start_s", "… of which before any work: interpreter and imports, seconds"),
    Measure("work_s", "… of which work, with loading the model, seconds", ratio=True),
    Measure("pages_per_s", "Pages a second of ingest", less=False),
    Measure("passages_per_s", "Passages a second of ingest", less=False),
    Measure("tokens_per_s", "Tokens encoded a second of ingest", 0, less=False),
    Measure("ingest_peak_mib", "Peak memory while ingesting, MiB (PSS of the process tree)", 0, ratio=True),
    Measure("disk_mib", "Size on disk, MiB", ratio=True),
    Measure("disk_own_mib", "… of which without kept copies of the PDFs, MiB", ratio=True),
    Measure("cold_start_s", "Cold start, seconds from the start of the process to the first answer", 2, ratio=True),
    Measure("query_median_ms", "Query, median milliseconds", ratio=True),
    Measure("query_p95_ms", "Query, 95th percentile, milliseconds", ratio=True),
    Measure("query_peak_mib", "Peak memory while asking, MiB (PSS of the process tree)", 0, ratio=True),
    Measure("page_recall_at_10", "Page recall@10", 3, less=False),
    Measure("pages", "Pages", 0, less=False),
    Measure("passages", "Passages", 0, less=False),
    Measure("tokens", "Tokens encoded", 0, less=False),
    Measure("truncated", "Passages that the encoder cut off", 0),
    Measure("limit", "Tokens of a passage that the encoder reads", 0),
)


@dataclass(frozen=True)
class Spread:
    """A measure over the rounds."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Target:
    """Something aimed at, what was reached, and whether that is enough; `met` is None where it was not measured."""

    aim: str
    reached: str
    met: bool | None


Values = Mapping[str, Mapping[int, Mapping[str, float]]]
"""System → round → measure → value."""


def values_of(records: Sequence[Record], questions: Sequence[Question]) -> dict[str, dict[int, dict[str, float]]]:
    """Return every measure of every system in every round."""
    values: dict[str, dict[int, dict[str, float]]] = {}
    for kept in records:
        if kept["command"] == "prepare":
            continue
        measured = _ingest(kept) if kept["command"] == "ingest" else _query(kept, questions)
        values.setdefault(kept["system"], {}).setdefault(kept["round"], {}).update(measured)
    return values


def spread(numbers: Sequence[float]) -> Spread:
    """Return the median with the lowest and the highest."""
    return Spread(median(numbers), min(numbers), max(numbers))


def over_rounds(values: Values) -> dict[str, dict[str, Spread]]:
    """Return system → measure → spread."""
    return {
        system: {m.key: spread([rounds[r][m.key] for r in sorted(rounds)]) for m in MEASURES}
        for system, rounds in values.items()
    }


def ratios(values: Values, key: str, against: str = "dvrag") -> dict[str, Spread]:
    """Return how many times another system's value each system's is, both of the same round."""
    if against not in values:
        return {}
    own = values[against]
    return {
        system: spread([rounds[r][key] / own[r][key] for r in sorted(rounds) if r in own])
        for system, rounds in values.items()
        if system != against
    }


def fastest_ratio(values: Values, key: str) -> Spread | None:
    """Return how many times dvrag's value the lowest of the peers' is, both of the same round."""
    own, peers = values.get("dvrag"), [rounds for system, rounds in values.items() if system != "dvrag"]
    if not own or not peers:
        return None
    return spread([min(rounds[r][key] for rounds in peers) / own[r][key] for r in sorted(own)])


def targets(values: Values) -> tuple[Target, ...]:
    """Return what was aimed at, with what was reached; a median ratio over the rounds decides."""
    ingest, memory = ratios(values, "ingest_s").get("langchain"), ratios(values, "ingest_peak_mib").get("langchain")
    first, query = fastest_ratio(values, "ingest_s"), fastest_ratio(values, "query_median_ms")
    return (
        _times("Ingest at least 5 times as fast as LangChain's", ingest, 5),
        _times("Ingest ahead of every peer (the fastest peer's time against dvrag's)", first, 1),
        _whole(values),
        _recall(values),
        _times("Query median at most a third of the fastest peer's", query, 3),
        _times("Peak memory while ingesting at most half of LangChain's", memory, 2),
    )


def _ingest(kept: Record) -> dict[str, float]:
    saved, counted = event(kept, "ingested"), event(kept, "counted")
    seconds = saved["at"]
    counts = {key: counted[key] for key in ("pages", "passages", "tokens", "truncated", "limit")}
    return {
        **counts,
        "ingest_s": seconds,
        "start_s": seconds - sum(saved["phases"].values()),
        "work_s": sum(saved["phases"].values()),
        "pages_per_s": counted["pages"] / seconds,
        "passages_per_s": counted["passages"] / seconds,
        "tokens_per_s": counted["tokens"] / seconds,
        "ingest_peak_mib": saved["peak_bytes"] / MIB,
        "disk_mib": kept["disk_bytes"] / MIB,
        "disk_own_mib": (kept["disk_bytes"] - counted["kept_bytes"]) / MIB,
    }


def _query(kept: Record, questions: Sequence[Question]) -> dict[str, float]:
    answers = event(kept, "answers")
    times = sorted(answer["ms"] for answer in answers["answers"])
    return {
        "cold_start_s": event(kept, "first answer")["at"],
        "query_median_ms": median(times),
        "query_p95_ms": quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0],
        "query_peak_mib": answers["peak_bytes"] / MIB,
        "page_recall_at_10": page_recall(questions, {a["id"]: a["pages"] for a in answers["answers"]}),
    }


def _times(aim: str, reached: Spread | None, least: float) -> Target:
    if reached is None:
        return Target(aim, "not measured", None)
    words = f"{reached.median:.1f} times ({reached.low:.1f} to {reached.high:.1f})"
    return Target(aim, words, reached.median >= least)


def _whole(values: Values) -> Target:
    aim = "No passage of dvrag is cut off by the encoder"
    return _of_dvrag(values, aim, "truncated", lambda cut: (f"{cut:.0f} cut off", cut == 0))


def _recall(values: Values) -> Target:
    aim = "Page recall@10 at least that of the best peer"
    peers = {s: max(r["page_recall_at_10"] for r in rounds.values()) for s, rounds in values.items() if s != "dvrag"}
    if not peers:
        return Target(aim, "not measured", None)
    best = max(peers, key=lambda system: peers[system])
    return _of_dvrag(
        values, aim, "page_recall_at_10", lambda own: (f"{own:.3f}, {best} {peers[best]:.3f}", own >= peers[best])
    )


def _of_dvrag(values: Values, aim: str, key: str, judged: Callable[[float], tuple[str, bool]]) -> Target:
    if "dvrag" not in values:
        return Target(aim, "not measured", None)
    reached, met = judged(median(rounds[key] for rounds in values["dvrag"].values()))
    return Target(aim, reached, met)
