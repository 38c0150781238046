"""Progress: how a learner fares by theme, what to work on next, and a team view that names nobody unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.learning.learners import Learner, LearnerId, Progress, TeamView, ThemeProgress
from dvrag.trainer import Trainer
from dvrag.training.practice.progress import KNOWN, LEAST
from dvrag.ui import words
from dvrag.ui.evaluating import view
from dvrag.ui.markup import element, escaped, plain, show
from dvrag.ui.plots import MOST, said, show_bars
from dvrag.ui.training.sitting import profiles

TEAM = LearnerId(-1)
"""Stands for everybody together."""
LOW = round(100 * KNOWN)
"""Right answers of a hundred below which a theme is called low."""
_WHO = "train_progress_who"


def show_progress(trainer: Trainer, practise: Callable[[str], None]) -> None:
    """Show how a learner or all together fare; `practise` turns to practising a theme."""
    show(element("h2", escaped("Progress")))
    known = {one.id: one for one in trainer.learners()}
    if not known:
        line = "Nobody has practised yet. Open Practise and answer some questions: what comes of it is shown here."
        show(element("p", escaped(line)))
        return
    whose = _whose(known)
    if whose == TEAM:
        _team(trainer.team(), practise)
    else:
        _one(trainer.progress(whose), practise)


def _whose(known: dict[LearnerId, Learner]) -> LearnerId:
    last = st.session_state.get(profiles.CHOICE)
    if st.session_state.get(_WHO) not in {*known, TEAM}:
        st.session_state[_WHO] = last if last in known else TEAM  # nobody else's is preselected
    return st.selectbox(
        "Whose progress",
        [*known, TEAM],
        key=_WHO,
        format_func=lambda one: known[one].shown if one in known else "All together (team view)",
        persist_state="session",
    )


def _one(progress: Progress, practise: Callable[[str], None]) -> None:
    if not progress.answered:
        show(element("p", escaped("No question answered yet. Open Practise to begin."), role="status"))
        return
    due = words.count(progress.due, "question is", "questions are") if progress.due else "No question is"
    line = f"{words.count(progress.answered, 'answer')}, {progress.right} right. {due} due again."
    show(element("p", escaped(line), role="status"))
    _weak(progress.weak, progress.themes, practise)
    _figures(progress.themes, "mine")
    _days(progress.days)


def _team(team: TeamView, practise: Callable[[str], None]) -> None:
    line = (
        f"{words.count(team.learners, 'learner')} together. Only people who entered a name are named. A theme that "
        f"fewer than {team.at_least} people answered is left out of the sums, so that nobody can be told from it."
    )
    show(element("p", escaped(line), role="status"))
    if team.held_back:
        show(element("p", escaped(f"{words.count(team.held_back, 'theme is', 'themes are')} left out."), "dv-soft"))
    if team.themes:
        _weak(team.weak, team.themes, practise)
        _figures(team.themes, "team")
    if team.members:
        rows = tuple(_member(one) for one in team.members)
        columns = (Column("Name", False), Column("Answers", True), Column("Right", True), Column("Due", True))
        view.apply_style()
        show(element("h3", escaped("People who entered a name")), view.table(Table("Their answers", columns, rows)))


def _member(one: Progress) -> tuple[str, ...]:
    return (one.learner.shown, f"{one.answered:,}", f"{one.right:,}", f"{one.due:,}")


def _weak(weak: Sequence[str], themes: Sequence[ThemeProgress], practise: Callable[[str], None]) -> None:
    if not weak:
        return
    labels = {theme.theme: theme.label for theme in themes}
    show(element("h3", escaped("To work on next")))
    with st.container(horizontal=True):
        for name in weak:
            label = plain(labels.get(name, name.replace("_", " ")))
            st.button(f"Practise {label}", key=f"train-weak-{name}", on_click=practise, args=(name,))


def _figures(themes: Sequence[ThemeProgress], key: str) -> None:
    """Show answers and right answers by theme as plots, and the same in a table."""
    if not any(theme.answered for theme in themes):
        show(element("p", escaped("The questions answered so far belong to no theme, so there is nothing to compare.")))
        return
    left, right = st.columns(2, gap="large")
    answered = {theme.label: theme.answered for theme in sorted(themes, key=lambda t: -t.answered) if theme.answered}
    shares = {theme.label: share(theme) for theme in sorted(themes, key=share) if theme.answered >= LEAST}
    with left:
        _plot("Answers by theme", answered, said(_first(answered), len(answered) - MOST), f"{key}-answers")
    with right:
        if shares:
            _plot("Right answers of a hundred, by theme", shares, lowest(shares), f"{key}-right")
        else:
            few = f"How many of a hundred were right is shown for a theme from {LEAST} answers on."
            show(element("p", escaped(few), "dv-soft"))
    view.apply_style()
    columns = (
        Column("Theme", False),
        Column("Answers", True),
        Column("Right", True),
        Column("Last ten", True),
        Column("Due", True),
    )
    note = "A question may have several themes, or none, so these need not add up to the total."
    show(view.table(Table("The same figures", columns, tuple(_row(theme) for theme in themes), note)))


def share(theme: ThemeProgress) -> int:
    """Return how many of a hundred answers on a theme were right."""
    return round(100 * theme.right / theme.answered) if theme.answered else 0


def _row(theme: ThemeProgress) -> tuple[str, ...]:
    recent = f"{theme.recent_right} of {theme.recent}" if theme.recent else "–"
    right = f"{theme.right:,} ({share(theme)}%)" if theme.answered >= LEAST else f"{theme.right:,}"
    return (theme.label, f"{theme.answered:,}", right, recent, f"{theme.due:,}")


def lowest(shares: Mapping[str, int]) -> str:
    """Return the lowest shares of right answers in words; `shares` holds them from the lowest on."""
    low = [f"{name} {n}" for name, n in list(shares.items())[:3] if n < LOW]
    left = len(shares) - MOST
    said = f"Lowest: {', '.join(low)}." if low else f"None is below {LOW}."
    return f"{said}{f' {left} more are not shown.' if left > 0 else ''}"


def _first(values: Mapping[str, int]) -> dict[str, int]:
    return dict(list(values.items())[:MOST])


def _plot(title: str, values: Mapping[str, int], says: str, key: str) -> None:
    """Show the first bars of a plot, and in words what they say."""
    show(element("h3", escaped(title)))
    show_bars(_first(values), key=f"train-{key}", says=f"{title}: {says}", counted=title)
    show(element("p", escaped(says), "dv-soft"))


def _days(days: Sequence[tuple[str, int, int]]) -> None:
    if len(days) < 2:
        return
    shown = {words.date(day): answered for day, answered, _ in days[-MOST:]}
    _plot("Answers by day", shown, said(shown, len(days) - len(shown)), "days")
