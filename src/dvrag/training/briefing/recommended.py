"""What was recommended, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.findings import AgencyClass, FindingKind
from dvrag.model.ids import FindingId
from dvrag.model.learning.briefing import Part, Point
from dvrag.model.learning.items import Cited
from dvrag.text.plain import capitalised
from dvrag.training.briefing.balance import in_turn, weight
from dvrag.training.briefing.naming import audience, dated, in_sentence, joined, published
from dvrag.training.briefing.quoting import is_fragment, is_plain, quoted
from dvrag.training.briefing.scope import Scope, Sizes

KEY = "recommended"
STRONG = 0.6
"""How strongly a finding speaks of the theme that is put before weaker ones; those are left out where enough do."""
_ENOUGH = 4
_ORDER = (FindingKind.RECOMMENDATION, FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.CAUSE_OF_CONCERN)
_SAID = {
    FindingKind.RECOMMENDATION: "recommended",
    FindingKind.AREA_FOR_IMPROVEMENT: "named as an area for improvement",
    FindingKind.CAUSE_OF_CONCERN: "named as a cause of concern",
}


def recommended(
    scope: Scope, sizes: Sizes, group_of: Mapping[FindingId, str], quoted_already: Set[tuple[str, int]]
) -> Part | None:
    """Return the part: what the agency asked for was told, else what all were; None where nothing is.

    `group_of` names the repeated lesson of a finding: of one lesson one finding is quoted. `quoted_already` are the
    places (report, start) that were quoted before: others come first.
    """
    found = quoted(_candidates(scope), sizes)
    fresh = [pair for pair in found if (pair[1].report_id, pair[1].start) not in quoted_already]
    chosen = in_turn(_one_each(fresh or found, group_of), sizes.recommended, lambda pair: pair[0].report.id)
    points = tuple(Point(sentence(entry), (cited,)) for entry, cited in chosen)
    return Part(KEY, heading(scope), _lead(scope), points) if points else None


def sentence(entry: Entry) -> str:
    """Return "To Marlshire Police, recommended by the Brackenford review (November 2019):"."""
    finding = entry.finding
    names = [in_sentence(agency.name) for agency in dict.fromkeys(finding.agencies)]
    who = joined(names) or finding.addressee or ""
    said = "raised as a concern" if entry.report.family is Family.PREVENTION_REPORT else _SAID[finding.kind]
    by = dated(entry.report)
    if [entry.report.facts.force.value] == names and entry.report.family is Family.INSPECTION:
        return f"To {who}, {said} by its inspectors ({published(entry.report)}):"
    return f"To {who}, {said} by {by}:" if who else f"{capitalised(said)} by {by}, without an addressee:"


def heading(scope: Scope) -> str:
    """Return the heading with the agencies that are asked for."""
    shown = joined([audience(name) for name in scope.request.agency])
    return f"What was recommended to {shown}" if shown else "What was recommended"


def _lead(scope: Scope) -> str:
    if not scope.request.agency:
        return "Recommendations, areas for improvement and causes of concern, with those they were addressed to."
    return "What these agencies were told, what all of their kind were, and what others were told about them."


def _candidates(scope: Scope) -> Iterable[Entry]:
    wanted = [
        entry
        for entry in scope.entries
        if entry.finding.kind in _ORDER and (not scope.request.agency or scope.nearness(entry))
    ]
    strong = [entry for entry in wanted if scope.strength(entry) >= STRONG]
    return sorted(strong if len(strong) >= _ENOUGH else wanted, key=lambda entry: _rank(entry, scope))


def _rank(entry: Entry, scope: Scope) -> tuple[object, ...]:
    finding = entry.finding
    strength = scope.strength(entry)
    return (
        -scope.nearness(entry) if scope.request.agency else 0,
        strength < STRONG,
        not finding.agencies,
        not is_plain(finding.text),
        is_fragment(entry),
        not scope.request.agency and _national(entry),
        weight(entry.report),
        _ORDER.index(finding.kind),
        -round(strength, 1),
        -(entry.report.facts.year or 0),
        entry.report.source,
        finding.start,
    )


def _national(entry: Entry) -> bool:
    """Return whether only national bodies were told: who reads a briefing can act on what local ones were."""
    told = entry.finding.agencies
    return bool(told) and all(agency.kind is AgencyClass.NATIONAL_GOVERNMENT for agency in told)


def _one_each(found: Iterable[tuple[Entry, Cited]], group_of: Mapping[FindingId, str]) -> Iterable[tuple[Entry, Cited]]:
    """Yield the findings, of those that ask for the same only the first."""
    seen: set[str] = set()
    for entry, cited in found:
        group = group_of.get(entry.finding.id, entry.finding.id)
        if group not in seen:
            seen.add(group)
            yield entry, cited
