"""Restrictions by where a recommendation stands, how far it reaches, and whether it was made before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dvrag.lessons.counting.values import Read, Restriction, without
from dvrag.model.actions import ActionStatus, Entry
from dvrag.model.findings import FindingKind, Scope

Overdue = Callable[[Entry], bool]

_STATUS: tuple[tuple[str, frozenset[ActionStatus], str], ...] = (
    (
        r"not\s+(?:yet\s+)?(?:been\s+)?started|unstarted",
        frozenset({ActionStatus.NOT_STARTED}),
        "not started or not recorded",
    ),
    (
        r"not\s+(?:yet\s+)?(?:been\s+)?(?:complete[d]?|finished|done)|incomplete|unfinished|still\s+open|open|outstanding",
        frozenset({ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS}),
        "open (not recorded, not started or in progress)",
    ),
    (r"in\s+progress|under\s+way|underway|ongoing", frozenset({ActionStatus.IN_PROGRESS}), "in progress"),
    (r"not\s+accepted|unaccepted", frozenset({ActionStatus.NOT_ACCEPTED}), "not accepted"),
    (r"superseded", frozenset({ActionStatus.SUPERSEDED}), "superseded"),
    (r"complete[d]?|finished", frozenset({ActionStatus.COMPLETE}), "complete"),
)
_OVERDUE = r"overdue|late|past\s+(?:their|its|the)\s+(?:due\s+|target\s+)?date"
_NOW = r"(?:(?:that|which)\s+)?(?:(?:are|is|have|has|remain|remains|still|now|currently|marked(?:\s+as)?|been)\s+)+"
_SCOPES = {
    Scope.NATIONAL: r"national",
    Scope.REGIONAL: r"regional",
    Scope.LOCAL: r"local",
    Scope.MULTI_AGENCY: r"multi[- ]?agency",
    Scope.SINGLE_AGENCY: r"single[- ]?agency",
}
_EARLIER = re.compile(
    r"\b(?:(?:that|which|it)\s+)?(?:(?:ha[sd]|have|was|were|is|are)\s+)*(?:already\s+|previously\s+)?(?:been\s+)?"
    r"(?:previously\s+)?(?:(?:recommended|made|told|said|given)\s+(?:once\s+)?(?:before|previously|already|earlier)"
    r"|(?:already|previously)\s+(?:been\s+)?(?:recommended|made|told))(?:\s+(?:already|too))?\b|\brepeat(?:ed)?(?=\s*◊)",
    re.IGNORECASE,
)


def read_states(text: str, sorts: Sequence[FindingKind], overdue: Overdue | None) -> Read:
    """Return the status, scope and earlier mention that a question asks for; only recommendations have a status."""
    found: list[Restriction] = []
    unknown: tuple[str, ...] = ()
    earlier = _EARLIER.search(text)
    if earlier:
        found.append(Restriction("whose report says itself that this had been recommended before", _was_earlier))
        text = _without(text, earlier)
    if tuple(sorts) == (FindingKind.RECOMMENDATION,):
        status, text, unknown = _status(text, overdue)
        scope, text = _scope(text)
        found += [*status, *scope]
    return Read(tuple(found), text, unknown)


def _was_earlier(entry: Entry) -> bool:
    return bool(entry.finding.earlier)


def _status(text: str, overdue: Overdue | None) -> tuple[list[Restriction], str, tuple[str, ...]]:
    late = _stands(_OVERDUE, text)
    if late and overdue is None:
        return [], _without(text, late), ("overdue",)
    if late and overdue is not None:
        said = "that are past their recorded or printed date and that the action tracker does not show as settled"
        return [Restriction(said, overdue, _always)], _without(text, late), ()
    for pattern, wanted, word in _STATUS:
        match = _stands(pattern, text)
        if match:
            said = f"that the action tracker shows as {word}"
            return [Restriction(said, _has_status(wanted), _always)], _without(text, match), ()
    return [], text, ()


def _always(_: Entry) -> bool:
    """Every recommendation has a status."""
    return True


def _has_status(wanted: frozenset[ActionStatus]) -> Callable[[Entry], bool]:
    return lambda entry: entry.action.status in wanted


def _stands(words: str, text: str) -> re.Match[str] | None:
    """Return where a status stands before the counted noun or as what the recommendations are now."""
    before = text.partition("◊")[0]
    first = re.search(rf"\b(?:{words})\b", before, re.IGNORECASE)
    return first or re.compile(rf"\b{_NOW}(?:{words})\b", re.IGNORECASE).search(text, len(before))


def _scope(text: str) -> tuple[list[Restriction], str]:
    for scope, words in _SCOPES.items():
        match = _scope_match(words, text)
        if match:
            said = f"of {scope.label.lower()} scope"
            found = Restriction(said, _reaches(scope), lambda e: e.finding.plan.scope is not None, "state no scope")
            return [found], _without(text, match)
    return [], text


def _scope_match(words: str, text: str) -> re.Match[str] | None:
    before = text.partition("◊")[0]
    other = r"(?!\s+(?:government|police|agency|agencies|authorit))"
    first = re.search(rf"\b{words}\b{other}", before, re.IGNORECASE)
    later = rf"\b(?:{_NOW}|with\s+(?:a\s+)?|of\s+){words}(?:\s+(?:scope|in\s+scope|ones))?(?=\s*(?:[¦◊]|$))"
    return first or re.compile(later, re.IGNORECASE).search(text, len(before))


def _reaches(scope: Scope) -> Callable[[Entry], bool]:
    return lambda entry: entry.finding.plan.scope is scope


def _without(text: str, match: re.Match[str]) -> str:
    return without(text, *match.span())
