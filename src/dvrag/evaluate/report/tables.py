"""What stands in which table of a report; HTML, Markdown and the app only render them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvrag.evaluate.compare import Difference
from dvrag.evaluate.measures.catalogue import BY_KEY
from dvrag.evaluate.measures.confidence import BINS
from dvrag.evaluate.report import wording
from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import ANSWERED, GROUPED, Group, Summary
from dvrag.evaluate.systems import SYSTEMS
from dvrag.text.plain import capitalised, counted

LISTED = 30
"""Questions won, and questions lost, that a report names."""
_SHARES = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title, and whether it holds figures."""

    title: str
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text, as long as `columns`; the first cell of a row names it. `note` stands below."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """The `n` answers whose confidence lies in [low, high): their mean confidence and the share that is right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def measures(summary: Summary) -> Table:
    """Return every measure with its interval and whether its target is met."""
    columns = (
        Column("Measure", False),
        Column("What it says", False),
        Column("Value"),
        Column("95% interval"),
        Column("When answered"),
        Column("Questions"),
        Column("Target"),
        Column("Target met", False),
    )
    rows = []
    for figure in summary.figures:
        measure = BY_KEY[figure.key]
        met = {None: wording.NONE, True: "yes", False: "no"}[wording.met(measure, figure)]
        given = wording.share(figure.when_answered)
        figures = (wording.share(figure.value), wording.interval(figure.interval), given, f"{figure.n:,}")
        rows.append((wording.title(measure), measure.says, *figures, wording.target(measure), met))
    note = "All measures lie between 0 and 1. “When answered” leaves out the questions that got no answer."
    return Table("Every measure with its target", columns, tuple(rows), note)


def latency(summary: Summary) -> Table:
    """Return how long searching and answering took."""
    columns = (Column("Step", False), Column("Median"), Column("95 of 100 are faster than"))
    steps = (("Search", summary.search), ("Search and answer", summary.ask))
    rows = tuple((name, wording.milliseconds(t.p50), wording.milliseconds(t.p95)) for name, t in steps)
    return Table("Time for one question", columns, rows)


def types(summary: Summary) -> Table:
    """Return the figures by type of question; types without their feature say so."""
    found = _groups("By type of question", "Type", summary.types)
    marks = ("yes" if group.gated else wording.NOT_GATED for group in summary.types)
    rows = tuple((*row, mark) for row, mark in zip(found.rows, marks, strict=True))
    return Table(found.caption, (*found.columns, Column("Stands in the gate", False)), rows, found.note)


def families(summary: Summary) -> Table:
    """Return the figures by kind of report that the answer stands in."""
    return _groups("By kind of report", "Kind of report", summary.families)


def _groups(caption: str, first: str, groups: Sequence[Group]) -> Table:
    columns = (Column(first, False), Column("Questions"), *(Column(BY_KEY[key].title) for key in GROUPED))
    rows = tuple(
        (named(group), f"{group.n:,}", *(wording.share(group.values.get(key)) for key in GROUPED)) for group in groups
    )
    return Table(caption, columns, rows, f"{wording.NONE} stands where a measure does not apply.")


def named(group: Group) -> str:
    """Return a group's name for people."""
    return capitalised(wording.family(group.name))


def bins(run: Run) -> tuple[Bin, ...]:
    """Return the bins that hold an answer, lowest first; those of `confidence.calibration_error`."""
    groups: dict[int, list[tuple[float, float]]] = {}
    for record in run.records:
        if record.status == ANSWERED:
            place = min(BINS - 1, int(record.confidence * BINS))
            groups.setdefault(place, []).append((record.confidence, record.scores["right"]))
    return tuple(
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            n=len(answers),
            confidence=statistics.fmean(confidence for confidence, _ in answers),
            right=statistics.fmean(right for _, right in answers),
        )
        for place, answers in sorted(groups.items())
    )


def reliability(found: Sequence[Bin]) -> Table:
    """Return stated confidence against the share of right answers."""
    columns = (Column("Confidence", False), Column("Answers"), Column("Mean confidence"), Column("Share right"))
    rows = tuple(
        (f"{b.low:.1f} to {b.high:.1f}", f"{b.n:,}", wording.share(b.confidence), wording.share(b.right)) for b in found
    )
    return Table("Confidence and how often answers were right", columns, rows)


def risk(name: str, summary: Summary) -> Table:
    """Return the share of wrong answers among the surest ones, at steps of a tenth of the questions."""
    columns = (Column("Surest answers let through", False), Column("Wrong among them"))
    rows = []
    points = summary.curve.points
    for step in _SHARES:
        reached = next((point for point in points if point[0] >= step - 1e-9), None)
        if reached is not None:
            rows.append((f"{wording.percent(reached[0])} of the questions", wording.percent(reached[1])))
    if points and (not rows or rows[-1][0] != f"{wording.percent(points[-1][0])} of the questions"):
        rows.append((f"{wording.percent(points[-1][0])} of the questions", wording.percent(points[-1][1])))
    return Table(f"Wrong answers of {name} as less sure ones are let through", columns, tuple(dict.fromkeys(rows)))


def comparison(others: Beside) -> Table:
    """Return every compared measure in both runs, with what chance makes of the difference."""
    figures = ("Questions", *others.names, "Difference", "95% interval", "p", "p after Holm", "Effect size")
    counts = ("Better", "Worse", "Same")
    columns = (Column("Measure", False), *map(Column, (*figures, *counts)), Column("Finding", False))
    rows = tuple(_difference(item) for item in others.comparison.differences)
    note = (
        "p: paired randomisation test; after Holm: corrected for comparing several measures. Effect size: Cohen’s d of "
        "the paired differences. “No clear difference” means that chance alone would often show as much, not that "
        "both are equal."
    )
    return Table(f"{others.names[1]} against {others.names[0]}", columns, rows, note)


def _difference(item: Difference) -> tuple[str, ...]:
    low, high = (wording.signed(bound) for bound in item.interval)
    return (
        wording.title(BY_KEY[item.key]),
        f"{item.n:,}",
        wording.share(item.first),
        wording.share(item.second),
        wording.signed(item.difference),
        f"{low} to {high}",
        f"{item.p:.4f}",
        f"{item.p_holm:.4f}",
        wording.signed(item.effect, 2),
        f"{len(item.wins):,}",
        f"{len(item.losses):,}",
        f"{item.n - len(item.wins) - len(item.losses):,}",
        item.verdict,
    )


def changed(run: Run, others: Beside) -> tuple[Table, Table]:
    """Return the questions lost and the questions won, those with most measures changed first."""
    better = _measures_by_question((d.key, d.wins) for d in others.comparison.differences)
    worse = _measures_by_question((d.key, d.losses) for d in others.comparison.differences)
    return (
        _changed("Questions lost", "Worse in", run, worse),
        _changed("Questions won", "Better in", run, better),
    )


def _measures_by_question(items: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, questions in items:
        for identity in questions:
            found.setdefault(identity, []).append(BY_KEY[key].title)
    return found


def _changed(caption: str, heading: str, run: Run, found: dict[str, list[str]]) -> Table:
    records = run.by_id()
    ordered = sorted(found, key=lambda identity: (-len(found[identity]), identity))
    rows = tuple((i, records[i].question, ", ".join(found[i])) for i in ordered[:LISTED])
    left = len(ordered) - len(rows)
    note = f"{counted(left, 'more question')}: see report.json." if left else ""
    total = counted(len(ordered), "question")
    columns = (Column("Question", False), Column("What was asked", False), Column(heading, False))
    return Table(f"{caption}: {total}", columns, rows, note)


def made(run: Run, caption: str) -> Table:
    """Return settings and fingerprints: all that is needed to make the run again."""
    rows = (
        ("System", f"{run.system}: {SYSTEMS[run.system]}" if run.system in SYSTEMS else run.system),
        ("Settings changed", ", ".join(run.settings) or "none"),
        *((f"Model: {name}", value) for name, value in sorted(run.models.items())),
        ("Library", run.library),
        ("Gold file", run.gold),
        ("Gold questions, sha256", run.gold_sha256),
        ("Questions asked", f"{counted(len(run.records), 'question')}, split: {run.split}"),
        ("Started", wording.time(run.started)),
        ("Version of dvrag", run.version),
    )
    return Table(caption, (Column("What", False), Column("Value", False)), rows)
