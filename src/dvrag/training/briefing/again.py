"""What happened again and again: lessons that several reviews repeat, then further lessons on the theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.lessons.repeats.reviews import reviews
from dvrag.model.actions import Entry
from dvrag.model.documents import Authority, Family
from dvrag.model.findings import FindingKind
from dvrag.model.ids import ReportId
from dvrag.model.learning.briefing import Part, Point
from dvrag.model.learning.items import Cited
from dvrag.text.plain import capitalised, date_in_words
from dvrag.training.briefing.balance import in_turn, weight
from dvrag.training.briefing.naming import joined, named
from dvrag.training.briefing.quoting import quoted
from dvrag.training.briefing.scope import Scope, is_sure
from dvrag.training.briefing.sizes import Sizes
from dvrag.training.material import cited_finding

KEY, HEADING = "again_and_again", "What happened again and again"
LEAST = 2
"""Reviews that say the same, at least."""
SHARE = 0.5
"""Part of a group's findings that speak of the theme, at least."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEACHING = frozenset({FindingKind.LESSON, FindingKind.CAUSE_OF_CONCERN})
_INSPECTIONS = frozenset({Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.JOINT_INSPECTION})
_REVIEWS = frozenset({Authority.STATUTORY_REVIEW, Authority.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class Repeated:
    """A group as a scope sees it: its findings of the period, best to quote first, and what tells groups apart."""

    entries: tuple[Entry, ...]
    reviews: int
    loose: bool
    told: int
    strength: float


def again(scope: Scope, repeats: Iterable[RepeatGroup], sizes: Sizes) -> Part | None:
    """Return the part, the lessons that most reviews repeat first; None where nothing comes again."""
    own = reviews(scope.material.reports.values())
    found = [each for each in (_repeated(group, scope, own) for group in repeats) if each]
    found.sort(key=lambda each: (each.loose, -each.told, -each.reviews * each.strength))
    spoke: Counter[Hashable] = Counter()
    points = list(islice(_points(_apart(found, scope), sizes, own, spoke), sizes.again))
    if len(points) < sizes.again and (scope.request.theme or not scope.request.agency):
        quoted_already = {cited.start for point in points for cited in (*point.cited, *point.also)}
        points += _further(scope, sizes, own, quoted_already)
    lead = "Lessons that more than one report draws, with the reports that draw them."
    return Part(KEY, HEADING, lead, tuple(points)) if points else None


def number(count: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def period(entries: Iterable[Entry]) -> str:
    """Return "from November 2019 to March 2024", "in 2023", "" where no report has a date."""
    dates = sorted(date[:7] for entry in entries if (date := entry.report.facts.published.value))
    if not dates:
        return ""
    if dates[0][:4] == dates[-1][:4] and dates[0] != dates[-1]:
        return f"in {dates[0][:4]}"
    first, last = date_in_words(dates[0]), date_in_words(dates[-1])
    return f"in {first}" if first == last else f"from {first} to {last}"


def _repeated(group: RepeatGroup, scope: Scope, own: dict[ReportId, ReportId]) -> Repeated | None:
    entries = [entry for entry in group.entries if entry.report.id in scope.period and is_sure(entry)]
    about = [entry for entry in entries if scope.strength(entry)]
    count = len({own[entry.report.id] for entry in entries})
    told = max((scope.told(entry) for entry in entries), default=0) if scope.request.agency else 0
    unasked = scope.request.agency and not told and not scope.request.theme
    near = any(scope.is_here(entry) for entry in entries)
    if count < LEAST or not near or unasked or len(about) < SHARE * len(entries):
        return None
    strength = sum(map(scope.strength, entries)) / len(entries)
    ranked = sorted(entries, key=lambda entry: _rank(entry, scope))
    return Repeated(tuple(ranked), count, group.loose, told, strength)


def _rank(entry: Entry, scope: Scope) -> tuple[bool, int, bool, int, float]:
    """Sort key: of the area, to the agency, a lesson, by authority, on the theme."""
    lesson = entry.finding.kind is FindingKind.LESSON
    return (not scope.is_here(entry), -scope.told(entry), not lesson, weight(entry.report), -scope.strength(entry))


def _apart(found: Sequence[Repeated], scope: Scope) -> list[Repeated]:
    """Return the groups, those on a subject that came before only after all others, where no theme is asked for."""
    if scope.request.theme:
        return list(found)
    first, later, seen = list[Repeated](), list[Repeated](), set[str]()
    for each in found:
        subject = _subject(each)
        (later if subject in seen or each.loose else first).append(each)
        seen.add(subject)
    return [*first, *later]


def _subject(repeated: Repeated) -> str:
    scores: Counter[str] = Counter()
    for entry in repeated.entries:
        for mark in entry.finding.themes:
            scores[mark.theme] += round(100 * mark.score)
    return min(scores, key=lambda name: (-scores[name], name)) if scores else ""


def _points(
    found: Iterable[Repeated], sizes: Sizes, own: dict[ReportId, ReportId], spoke: Counter[Hashable]
) -> Iterable[Point]:
    for each in found:
        told = quoted(each.entries, sizes)
        chosen = in_turn(told, sizes.voices, lambda pair: own[pair[0].report.id], spoke)
        if not chosen:
            continue
        spoke.update(own[entry.report.id] for entry, _ in chosen)
        heard = {own[entry.report.id] for entry, _ in chosen}
        others: dict[ReportId, Cited] = {}
        for entry in each.entries:
            if own[entry.report.id] not in heard:
                others.setdefault(own[entry.report.id], cited_finding(entry))
        yield Point(_sentence(each), tuple(cited for _, cited in chosen), tuple(others.values()))


def _sentence(each: Repeated) -> str:
    """Return "Six reviews and inspections say this, from November 2019 to March 2024." and who says it again."""
    kinds = _kinds(entry for entry in each.entries)
    verb = "come back to this" if each.loose else "say this"
    when = period(each.entries)
    said = f"{capitalised(number(each.reviews))} {kinds} {verb}{f', {when}' if when else ''}."
    before = list(dict.fromkeys(named(entry.report) for entry in each.entries if entry.finding.earlier))
    if not before:
        return said
    says = "says" if len(before) == 1 else "say"
    return f"{said} {capitalised(joined(before))} {says} that it had been recommended before."


def _kinds(entries: Iterable[Entry]) -> str:
    found = dict.fromkeys(_kind(entry) for entry in entries)
    return joined([name for name in ("reviews", "inspections", "studies") if name in found])


def _kind(entry: Entry) -> str:
    if entry.report.family in _INSPECTIONS:
        return "inspections"
    return "reviews" if entry.report.authority in _REVIEWS else "studies"


def _further(scope: Scope, sizes: Sizes, own: dict[ReportId, ReportId], quoted_already: set[int]) -> list[Point]:
    """Return one point with further lessons of several reviews, or none."""
    lessons = [
        entry
        for entry in sorted(scope.entries, key=lambda entry: _rank(entry, scope))
        if entry.finding.kind in _TEACHING and scope.strength(entry) >= SHARE
        if entry.finding.start not in quoted_already
    ]
    chosen = in_turn(quoted(lessons, sizes), sizes.further, lambda pair: own[pair[0].report.id])
    heard = {own[entry.report.id] for entry, _ in chosen}
    if len(heard) < LEAST:
        return []
    labels = [theme.label.lower() for theme in scope.material.themes if theme.name in scope.request.theme]
    about = f" on {joined(labels)}" if labels else ""
    kinds = _kinds(entry for entry, _ in chosen)
    text = f"Further lessons{about}, from {number(len(heard))} {kinds}:"
    return [Point(text, tuple(cited for _, cited in chosen))]
