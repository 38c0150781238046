"""A small library to train from: items by a simple maker, a clock that is set, and a trainer over both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.config.settings import TrainSettings
from dvrag.lessons.register import entries_of
from dvrag.model.findings import Theme
from dvrag.model.learning.items import Decision, Item, ItemFilters, ItemId, ItemKind, item_id
from dvrag.model.learning.learners import Given, LearnerId, Rating
from dvrag.store.library import Library
from dvrag.store.register import read
from dvrag.store.register.kept import Patience
from dvrag.store.training.decisions import Decided
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts
from dvrag.trainer import Trainer
from dvrag.training.material import Material, cited_at
from dvrag.training.reviews import made, shelf
from dvrag.training.sources import Sources

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALL = ItemFilters()
THEMES = (Theme("asking", "Asking", (), ()), Theme("housing", "Housing", (), ()))
LONG = "Practices in the borough should display posters about help in every waiting room."
REVIEW = (
    "Recommend that GPs ask about abuse.",
    "Recommend that police train staff.",
    "Recommend that housing officers ask.",
)
OTHER = ("Recommend that GPs keep notes.", "Recommend that police share notes.", LONG)


class SetClock:
    """Tells the time that it was set to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **by: float) -> None:
        self.at += timedelta(**by)


def build(folder: Path) -> Path:
    """Return the folder of a library of two reports, made in `folder`."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "review.txt").write_text("\n".join(("A review", *REVIEW)))
    (reports / "other.txt").write_text("\n".join(("Another review", *OTHER)))
    ingest(folder)
    return folder / "library"


def ingest(folder: Path) -> None:
    Builder(folder / "library", small_parts()).build([folder / "reports"], Listener())


def small_items(material: Material) -> tuple[Item, ...]:
    """Return an item for each finding: who was told. A line about housing has that theme, others are about asking."""
    return tuple(_items(material))


def _items(material: Material) -> Iterator[Item]:
    for entry in material.entries:
        finding = entry.finding
        told = finding.text.split()[2]
        options = (told.capitalize(), "Schools", "Probation")
        yield Item(
            id=item_id("told_to", finding.report_id, (finding.start, finding.end)),
            kind=ItemKind.CHOICE,
            pattern="told_to",
            stem=f"In {entry.report.source}, who was told: {' '.join(finding.text.split()[3:])}",
            options=options,
            answer=(0,),
            rationale=f"It told {told} to do so.",
            cited=(cited_at(material.report(finding.report_id), entry.report, (finding.start, finding.end)),),
            themes=("housing",) if "housing" in finding.text else ("asking",),
        )


def small_problems(item: Item, material: Material) -> tuple[str, ...]:
    """Return a reason where an option says "true too", or where the library has a report called "strict.txt"."""
    strict = any(summary.source == "strict.txt" for summary in material.reports.values())
    return (*(["An option is true too."] if "true too" in item.options else []), *(["Strict now."] if strict else []))


def use_simple_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let items be made and checked by the small rules above."""
    monkeypatch.setattr(made, "make_items", small_items)
    monkeypatch.setattr(shelf, "problems", small_problems)


def trainer(
    root: Path,
    clock: SetClock | None = None,
    settings: TrainSettings | None = None,
    themes: Sequence[Theme] = THEMES,
) -> Trainer:
    """Return a trainer without a model; it does not wait for others who write."""
    library, embedder = Library.open(root, read_only=True), HashingEmbedder()
    sources = Sources(
        library=library,
        entries=lambda: entries_of(library.query(read.findings), library.reports(), ())[0],
        repeats=tuple,
        themes=lambda: tuple(themes),
        themes_of=lambda texts, headings: [() for _ in texts],
        encode=embedder.encode,
    )
    return Trainer(root, sources, clock or SetClock(), settings, Patience(0))


def answered(n: int, **changes: object) -> Given:
    """Return a right answer on "asking" by learner 1."""
    plain = Given(
        n, LearnerId(1), ItemId(f"{n:032x}"), ItemKind.CHOICE, ("asking",), True, Rating.GOOD, NOON.isoformat()
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def decided(item: Item, decision: Decision, **changes: object) -> Decided:
    """Return a decision on an item, with the item as it was decided."""
    first = item.cited[0]
    kept = item if decision in {Decision.ACCEPTED, Decision.EDITED} else None
    plain = Decided(0, item.id, first.report_id, first.source, decision, kept, "Sam", NOON.isoformat())
    return replace(plain, **changes)  # type: ignore[arg-type]


def files_with(root: Path, words: str) -> list[str]:
    """Return the files of a library whose bytes hold some words."""
    return [path.name for path in sorted(root.rglob("*")) if path.is_file() and words.encode() in path.read_bytes()]


def by_source(of: Trainer) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for each in of.items():
        found.setdefault(each.item.cited[0].source, []).append(each.item)
    return found
