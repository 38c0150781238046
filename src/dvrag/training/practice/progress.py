"""How a learner fares, and how a team does: counted from answers, by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from dvrag.model.findings import Theme
from dvrag.model.learning.items import Item, ItemId
from dvrag.model.learning.learners import Given, Progress, TeamView, ThemeProgress
from dvrag.training.practice.schedule import is_due
from dvrag.training.practice.sitting import Known

RECENT = 10
"""Answers that tell how a theme goes now."""
LEAST, KNOWN = 5, 0.8
"""A theme is weak of whose recent answers a smaller share was right. Of fewer answers no share is said: one of them
would weigh too much."""

Items = Mapping[ItemId, Item]


def progress(known: Known, items: Items, themes: Sequence[Theme], at: datetime) -> Progress:
    """Return how a learner fares at a time. `items` are those that are issued; others are not due any more."""
    due = [items[card.item] for card in known.cards if card.item in items and is_due(card, at)]
    rows = _rows(known.answers, due, themes)
    return Progress(
        learner=known.learner,
        answered=len(known.answers),
        right=_right(known.answers),
        due=len(due),
        themes=rows,
        weak=_weak(rows),
        days=_days(known.answers, at),
    )


def team(members: Sequence[Known], items: Items, themes: Sequence[Theme], at: datetime, at_least: int) -> TeamView:
    """Return how learners fare together. Nobody without a name can be told from it, as `TeamView` says."""
    active = [known for known in members if known.answers]
    each = [progress(known, items, themes, at) for known in active]
    by_theme: dict[str, list[tuple[bool, ThemeProgress]]] = defaultdict(list)
    for one in each:
        for row in one.themes:
            if row.answered:
                by_theme[row.theme].append((not one.learner.name, row))
    shown = {name: [row for _, row in found] for name, found in by_theme.items() if _safe(found, at_least)}
    rows = tuple(_sum(shown[theme.name]) for theme in themes if theme.name in shown)
    named = tuple(one for one in each if one.learner.name)
    return TeamView(len(active), rows, _weak(rows), named, at_least, held_back=len(by_theme) - len(rows))


def _safe(found: Sequence[tuple[bool, ThemeProgress]], at_least: int) -> bool:
    """Return whether nobody without a name can be told: from all, nor by taking away those with a name."""
    nameless = sum(unnamed for unnamed, _ in found)
    return len(found) >= at_least and (nameless == 0 or nameless >= at_least)


def _rows(answers: Sequence[Given], due: Sequence[Item], themes: Sequence[Theme]) -> tuple[ThemeProgress, ...]:
    """Return a row for each theme that was answered or is due, in the order of the themes."""
    by_theme: dict[str, list[Given]] = defaultdict(list)
    for given in answers:
        for name in given.themes:
            by_theme[name].append(given)
    waiting = {theme.name: sum(theme.name in item.themes for item in due) for theme in themes}
    return tuple(
        ThemeProgress(
            theme=theme.name,
            label=theme.label,
            answered=len(found),
            right=_right(found),
            recent=len(found[-RECENT:]),
            recent_right=_right(found[-RECENT:]),
            due=waiting[theme.name],
        )
        for theme in themes
        if (found := by_theme.get(theme.name, [])) or waiting[theme.name]
    )


def _weak(rows: Iterable[ThemeProgress]) -> tuple[str, ...]:
    """Return the themes to work on, the smallest share of recent right answers first; ties by more answers, name."""
    found = [row for row in rows if row.recent >= LEAST and row.recent_right < KNOWN * row.recent]
    found.sort(key=lambda row: (row.recent_right / row.recent, -row.answered, row.theme))
    return tuple(row.theme for row in found)


def _days(answers: Iterable[Given], at: datetime) -> tuple[tuple[str, int, int], ...]:
    """Return each day with answers, by the zone of `at`, with the number of answers and of right ones."""
    by_day: dict[str, list[Given]] = defaultdict(list)
    for given in answers:
        by_day[datetime.fromisoformat(given.at).astimezone(at.tzinfo).date().isoformat()].append(given)
    return tuple((day, len(found), _right(found)) for day, found in sorted(by_day.items()))


def _sum(rows: Sequence[ThemeProgress]) -> ThemeProgress:
    def total(of: Callable[[ThemeProgress], int]) -> int:
        return sum(map(of, rows))

    return ThemeProgress(
        theme=rows[0].theme,
        label=rows[0].label,
        answered=total(lambda row: row.answered),
        right=total(lambda row: row.right),
        recent=total(lambda row: row.recent),
        recent_right=total(lambda row: row.recent_right),
        due=total(lambda row: row.due),
    )


def _right(answers: Iterable[Given]) -> int:
    return sum(given.right for given in answers)
