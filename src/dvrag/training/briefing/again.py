"""What happened again and again: lessons that several reviews repeat, then further lessons on the theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
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
from dvrag.training.briefing.naming import in_sentence_label, joined, named
from dvrag.training.briefing.quoting import is_fragment, is_plain, quoted
from dvrag.training.briefing.scope import DIRECTLY, Scope, Sizes, is_sure
from dvrag.training.material import cited_finding

KEY, HEADING = "again_and_again", "What happened again and again"
LEAST = 2
"""Reviews that say the same, at least."""
NAMED = 0.3
"""Part of a group's findings that name an agency where none tells it, at least."""
_LOOSE = 0.5
"""Weight of a group that may share a subject rather than an ask."""
SHARE = 0.5
"""Part of a group's findings that speak of the theme, at least."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEACHING = frozenset({FindingKind.LESSON, FindingKind.CAUSE_OF_CONCERN})
_INSPECTIONS = frozenset({Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.JOINT_INSPECTION})
_REVIEWS = frozenset({Authority.STATUTORY_REVIEW, Authority.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class Repeated:
    """A group as a scope sees it: its findings of the period, best to quote first, and what tells groups apart.

    `subject` is the theme that most of them share, `about` its label.
    `weight` is how many reviews say it, less where they share little or it is less about what is asked for.
    """

    entries: tuple[Entry, ...]
    own: Mapping[ReportId, ReportId]
    loose: bool
    subject: str
    about: str
    weight: float


def again(scope: Scope, repeats: Iterable[RepeatGroup], sizes: Sizes) -> Part | None:
    """Return the part, the lessons that most reviews repeat first; None where nothing comes again."""
    own = reviews(scope.material.reports.values())
    found = [each for each in (_repeated(group, scope, own) for group in repeats) if each]
    found.sort(key=lambda each: -each.weight)
    points = list(islice(_points(_apart(found, scope), sizes, scope), sizes.again))
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


def _repeated(group: RepeatGroup, scope: Scope, own: Mapping[ReportId, ReportId]) -> Repeated | None:
    entries = [entry for entry in group.entries if entry.report.id in scope.period and is_sure(entry)]
    count = len({own[entry.report.id] for entry in entries})
    if count < LEAST or not any(scope.is_here(entry) for entry in entries):
        return None
    about = _share(entries, lambda entry: scope.strength(entry) > 0)
    asked = _share(entries, lambda entry: scope.told(entry) == DIRECTLY or scope.names(entry))
    if about < SHARE or (scope.request.agency and not scope.request.theme and not _is_theirs(entries, asked, scope)):
        return None
    strength = sum(map(scope.strength, entries)) / len(entries)
    subject, shared = _subject(entries)
    labels = {theme.name: theme.label for theme in scope.material.themes}
    weighed = (
        count * strength * shared * ((0.5 + asked) if scope.request.agency else 1.0) * (_LOOSE if group.loose else 1)
    )
    ranked = sorted(entries, key=lambda entry: _rank(entry, scope))
    return Repeated(tuple(ranked), own, group.loose, subject, labels.get(subject, ""), weighed)


def _is_theirs(entries: Sequence[Entry], asked: float, scope: Scope) -> bool:
    """Return whether a group concerns the agencies: one of its findings tells them, or enough of them name them."""
    return asked >= NAMED or any(scope.told(entry) == DIRECTLY for entry in entries)


def _share(entries: Sequence[Entry], meets: Callable[[Entry], bool]) -> float:
    return sum(map(meets, entries)) / len(entries)


def _rank(entry: Entry, scope: Scope) -> tuple[object, ...]:
    """Sort key: of the area, to the agency, a sentence of its own, a lesson, by authority, on the theme."""
    lesson = entry.finding.kind is FindingKind.LESSON
    near = (not scope.is_here(entry), -scope.nearness(entry) if scope.request.agency else 0)
    return (
        *near,
        not is_plain(entry.finding.text),
        is_fragment(entry),
        not lesson,
        weight(entry.report),
        -scope.strength(entry),
    )


def _apart(found: Sequence[Repeated], scope: Scope) -> list[Repeated]:
    """Return the groups, those on a subject that came before only after all others, where no theme is asked for."""
    if scope.request.theme:
        return list(found)
    first, later, seen = list[Repeated](), list[Repeated](), set[str]()
    for each in found:
        (later if each.subject in seen or each.loose else first).append(each)
        seen.add(each.subject)
    return [*first, *later]


def _subject(entries: Sequence[Entry]) -> tuple[str, float]:
    """Return the theme that most of the findings share, and the part of them that do."""
    counts = Counter(mark.theme for entry in entries for mark in entry.finding.themes)
    name = min(counts, key=lambda theme: (-counts[theme], theme), default="")
    return name, counts[name] / len(entries)


def _points(found: Iterable[Repeated], sizes: Sizes, scope: Scope) -> Iterable[Point]:
    spoke: Counter[Hashable] = Counter()
    for each in found:
        own = each.own
        chosen = _voices(each, sizes, scope, spoke)
        if not chosen:
            continue
        heard = {own[entry.report.id] for entry, _ in chosen}
        spoke.update(heard)
        others: dict[ReportId, Cited] = {}
        for entry in each.entries:
            if own[entry.report.id] not in heard:
                others.setdefault(own[entry.report.id], cited_finding(entry))
        yield Point(_sentence(each, scope), tuple(cited for _, cited in chosen), tuple(others.values()), each.about)


def _voices(each: Repeated, sizes: Sizes, scope: Scope, spoke: Counter[Hashable]) -> tuple[tuple[Entry, Cited], ...]:
    """Return who is quoted: one review of the area that is asked for, then others in turn."""
    told = quoted(each.entries, sizes)
    here = [pair for pair in told if scope.request.area and scope.is_here(pair[0])]
    first = in_turn(here, 1, lambda pair: each.own[pair[0].report.id], spoke)
    heard = spoke + Counter(each.own[entry.report.id] for entry, _ in first)
    left = [pair for pair in told if pair not in first]
    return (*first, *in_turn(left, sizes.voices - len(first), lambda pair: each.own[pair[0].report.id], heard))


def _sentence(each: Repeated, scope: Scope) -> str:
    """Return "On housing, three reviews and two inspections say this, from November 2019 to March 2024."."""
    verb = "come back to this" if each.loose else "say this"
    when = period(each.entries)
    on = f"on {in_sentence_label(each.about)}, " if each.about and each.subject not in scope.request.theme else ""
    said = f"{capitalised(f'{on}{_kinds(each.entries, each.own)}')} {verb}{f', {when}' if when else ''}."
    before = list(dict.fromkeys(named(entry.report) for entry in each.entries if entry.finding.earlier))
    if not before:
        return said
    says = "says" if len(before) == 1 else "say"
    return f"{said} {capitalised(joined(before))} {says} that it had been recommended before."


def _kinds(entries: Iterable[Entry], own: Mapping[ReportId, ReportId]) -> str:
    """Return "three reviews, one inspection and two studies": those that there are."""
    kinds = {own[entry.report.id]: _kind(entry) for entry in entries}
    counts = Counter(kinds.values())
    order = (("review", "reviews"), ("inspection", "inspections"), ("study", "studies"))
    return joined([f"{number(counts[one])} {one if counts[one] == 1 else many}" for one, many in order if counts[one]])


def _kind(entry: Entry) -> str:
    if entry.report.family in _INSPECTIONS:
        return "inspection"
    return "review" if entry.report.authority in _REVIEWS else "study"


def _further(scope: Scope, sizes: Sizes, own: Mapping[ReportId, ReportId], quoted_already: set[int]) -> list[Point]:
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
    labels = [in_sentence_label(t.label) for t in scope.material.themes if t.name in scope.request.theme]
    about = f" on {joined(labels)}" if labels else ""
    text = f"Further lessons{about}, from {_kinds((entry for entry, _ in chosen), own)}:"
    return [Point(text, tuple(cited for _, cited in chosen))]
