"""Puts the register together: what reads findings at ingest, and the registrar over a library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.assembly.clock import SystemClock
from dvrag.config.load import load_settings
from dvrag.model.documents import Passage, Report
from dvrag.model.findings import Finding, Theme, ThemeMark
from dvrag.ports import Clock, Embedder, Vectors

if TYPE_CHECKING:
    from dvrag.answer.count import Counter
    from dvrag.builder.findings import FindingParts
    from dvrag.lessons.counting.values import Counted
    from dvrag.model.actions import Entry
    from dvrag.model.results import Filters
    from dvrag.registrar import Registrar
    from dvrag.store.library import Library


def finding_parts(embedder: Embedder) -> FindingParts:
    """Return what reads the findings of reports and the themes of their passages."""
    from dvrag.builder.findings import FindingParts  # noqa: PLC0415 - only for building
    from dvrag.lessons.complete import completed  # noqa: PLC0415 - only for building
    from dvrag.lessons.extract.extract import VERSION, extract  # noqa: PLC0415 - only for building
    from dvrag.lessons.themes.assign import VERSION as THEMES  # noqa: PLC0415 - only for building
    from dvrag.lessons.themes.assign import Sorter  # noqa: PLC0415 - only for building
    from dvrag.lessons.themes.catalogue import catalogue  # noqa: PLC0415 - only for building

    sorter = cache(lambda themes: Sorter(themes, embedder))

    def sort(own: Sequence[Theme], found: Sequence[Finding], vectors: Vectors) -> list[tuple[ThemeMark, ...]]:
        return sorter((*catalogue(), *own)).sort([f.text for f in found], vectors, [f.section for f in found])

    def themes_of(own: Sequence[Theme], passages: Sequence[Passage], vectors: Vectors) -> list[tuple[str, ...]]:
        found = sorter((*catalogue(), *own))
        return found.themes_of([p.text for p in passages], vectors, [p.section for p in passages])

    def found(report: Report) -> tuple[Finding, ...]:
        return completed(report, extract(report))

    return FindingParts(extract=found, sort=sort, themes_of=themes_of, rules=f"{VERSION}-{THEMES}")


def counter(library: Library, embedder: Embedder) -> Counter:
    """Return what answers counting questions from the register of an open library."""
    from dvrag.lessons.actions.change import overdue  # noqa: PLC0415 - not needed to search
    from dvrag.lessons.counting.answer import counted  # noqa: PLC0415 - not needed to search
    from dvrag.lessons.counting.frame import frame_of  # noqa: PLC0415 - not needed to search
    from dvrag.registrar import Registrar  # noqa: PLC0415 - not needed to search

    registrar = Registrar(library.root, library, embedder, SystemClock())

    def count(text: str, filters: Filters | None) -> Counted | None:
        if frame_of(text) is None:  # ordinary questions need no register
            return None
        register = registrar.register()
        reports = library.reports_matching(filters) if filters else library.reports()
        allowed = {report.id for report in reports}
        entries = [entry for entry in register.kept if entry.report.id in allowed and _speaks(entry, filters)]
        today = registrar.today()
        found = counted(text, entries, reports, themes=registrar.themes(), overdue=lambda entry: overdue(entry, today))
        return replace(found, sentence=" ".join((found.sentence, *register.lacking))) if found else None

    return count


def _speaks(entry: Entry, filters: Filters | None) -> bool:
    """Return whether a finding has one of the themes that are asked for, if any are."""
    wanted = filters.theme if filters else ()
    return not wanted or any(mark.theme in wanted for mark in entry.finding.themes)


def open_registrar(library: str | PathLike[str] = "index", clock: Clock | None = None) -> Registrar:
    """Return the registrar of a library. Raises NotFoundError, DamagedError, MismatchError."""
    from dvrag.assembly.models import check_model, model_for  # noqa: PLC0415 - heavy
    from dvrag.registrar import Registrar  # noqa: PLC0415 - heavy
    from dvrag.store.library import Library  # noqa: PLC0415 - heavy

    root = Path(library)
    settings = load_settings(root, os.environ)
    model = model_for(settings.embed)
    opened = Library.open(root, read_only=True)
    check_model(opened, model)
    return Registrar(root, opened, model, clock or SystemClock())
