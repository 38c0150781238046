"""Lessons that are repeated: findings of different reviews that ask for or teach the same thing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.linkage import joined
from dvrag.lessons.repeats.near import pairs
from dvrag.lessons.repeats.pair import log_odds
from dvrag.lessons.repeats.profile import Encode, Profiles, profiles, wording
from dvrag.lessons.repeats.reviews import reviews
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind
from dvrag.model.ids import FindingId, ReportId

Vector = npt.NDArray[np.float32]

KINDS = frozenset(
    {
        FindingKind.RECOMMENDATION,
        FindingKind.LESSON,
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.CAUSE_OF_CONCERN,
    }
)
"""The kinds of findings that are compared, with each other too."""

LEAST = 0.0
"""Mean log-odds of the pairs of a group, at least."""


LOOSE = 0.88
"""A group of lesser closeness is loosely alike. Chosen by reading two dozen groups of real inspection reports, not
measured: below it many shared a subject rather than an ask."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows of entries that ask for the same thing; `closeness` is that of a pair of them on average, in [0, 1]."""

    rows: tuple[int, ...]
    closeness: float


@dataclass(frozen=True, slots=True)
class RepeatGroup:
    """A lesson that several reviews repeat.

    `label` is the words of its most central entry. `entries` are in order of date and hold no copies; `copies` are the
    copies of them that were given. `reports` and `areas` are in order of date, `first` and `last` ISO dates, "" where
    none is known. `reviews` counts the reviews, inspections and studies. `agencies` are the names of those told.
    `said_before` are the entries whose own report says that it was recommended before. `closeness` in [0, 1] is how
    likely two of its entries ask for the same, by the odds of all pairs on average.
    """

    id: str
    label: str
    entries: tuple[Entry, ...]
    copies: tuple[Entry, ...]
    reports: tuple[ReportId, ...]
    areas: tuple[str, ...]
    first: str
    last: str
    reviews: int
    agencies: tuple[str, ...]
    said_before: tuple[Entry, ...]
    closeness: float

    @property
    def loose(self) -> bool:
        """Whether its entries may share a subject rather than an ask, so that a person should look at it."""
        return self.closeness < LOOSE

    @property
    def years(self) -> int:
        """The number of years from the first to the last report."""
        return int(self.last[:4]) - int(self.first[:4]) if self.first and self.last else 0


def repeats(
    entries: Sequence[Entry], vectors: Mapping[FindingId, Vector], *, encode: Encode
) -> tuple[RepeatGroup, ...]:
    """Return the groups of two reviews and more, most reviews first, then the longest span of years.

    `vectors` are the unit vectors of the findings' texts; a finding without one is left out. Entries that are copies or
    were taken out are not compared. `encode` is asked once, for up to three short texts a finding.
    """
    asked = [entry for entry in entries if entry.kept and entry.finding.kind in KINDS and entry.finding.id in vectors]
    compared = sorted((entry for entry in asked if entry.copy_of is None), key=_place)
    copied: dict[FindingId, list[Entry]] = defaultdict(list)
    for entry in asked:
        if entry.copy_of is not None:
            copied[entry.copy_of].append(entry)
    if len(compared) < 2:
        return ()
    full = np.stack([np.asarray(vectors[entry.finding.id], np.float32) for entry in compared])
    review = reviews(entry.report for entry in compared)
    found = []
    for alike in groups(compared, full, encode):
        members = [compared[row] for row in alike.rows]
        if len({review[entry.report.id] for entry in members}) > 1:
            found.append(_group(members, full[list(alike.rows)], copied, review, alike.closeness))
    return tuple(sorted(found, key=lambda group: (-group.reviews, -group.years, -len(group.entries), group.id)))


def groups(entries: Sequence[Entry], full: npt.NDArray[np.float32], encode: Encode) -> list[Alike]:
    """Return each group of entries that ask for the same thing, of one review or several."""
    compared = profiles([wording(entry.finding.text, names_in(entry)) for entry in entries], full, encode)
    left, right = pairs(compared)
    odds = log_odds(compared, left, right)
    found = joined(zip(left.tolist(), right.tolist(), odds.tolist(), strict=True), len(entries), LEAST)
    return [Alike(tuple(rows), _closeness(compared, rows)) for rows in found]


def _closeness(compared: Profiles, rows: Sequence[int]) -> float:
    one, two = np.triu_indices(len(rows), 1)
    members = np.array(rows, np.int64)
    return float(1 / (1 + np.exp(-log_odds(compared, members[one], members[two]).mean())))


def names_in(entry: Entry) -> list[str]:
    """Return the names of the area, force and partnership of an entry's report, as far as they are known."""
    facts = entry.report.facts
    return [fact.value for fact in (facts.area, facts.force, facts.partnership) if fact.value]


def _group(
    entries: Sequence[Entry],
    full: npt.NDArray[np.float32],
    copied: Mapping[FindingId, Sequence[Entry]],
    review: Mapping[ReportId, ReportId],
    closeness: float,
) -> RepeatGroup:
    central = entries[int((full @ full.T).mean(axis=1).argmax())]
    ordered = sorted(entries, key=_place)
    dates = sorted(date for entry in ordered if (date := entry.report.facts.published.value))
    told = [agency.name for entry in ordered for agency in entry.finding.agencies]
    return RepeatGroup(
        id=hashlib.sha256(":".join(sorted(entry.finding.id for entry in ordered)).encode()).hexdigest()[:12],
        label=central.finding.text,
        entries=tuple(ordered),
        copies=tuple(sorted((copy for entry in ordered for copy in copied.get(entry.finding.id, ())), key=_place)),
        reports=tuple(dict.fromkeys(entry.report.id for entry in ordered)),
        areas=tuple(dict.fromkeys(area for entry in ordered if (area := entry.report.facts.area.value))),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        reviews=len({review[entry.report.id] for entry in ordered}),
        agencies=tuple(dict.fromkeys(told)),
        said_before=tuple(entry for entry in ordered if entry.finding.earlier),
        closeness=closeness,
    )


def _place(entry: Entry) -> tuple[str, str, int, str]:
    finding, report = entry.finding, entry.report
    return report.facts.published.value or "9999", report.source.casefold(), finding.start, finding.id
