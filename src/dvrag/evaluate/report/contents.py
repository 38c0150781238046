"""What stands where in a report, in order: sections with their sentences, tables, charts and questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dvrag.evaluate.measures.catalogue import BY_KEY
from dvrag.evaluate.report import plots, tables, wording
from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.cases import Case, cases
from dvrag.evaluate.report.plots import Chart
from dvrag.evaluate.report.tables import Table, bins
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Figure, Summary, failures
from dvrag.text.plain import counted

MEASURES, DIFFERENT = "All measures", "What is different"


@dataclass(frozen=True, slots=True)
class Headline:
    """Sentences on the whole, and the measures that meet their targets and those that do not, a line each."""

    sentences: tuple[str, ...]
    met: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart and what it shows, in a sentence for those who do not see it."""

    says: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. `tables` hold the figures of its charts too, so that a report without charts lacks nothing."""

    title: str
    text: tuple[str, ...] = ()
    plots: tuple[Plot, ...] = ()
    tables: tuple[Table, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """A report: its title, its headline, its sections."""

    title: str
    headline: Headline
    sections: tuple[Section, ...]


def contents(run: Run, summary: Summary, others: Beside | None = None) -> Contents:
    """Return what a report of a run shows, beside an earlier run where there is one."""
    title = f"Evaluation of {run.name}" + (f" beside {others.run.name}" if others else "")
    found = [_measures(summary)]
    if others is not None:
        found.insert(0, _comparison(run, summary, others))
    found += [_types(summary), _families(summary), _confidence(run, summary, others), _reading(run), _made(run, others)]
    return Contents(title, headline(run, summary, others), tuple(found))


def headline(run: Run, summary: Summary, others: Beside | None) -> Headline:
    """Return what was asked of what, how often the outcome helps, and which targets are met."""
    asked = counted(summary.questions, "question")
    which = {"dev": "development ", "test": "test "}.get(run.split, "")
    first = f"{run.name} was asked the {asked.replace(' question', f' {which}question')} of {run.gold}."
    sentences = [first, *_helpful(summary), _outcomes(run)]
    if others is not None:
        sentences.append(_compared(others))
    targets = [(f, wording.met(BY_KEY[f.key], f)) for f in summary.figures]
    states = [state for _, state in targets if state is not None]
    sentences.append(f"{sum(states)} of {counted(len(states), 'target')} met.")
    return Headline(
        tuple(sentences),
        tuple(_line(f) for f, state in targets if state is True),
        tuple(_line(f) for f, state in targets if state is False),
    )


def _helpful(summary: Summary) -> list[str]:
    right = next((figure for figure in summary.figures if figure.key == "right"), None)
    if right is None:
        return []
    bounds = ""
    if right.interval is not None:
        low, high = (wording.percent(bound) for bound in right.interval)
        bounds = f" (95% interval: {low} to {high})"
    helped = round(right.value * right.n)
    return [
        f"The outcome helps in {helped:,} of {right.n:,}, {wording.percent(right.value)}{bounds}: "
        "at least half of the vital points with a right page, or rightly no answer."
    ]


def _outcomes(run: Run) -> str:
    found = Counter(record.status for record in run.records)
    parts = (f"answered {found['answered']:,}", f"found nothing for {found['not_found']:,}")
    return f"It {', '.join(parts)} and declined {found['declined']:,}."


def _compared(others: Beside) -> str:
    before, after = others.names
    verdicts: dict[str, list[str]] = {}
    for item in others.comparison.differences:
        verdicts.setdefault(item.verdict, []).append(BY_KEY[item.key].title)
    told = [f"{word} in {_listed(verdicts[word])}" for word in ("better", "worse") if word in verdicts]
    if not told:
        return f"Against {before}, no measure of {after} shows a clear difference."
    rest = "; in the other measures there is no clear difference" if "no clear difference" in verdicts else ""
    return f"Against {before}, {after} is {' and '.join(told)}{rest}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _line(figure: Figure) -> str:
    measure = BY_KEY[figure.key]
    return f"{measure.title}: {wording.share(figure.value)}, target {wording.target(measure)}"


def _measures(summary: Summary) -> Section:
    return Section(MEASURES, tables=(tables.measures(summary), tables.latency(summary)))


def _comparison(run: Run, summary: Summary, others: Beside) -> Section:
    before, after = others.names
    says = f"Each compared measure for {before} (squares) and {after} (circles), with its 95% interval."
    chart = plots.before_after(others.names, others.summary, summary)
    asked = counted(others.comparison.questions, "question")
    text = (f"Both were asked the same {asked}. A difference above 0 means that {after} is better.",)
    changed = tuple(table for table in tables.changed(run, others) if table.rows)
    return Section(DIFFERENT, text, (Plot(says, chart),), (tables.comparison(others), *changed))


def _types(summary: Summary) -> Section:
    ungated = [tables.named(group) for group in summary.types if not group.gated]
    text = (f"Marked *: {', '.join(ungated)} ({wording.NOT_GATED}).",) if ungated else ()
    says = "Helpful outcomes (filled bars) and vital points said (outlined bars) for each type of question."
    plot = Plot(says, plots.by_group(summary.types, "By type of question", marked=True))
    return Section("By type of question", text, (plot,), (tables.types(summary),))


def _families(summary: Summary) -> Section:
    if not summary.families:
        return Section("By kind of report", ("No question has its answer in a report.",))
    text = ("A question counts for each kind of report that holds an answer to it.",)
    says = "Helpful outcomes (filled bars) and vital points said (outlined bars) for each kind of report."
    plot = Plot(says, plots.by_group(summary.families, "By kind of report"))
    return Section("By kind of report", text, (plot,), (tables.families(summary),))


def _confidence(run: Run, summary: Summary, others: Beside | None) -> Section:
    title = "Whether stated confidence can be believed"
    found = bins(run)
    if not found:
        return Section(title, ("No question was answered, so no confidence was stated.",))
    of = {run.name: summary} if others is None else {others.names[1]: summary, others.names[0]: others.summary}
    shown = (
        Plot(
            "Share of wrong answers as ever less sure ones are let through; lower is better.",
            plots.risk_coverage({name: one.curve for name, one in of.items()}),
        ),
        Plot(
            "Share of right answers against stated confidence. On the dashed line both are equal; below it, answers "
            "are less often right than they claim. The figure at a point says how many answers it stands for.",
            plots.reliability(found),
        ),
    )
    risks = (tables.risk(name, one) for name, one in of.items() if one.curve.points)
    return Section(title, (), shown, (*risks, tables.reliability(found)))


def _reading(run: Run) -> Section:
    title = "Questions worth reading"
    total, shown = len(failures(run)), cases(run)
    if not total:
        return Section(title, ("Every outcome helps and no vital point is left out.",))
    text = "Outcomes that do not help, the surest first; then answers that leave vital points out."
    left = total - len(shown)
    if left:
        text += f" {counted(left, 'more is', 'more are')} named in report.json."
    return Section(title, (text,), cases=shown)


def _made(run: Run, others: Beside | None) -> Section:
    found = [tables.made(run, f"Settings and fingerprints of {run.name}")]
    if others is not None:
        found.append(tables.made(others.run, f"Settings and fingerprints of {others.run.name}, set beside it"))
    return Section("How this was made", tables=tuple(found))
