"""Development and test questions share no report: connected reports stay on one side.

Two reports are connected when a question needs both, or when they are near-duplicates. Questions without an answer
have no report; a seeded hash of their id divides them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from dvrag.evaluate.gold.questions import SPLITS, GoldQuestion, Mistake
from dvrag.model.results import ReportSummary

SEED = 7


def groups(questions: Sequence[GoldQuestion], reports: Iterable[ReportSummary] = ()) -> list[frozenset[str]]:
    """Return connected groups of report files, in order of their first name."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    def connect(names: Sequence[str]) -> None:
        for name in names:
            parent[root(name)] = root(names[0])

    for question in questions:
        connect([passage.source for passage in question.relevant])
    listed = list(reports)
    sources = {report.id: report.source for report in listed}
    for report in listed:
        connect([report.source, *(sources[i] for i in report.near_duplicates if i in sources)])
    found: dict[str, set[str]] = {}
    for name in parent:
        found.setdefault(root(name), set()).add(name)
    return sorted((frozenset(names) for names in found.values()), key=min)


def shared_reports(questions: Sequence[GoldQuestion], reports: Iterable[ReportSummary]) -> tuple[Mistake, ...]:
    """Return a mistake for each question whose group of reports has questions of the other split before it."""
    listed = list(reports)
    group_of = {name: group for group in groups(questions, listed) for name in group}
    first: dict[frozenset[str], GoldQuestion] = {}
    mistakes = []
    for question in questions:
        if not question.relevant:
            continue
        group = group_of[question.relevant[0].source]
        other = first.setdefault(group, question)
        if other.split != question.split:
            message = f"{question.split}, but {question.relevant[0].source} is connected to {other.id} of {other.split}"
            mistakes.append(Mistake(question.row, "split", message))
    return tuple(mistakes)


def split_by_seed(identity: str, seed: int = SEED) -> str:
    """Return the split of a question without an answer: half of all ids each, the same on any machine."""
    return SPLITS[hashlib.sha256(f"{seed}:{identity}".encode()).digest()[0] % 2]
