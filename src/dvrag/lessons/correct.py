"""What a person changes about a finding: values checked, and put into the finding that was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from dvrag.errors import UsageError
from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.model.actions import CORRECTABLE
from dvrag.model.findings import Finding, FindingKind, Scope, ThemeMark
from dvrag.text.characters import without_controls

LONGEST = 500
"""Characters of a corrected value, at most."""

BY_A_PERSON = "set by a person"


def checked_correction(field: str, value: str, finding: Finding, themes: Iterable[str]) -> str:
    """Return the value of a correction as it is kept; "" takes the value away (for `number`, `addressee` and so on).

    `themes` are the names that exist. Raises UsageError for an unknown field or a value that the field cannot hold.
    """
    if field not in CORRECTABLE:
        raise UsageError(f"The field {field!r} cannot be corrected.", hint=f"Known: {', '.join(CORRECTABLE)}.")
    cleaned = " ".join(without_controls(value).split())
    if len(cleaned) > LONGEST:
        raise UsageError(f"The new {field} is longer than {LONGEST} characters.", hint="Give a shorter one.")
    check = _CHECKS.get(field)
    if field in {"grade", "question"} and finding.judgment is None:
        raise UsageError(f"Only a judgment has a {field}.", hint="Correct its kind or another field.")
    if field == "themes":
        return _themes(cleaned, set(themes))
    return check(cleaned) if check else cleaned


def corrected(finding: Finding, latest: Mapping[str, str]) -> Finding:
    """Return the finding with people's latest value of each corrected field in it."""
    for field in sorted(latest, key=CORRECTABLE.index):
        change = _APPLIED.get(field)
        if change:
            finding = change(finding, latest[field])
    return finding


def value_of(finding: Finding, field: str) -> str:
    """Return the value that a field of a finding has now, as a correction would write it."""
    plan, judgment = finding.plan, finding.judgment
    return {
        "kind": finding.kind.value,
        "number": finding.number or "",
        "addressee": finding.addressee or "",
        "agencies": "; ".join(agency.name for agency in finding.agencies),
        "themes": "; ".join(mark.theme for mark in finding.themes),
        "scope": plan.scope.value if plan.scope else "",
        "deadline": plan.deadline or "",
        "lead": plan.lead or "",
        "grade": judgment.grade if judgment else "",
        "question": judgment.question if judgment else "",
    }.get(field, "")


def _kind(value: str) -> str:
    return _one_of("kind", value, [kind.value for kind in FindingKind])


def _scope(value: str) -> str:
    return _one_of("scope", value, [scope.value for scope in Scope]) if value else ""


def _one_of(field: str, value: str, known: list[str]) -> str:
    name = value.casefold().replace(" ", "_").replace("-", "_")
    if name not in known:
        raise UsageError(f"No {field} is called {value!r}.", hint=f"Known: {', '.join(known)}.")
    return name


def _themes(value: str, known: set[str]) -> str:
    names = [part.strip().casefold().replace(" ", "_") for part in value.split(";") if part.strip()]
    for name in names:
        if name not in known:
            raise UsageError(
                f"No theme is called {name!r}.", hint="See `dvrag lessons themes`; separate several with ;"
            )
    return "; ".join(dict.fromkeys(names))


def _yes(value: str) -> str:
    return _flag(value, "yes")


def _no(value: str) -> str:
    return _flag(value, "no")


def _flag(value: str, only: str) -> str:
    if value.casefold() not in {"", only}:
        raise UsageError(f"It can be {only!r} or empty, not {value!r}.")
    return value.casefold()


def _addressee(finding: Finding, value: str) -> Finding:
    """The agencies follow the addressee; a correction of the agencies themselves comes after it."""
    return replace(finding, addressee=value or None, agencies=agencies_in(value) if value else ())


def _agencies(finding: Finding, value: str) -> Finding:
    named = [agency for part in value.split(";") if part.strip() for agency in agencies_in(part.strip())]
    return replace(finding, agencies=tuple(dict.fromkeys(named)))


def _marked(finding: Finding, value: str) -> Finding:
    kept = {mark.theme: mark for mark in finding.themes}
    names = [part.strip() for part in value.split(";") if part.strip()]
    return replace(finding, themes=tuple(kept.get(n) or ThemeMark(n, 1.0, BY_A_PERSON) for n in names))


def _judged(field: str) -> Callable[[Finding, str], Finding]:
    def change(finding: Finding, value: str) -> Finding:
        judgment = finding.judgment
        if judgment is None:
            return finding
        changed = replace(judgment, grade=value) if field == "grade" else replace(judgment, question=value)
        return replace(finding, judgment=changed)

    return change


_CHECKS: dict[str, Callable[[str], str]] = {"kind": _kind, "scope": _scope, "checked": _yes, "kept": _no}
_APPLIED: dict[str, Callable[[Finding, str], Finding]] = {
    "kind": lambda finding, value: replace(finding, kind=FindingKind(value)),
    "number": lambda finding, value: replace(finding, number=value or None),
    "addressee": _addressee,
    "agencies": _agencies,
    "themes": _marked,
    "scope": lambda finding, value: replace(finding, plan=replace(finding.plan, scope=Scope(value) if value else None)),
    "deadline": lambda finding, value: replace(finding, plan=replace(finding.plan, deadline=value or None)),
    "lead": lambda finding, value: replace(finding, plan=replace(finding.plan, lead=value or None)),
    "grade": _judged("grade"),
    "question": _judged("question"),
}
