"""The register is read: findings of every report that was not read with these rules, a transaction a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

import numpy as np

from dvrag.model.documents import Passage, Report
from dvrag.model.findings import Finding, Theme, ThemeMark
from dvrag.model.ids import ReportId
from dvrag.ports import Embedder, Progress, Vectors
from dvrag.store.library import Library
from dvrag.store.register import read, write
from dvrag.store.register.follow import follow
from dvrag.store.register.themed import put_passage_themes

_MALFORMED = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, RecursionError)
"""What a report of unforeseen shape can raise while its findings are read; it becomes that report's problem."""

BATCH = 256
"""Findings that are encoded together."""

Sort: TypeAlias = Callable[[Sequence[Theme], Sequence[Finding], Vectors], list[tuple[ThemeMark, ...]]]
ThemesOf: TypeAlias = Callable[[Sequence[Theme], Sequence[Passage], Vectors], list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class FindingParts:
    """What reads findings; made in `assembly`.

    `rules` is a fingerprint of all that decides what is found: what was read with others is read anew. `sort` gives the
    themes of findings, `themes_of` the names of those of passages; both take the themes that users added, and vectors
    of shape (n, d).
    """

    extract: Callable[[Report], tuple[Finding, ...]]
    sort: Sort
    themes_of: ThemesOf
    rules: str


def read_findings(library: Library, parts: FindingParts, embedder: Embedder, progress: Progress) -> tuple[str, ...]:
    """Read findings and themes of passages of every report that lacks them; let edits follow. Return plain notices.

    What is done is kept where it is interrupted: the next call goes on from there.
    """
    rules = f"{parts.rules}-{embedder.fingerprint}"
    waiting = library.query(lambda connection: read.unread(connection, rules))
    if not waiting:
        return ()
    notices: list[str] = []
    own = library.query(read.own_themes)
    left = len(waiting)
    progress.start("Reading findings", left)
    for group in _grouped(library, parts, waiting):
        vectors = iter(_encoded(embedder, [finding for one in group for finding in one.found]))
        for one in group:
            own_vectors = np.array(list(islice(vectors, len(one.found))), dtype=np.float32)
            marks = parts.sort(own, one.found, own_vectors) if one.found else []
            themed = [replace(finding, themes=themes) for finding, themes in zip(one.found, marks, strict=True)]
            spoken_of = _themes_of_passages(library, parts, own, one.report)
            with library.writing() as (connection, _):
                write.put_findings(connection, one.report, zip(themed, own_vectors, strict=True), rules, one.problem)
                put_passage_themes(connection, one.report, spoken_of)
                left -= 1
                if not left:  # in the same transaction: an interruption here must not leave people's edits behind
                    follow(connection)
            notices += [f"{one.source}: {one.problem}"] if one.problem else []
            progress.advance(one.source)
    progress.stop()
    return tuple(notices)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read in one report."""

    report: ReportId
    source: str
    found: tuple[Finding, ...]
    problem: str


def _grouped(library: Library, parts: FindingParts, waiting: Sequence[ReportId]) -> Iterator[list[_Read]]:
    """Yield reports with their findings, together up to BATCH findings: many texts are encoded quicker at a time."""
    group: list[_Read] = []
    for identity in waiting:
        report = library.report(identity)
        group.append(_Read(identity, report.source, *_extracted(parts, report)))
        if sum(len(one.found) for one in group) >= BATCH or len(group) >= BATCH:
            yield group
            group = []
    if group:
        yield group


def _themes_of_passages(
    library: Library, parts: FindingParts, own: Sequence[Theme], report: ReportId
) -> dict[str, list[int]]:
    """Return the rows of a report's passages by theme; those vectors are used that the passages are searched by."""
    rows, vectors = library.vectors_of(library.rows_of([report]))
    passages = tuple(library.passages(rows.tolist()).values())
    found: dict[str, list[int]] = defaultdict(list)
    for row, names in zip(rows.tolist(), parts.themes_of(own, passages, vectors), strict=True):
        for name in names:
            found[name].append(row)
    return found


def _extracted(parts: FindingParts, report: Report) -> tuple[tuple[Finding, ...], str]:
    try:
        return parts.extract(report), ""
    except _MALFORMED as error:
        return (), f"Its findings could not be read ({type(error).__name__}: {error})."


def _encoded(embedder: Embedder, found: Sequence[Finding]) -> Vectors:
    if not found:
        return np.zeros((0, embedder.dimension), dtype=np.float32)
    return embedder.encode([finding.text for finding in found])
