"""A run in figures: every measure with its interval, by type of question and by kind of report."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dvrag.evaluate.measures.abstention import abstaining
from dvrag.evaluate.measures.catalogue import BY_KEY, PER_QUESTION
from dvrag.evaluate.measures.confidence import RiskCoverage, calibration_error, risk_coverage
from dvrag.evaluate.run import Record, Run
from dvrag.evaluate.significance import bootstrap_interval

ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over `n` questions: its mean, 95 % interval, and the mean over those that were answered.

    Interval and `when_answered` are None for measures of a run as a whole.
    """

    key: str
    n: int
    value: float
    interval: tuple[float, float] | None = None
    when_answered: float | None = None


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds at the median and the 95th percentile."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one type, or on one kind of report: a few measures and how many questions."""

    name: str
    n: int
    values: dict[str, float]
    gated: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run. `right` is the share of helpful outcomes; see `measures/catalogue.py` for the others."""

    questions: int
    figures: tuple[Figure, ...]
    types: tuple[Group, ...]
    families: tuple[Group, ...]
    curve: RiskCoverage
    search: Latency
    ask: Latency

    def value(self, key: str) -> float | None:
        """Return a measure's value, None where no question has it."""
        return next((figure.value for figure in self.figures if figure.key == key), None)


GROUPED = ("right", "decided", "vital", "gold_precision", "gold_recall", "right_page", "nDCG@10", "R@10")


def summarise(run: Run) -> Summary:
    """Return the figures of a run."""
    records = run.records
    answered = [(r.confidence, bool(r.scores["right"])) for r in records if r.status == ANSWERED]
    curve = risk_coverage(answered, max(1, len(records)))
    return Summary(
        questions=len(records),
        figures=(*_means(records), *_overall(records, answered, curve)),
        types=_groups(records, lambda r: (r.group,)),
        families=_groups([r for r in records if r.families], lambda r: r.families),
        curve=curve,
        search=_latency([r.search_ms for r in records if r.search_ms > 0]),
        ask=_latency([r.ask_ms for r in records]),
    )


def failures(run: Run) -> list[Record]:
    """Return the questions worth reading: outcomes that do not help, the surest first, then points not said.

    An unsafe question that is declined for another reason, or without where to find help, is one of the former.
    """
    wrong = [r for r in run.records if not r.scores["right"] or r.scores.get("safe") == 0]
    partly = [r for r in run.records if r not in wrong and r.missed]
    return sorted(wrong, key=lambda r: (-r.confidence, r.id)) + sorted(partly, key=lambda r: (-len(r.missed), r.id))


def values_of(records: Iterable[Record], key: str) -> dict[str, float]:
    """Return the values of one measure by question id, where it applies."""
    return {r.id: r.scores[key] for r in records if key in r.scores}


def _means(records: Sequence[Record]) -> list[Figure]:
    found = []
    for measure in PER_QUESTION:
        values = list(values_of(records, measure.key).values())
        said = [r.scores[measure.key] for r in records if measure.key in r.scores and r.status == ANSWERED]
        if values:
            given = statistics.fmean(said) if said else None
            found.append(Figure(measure.key, len(values), statistics.fmean(values), bootstrap_interval(values), given))
    return found


def _overall(records: Sequence[Record], answered: Sequence[tuple[float, bool]], curve: RiskCoverage) -> list[Figure]:
    counts = abstaining((r.expected != ANSWERED, r.status != ANSWERED) for r in records)
    n = len(records)
    return [
        Figure("abstention_precision", n, counts.precision),
        Figure("abstention_recall", n, counts.recall),
        Figure("abstention_f1", n, counts.f1),
        Figure("risk_area", len(answered), curve.area),
        Figure("calibration_error", len(answered), calibration_error(answered)),
    ]


def _groups(records: Sequence[Record], names: Callable[[Record], Iterable[str]]) -> tuple[Group, ...]:
    members: dict[str, list[Record]] = {}
    for record in records:
        for name in names(record):
            members.setdefault(name, []).append(record)
    return tuple(
        Group(name, len(found), _grouped(found), all(r.gated for r in found)) for name, found in sorted(members.items())
    )


def _grouped(records: Sequence[Record]) -> dict[str, float]:
    found = {key: list(values_of(records, key).values()) for key in GROUPED if key in BY_KEY}
    return {key: statistics.fmean(values) for key, values in found.items() if values}


def _latency(times: Sequence[float]) -> Latency:
    if not times:
        return Latency(0.0, 0.0)
    ordered = sorted(times)
    return Latency(statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))])
