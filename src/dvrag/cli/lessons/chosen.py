"""`--filter KEY=VALUE` of the register → FindingFilters, and the entries that they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from dvrag.cli.filters import nearest, parse_family, parse_years
from dvrag.errors import UsageError
from dvrag.model.findings import AgencyClass, FindingFilters, FindingKind, Scale, Scope

if TYPE_CHECKING:
    from dvrag.lessons.register import Register
    from dvrag.model.actions import Entry

KEYS = (
    *("kind", "theme", "agency", "class", "scope", "status", "owner", "area", "family", "publisher", "year", "report"),
    *("grade", "scale", "words", "check"),
)
_STATUSES = ("not_started", "in_progress", "complete", "not_accepted", "superseded")
_KNOWN: dict[str, tuple[str, ...]] = {
    "kind": tuple(kind.value for kind in FindingKind),
    "class": tuple(cls.value for cls in AgencyClass),
    "scope": tuple(scope.value for scope in Scope),
    "status": _STATUSES,
    "scale": tuple(scale.value for scale in Scale),
    "check": ("yes", "no"),
}


def parse(pairs: Sequence[str], themes: Sequence[str]) -> FindingFilters:
    """Return the filters named by `KEY=VALUE` texts. Raises UsageError, naming the nearest known key or value."""
    values: dict[str, list[str]] = {key: [] for key in KEYS}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value:
            raise UsageError(f"The filter {pair!r} is not KEY=VALUE.", hint="For example: --filter kind=lesson.")
        if key.lower() not in values:
            raise UsageError(f"Unknown filter {key!r}.", hint=nearest(key.lower(), KEYS))
        values[key.lower()] += _checked(key.lower(), value, themes)
    years = tuple(year for value in values.pop("year") for year in parse_years(value))
    values["cls"] = values.pop("class")
    names = {field.name for field in fields(FindingFilters)} - {"year"}
    return FindingFilters(year=years, **{name: tuple(dict.fromkeys(values[name])) for name in names})


def chosen(register: Register, filters: FindingFilters) -> tuple[Entry, ...]:
    """Return the entries that are kept and meet the filters."""
    from dvrag.lessons.filters import matching_entries  # noqa: PLC0415 - heavy

    return matching_entries(register.kept, filters)


def _checked(key: str, value: str, themes: Sequence[str]) -> list[str]:
    if key == "family":
        return [family.value for family in parse_family(value)]
    if key == "words":
        return value.split()
    known = tuple(themes) if key == "theme" else _KNOWN.get(key)
    if known is None:
        return [value]
    plain = value.casefold() if key == "scale" else value.casefold().replace(" ", "_").replace("-", "_")
    if plain not in known:
        raise UsageError(f"No {key} is called {value!r}.", hint=nearest(plain, known))
    return [plain]
