"""How learners fare, for people to read in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, write
from dvrag.model.learning.learners import Progress, TeamView, ThemeProgress
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from rich.console import Console


def show_progress(console: Console, progress: Progress) -> None:
    """Print how one learner fares: in all, by theme, and what to work on next."""
    write(console, one_line(progress.learner.shown), style="bold")
    if not progress.answered:
        write(console, "No question answered yet. Begin with `dvrag train practise`.", 2)
        return
    write(console, f"{counted(progress.answered, 'answer')}, {progress.right} right. {_due(progress.due)}", 2)
    _themes(console, progress.themes)
    _weak(console, progress.weak, progress.themes)


def show_team(console: Console, team: TeamView) -> None:
    """Print how all fare together; profiles without a name stand in the sums only."""
    write(console, f"All together: {counted(team.learners, 'learner')}", style="bold")
    if not team.learners:
        write(console, "No question answered yet. Begin with `dvrag train practise`.", 2)
        return
    _themes(console, team.themes)
    _weak(console, team.weak, team.themes)
    line = (
        f"A theme that fewer than {team.at_least} learners answered is not shown, so that nobody can be told from it."
    )
    write(console, line, 2)
    for member in team.members:
        console.print()
        show_progress(console, member)


def _themes(console: Console, themes: Sequence[ThemeProgress]) -> None:
    for theme in themes:
        recent = f"; last {theme.recent}: {theme.recent_right} right" if theme.recent else ""
        due = f"; {theme.due} due" if theme.due else ""
        write(console, one_line(f"{theme.label}: {theme.right} of {theme.answered} right{recent}{due}"), 4)


def _weak(console: Console, weak: Sequence[str], themes: Sequence[ThemeProgress]) -> None:
    labels = {theme.theme: theme.label for theme in themes}
    if weak:
        write(console, one_line(f"To work on next: {', '.join(labels.get(name, name) for name in weak)}."), 2)


def _due(n: int) -> str:
    return f"{counted(n, 'question is', 'questions are')} due again." if n else "None is due again."
