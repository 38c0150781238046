"""What a briefing may speak of: the reports and findings that meet its request, and how much of them it holds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dvrag.errors import NotFoundError, UsageError
from dvrag.lessons.agencies.catalogue import hits, tokens
from dvrag.lessons.agencies.normalise import agencies_in, class_of, generic_names, matches
from dvrag.model.actions import ActionStatus, Entry
from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.ids import ReportId
from dvrag.model.learning.briefing import BriefingRequest, Length
from dvrag.model.results import Filters, ReportSummary
from dvrag.store.search import matching
from dvrag.training.briefing.naming import audience, in_sentence_label, joined
from dvrag.training.material import Material

NO_ADDRESSEE = "No addressee is named."
"""The one doubt about a finding that does not touch its words."""
DIRECTLY = 2
"""What `Scope.told` returns where a finding tells an agency that is asked for."""
EVERYBODY = "All agencies"
_DEAD = frozenset({ActionStatus.NOT_ACCEPTED, ActionStatus.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Sizes:
    """Points of each part at most; `voices` are the quotes of a repeated lesson.

    `quote` are the characters of a quote of several sentences, `longest` those of one sentence; `asked` are those of a
    quote under a question.
    """

    again: int
    voices: int
    further: int
    recommended: int
    good: int
    discuss: int
    quote: int
    longest: int
    asked: int


SIZES = {
    Length.PAGE: Sizes(again=3, voices=1, further=2, recommended=4, good=2, discuss=3, quote=180, longest=290, asked=0),
    Length.SESSION: Sizes(
        again=5, voices=3, further=3, recommended=8, good=5, discuss=8, quote=330, longest=460, asked=150
    ),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports of an area and period, and the findings of theirs that speak of the theme.

    `period` holds the ids of the reports of the period, of any area. `doubtful` counts findings that a person should
    check first, `dropped` recommendations that were superseded or not accepted: neither are among `entries`. `classes`
    are those of the agencies asked for.
    """

    request: BriefingRequest
    material: Material
    reports: tuple[ReportSummary, ...]
    period: frozenset[ReportId]
    entries: tuple[Entry, ...]
    doubtful: int
    dropped: int
    classes: frozenset[AgencyClass]

    def strength(self, entry: Entry) -> float:
        """Return how strongly a finding speaks of the theme, in [0, 1]; 1 where no theme is asked for."""
        wanted = self.request.theme
        marks = (mark.score for mark in entry.finding.themes if mark.theme in wanted)
        return max(marks, default=0.0) if wanted else 1.0

    def told(self, entry: Entry) -> int:
        """Return 2 where a finding tells an agency asked for, 1 where it tells all agencies or its kind, 0 else."""
        return told(entry, self.request.agency, self.classes)

    def nearness(self, entry: Entry) -> int:
        """Return 3 where a finding tells an agency asked for, 2 where it names one, 1 where it tells all, 0 else."""
        told = self.told(entry)
        return 3 if told == DIRECTLY else 2 if self.names(entry) else told

    def names(self, entry: Entry) -> bool:
        """Return whether the words of a finding name an agency asked for, or its kind."""
        return names_agency(f"{entry.finding.section}\n{entry.finding.text}", self.request.agency, self.classes)

    def is_here(self, entry: Entry) -> bool:
        """Return whether the finding's report is of the area and period."""
        return any(entry.report.id == report.id for report in self.reports)


def scope_of(material: Material, request: BriefingRequest) -> Scope:
    """Return what a request chooses. Raises UsageError for a theme or period that cannot be, NotFoundError for none."""
    _check(material, request)
    scope = _scope(material, request)
    reached = [entry for entry in scope.entries if not request.agency or scope.told(entry)]
    if not scope.reports:
        raise NotFoundError("No report of this library is of that area and period.", hint=_without(material, request))
    if not reached:
        raise NotFoundError(f"No finding {_about(material, request)}.", hint=_without(material, request))
    return scope


def told(entry: Entry, names: Sequence[str], classes: Iterable[AgencyClass]) -> int:
    """Return as `Scope.told` does, for agencies by name or class and the classes that they belong to."""
    finding = entry.finding
    if any(matches(_as_typed(name), finding.addressee, finding.agencies) for name in names):
        return DIRECTLY
    reached = set(classes)
    general = (a.name == EVERYBODY or (a.kind in reached and a.name in generic_names()) for a in finding.agencies)
    return 1 if any(general) else 0


def names_agency(text: str, names: Sequence[str], classes: Iterable[AgencyClass]) -> bool:
    """Return whether a text names an agency, the kind of one that is a kind ("General practice"), or a whole class."""
    found = hits(tokens(text))
    kinds, spoken = {hit.kind.name for hit in found}, {hit.kind.cls for hit in found}
    whole = [name for name in names if class_of(_as_typed(name))]
    if whole and spoken & set(classes):
        return True
    own = [name for name in names if name not in whole]
    generic = {agency.name for name in own for agency in agencies_in(name)} & generic_names()
    return bool(generic & kinds) or any(name.casefold() in text.casefold() for name in own)


def is_sure(entry: Entry) -> bool:
    """Return whether nothing is doubtful about the words of a finding, or a person checked it."""
    return not entry.to_check or all(doubt == NO_ADDRESSEE for doubt in entry.finding.doubts)


def _scope(material: Material, request: BriefingRequest) -> Scope:
    period = [report for report in material.reports.values() if _in_period(report, request)]
    here = matching(period, Filters(area=request.area))
    ids = {report.id for report in here}
    held = {entry.finding.id for entry in material.entries if entry.report.id in ids}
    found = [e for e in material.entries if e.report.id in ids and _is_about(e, request) and e.copy_of not in held]
    sure = [entry for entry in found if is_sure(entry)]
    kept = tuple(entry for entry in sure if entry.action.status not in _DEAD)
    return Scope(
        request=request,
        material=material,
        reports=here,
        period=frozenset(report.id for report in period),
        entries=kept,
        doubtful=len(found) - len(sure),
        dropped=len(sure) - len(kept),
        classes=frozenset(agency.kind for agency in _asked(material, request)),
    )


def _asked(material: Material, request: BriefingRequest) -> Iterable[Agency]:
    """Return the agencies that are asked for, by name as the register has them or as the words say, or by class."""
    for name in request.agency:
        known = [a for a in _agencies(material.entries) if a.name.casefold() == name.casefold()]
        cls = class_of(_as_typed(name))
        yield from known or ([Agency(name, cls)] if cls else agencies_in(name))


def _agencies(entries: Iterable[Entry]) -> set[Agency]:
    return set(chain.from_iterable(entry.finding.agencies for entry in entries))


def _as_typed(name: str) -> str:
    return name.replace("_", " ")


def _in_period(report: ReportSummary, request: BriefingRequest) -> bool:
    if request.since is None and request.until is None:
        return True
    year = report.facts.year
    return year is not None and (request.since or year) <= year <= (request.until or year)


def _is_about(entry: Entry, request: BriefingRequest) -> bool:
    return not request.theme or any(mark.theme in request.theme for mark in entry.finding.themes)


def _check(material: Material, request: BriefingRequest) -> None:
    names = [theme.name for theme in material.themes]
    for name in request.theme:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"Did you mean {near[0]}?" if near else "See `dvrag lessons themes`."
            raise UsageError(f"There is no theme {name!r}.", hint=hint)
    if request.since is not None and request.until is not None and request.since > request.until:
        raise UsageError(f"The period from {request.since} to {request.until} ends before it begins.", hint="Turn it.")


def _about(material: Material, request: BriefingRequest) -> str:
    labels = {theme.name: theme.label for theme in material.themes}
    parts = [
        f"on {joined([in_sentence_label(labels[name]) for name in request.theme], 'or')}" if request.theme else "",
        f"that tells {joined([audience(name) for name in request.agency], 'or')}" if request.agency else "",
        f"in {joined(request.area, 'or')}" if request.area else "",
        "in that period" if request.since or request.until else "",
    ]
    return " ".join(part for part in parts if part) or "is in the register"


def _without(material: Material, request: BriefingRequest) -> str:
    """Return which single restriction to leave out, with the findings that there are then."""
    offers = []
    for name, changes in _LOOSER.items():
        looser = replace(request, **changes)  # type: ignore[arg-type]
        if looser == request:
            continue
        scope = _scope(material, looser)
        count = sum(1 for entry in scope.entries if not looser.agency or scope.told(entry))
        offers += [(count, name)] if count else []
    if not offers:
        return "Choose less at once: see `dvrag lessons list`."
    count, name = max(offers, key=lambda offer: offer[0])
    return f"Leave out the {name}: {count:,} finding{'s' if count > 1 else ''} then."


_LOOSER: dict[str, dict[str, object]] = {
    "theme": {"theme": ()},
    "agency": {"agency": ()},
    "area": {"area": ()},
    "period": {"since": None, "until": None},
}
