"""`--filter KEY=VALUE` of the register → FindingFilters, and the entries that they leave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.cli.filters import check_known, nearest, parse_family, parse_years
from dvrag.cli.lessons.notices import out_of_order
from dvrag.cli.terminal import say
from dvrag.errors import UsageError
from dvrag.model.actions import ActionStatus
from dvrag.model.findings import GRADES, AgencyClass, FindingFilters, FindingKind, Scale, Scope
from dvrag.model.results import Filters

if TYPE_CHECKING:
    from dvrag.lessons.register import Register
    from dvrag.model.actions import Entry
    from dvrag.registrar import Registrar

KEYS = (
    *("kind", "theme", "agency", "class", "scope", "status", "owner", "area", "family", "publisher", "year", "report"),
    *("grade", "scale", "words", "check"),
)
_KNOWN: dict[str, tuple[str, ...]] = {
    "kind": tuple(kind.value for kind in FindingKind),
    "class": tuple(cls.value for cls in AgencyClass),
    "scope": tuple(scope.value for scope in Scope),
    "status": tuple(status.value for status in ActionStatus),
    "scale": tuple(scale.value for scale in Scale),
    "check": ("yes", "no"),
}


def selected(library: Path, registrar: Registrar, pairs: Sequence[str] | None) -> tuple[Entry, ...]:
    """Return the kept entries that meet the filters; say on stderr what the register lacks and what fits nothing.

    Raises UsageError for a filter that is mistyped, or names an area, publisher or report that the library lacks.
    """
    from dvrag.lessons.filters import matching_entries  # noqa: PLC0415 - heavy

    register = registrar.register()
    filters = parse(pairs or [], [theme.name for theme in registrar.themes()])
    _check_reports(library, filters)
    out_of_order(register)
    filters = replace(filters, agency=tuple(name for typed in filters.agency for name in _agencies(register, typed)))
    found = matching_entries(register.kept, filters)
    if not found:
        _say_unmatched(register, filters)
    return found


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


def _checked(key: str, value: str, themes: Sequence[str]) -> list[str]:
    if key == "family":
        return [family.value for family in parse_family(value)]
    if key == "words":
        return value.split()
    if key == "grade":
        return [_grade(value)]
    known = tuple(themes) if key == "theme" else _KNOWN.get(key)
    if known is None:
        return [value]
    plain = value.casefold() if key == "scale" else value.casefold().replace(" ", "_").replace("-", "_")
    if plain not in known:
        raise UsageError(f"No {key} is called {value!r}.", hint=nearest(plain, known))
    return [plain]


def _grade(value: str) -> str:
    """Return a grade as it is kept. One that nearly is a known one is refused; any other may be of another scale."""
    plain = " ".join(value.casefold().replace("_", " ").replace("-", " ").split())
    known = list(dict.fromkeys(grade for grades in GRADES.values() for grade in grades))
    if plain in known:
        return plain
    hint = nearest(plain, known)
    if hint.startswith("Did you mean"):
        raise UsageError(f"No grade is called {value!r}.", hint=hint)
    return " ".join(value.casefold().split())


def _check_reports(library: Path, filters: FindingFilters) -> None:
    about = Filters(area=filters.area, publisher=filters.publisher, report=filters.report)
    if about != Filters():
        from dvrag.assembly import open_library  # noqa: PLC0415 - heavy

        with open_library(library) as opened:
            check_known(about, opened.reports())


def _agencies(register: Register, typed: str) -> tuple[str, ...]:
    """Return the name as typed where it means an addressee here, else the names and addressees that contain it."""
    from dvrag.lessons.filters import matching_entries  # noqa: PLC0415 - heavy

    if matching_entries(register.kept, FindingFilters(agency=(typed,))):
        return (typed,)
    whole = re.compile(rf"\b{re.escape(typed)}", re.IGNORECASE)
    return tuple(name for name in _addressees(register) if whole.search(name)) or (typed,)


def _addressees(register: Register) -> tuple[str, ...]:
    """Return the agencies of the register by their usual names, then the addressees as printed."""
    kept = [entry.finding for entry in register.kept]
    names = [agency.name for finding in kept for agency in finding.agencies]
    return tuple(dict.fromkeys([*names, *(finding.addressee for finding in kept if finding.addressee)]))


def _near_word(typed: str, names: Sequence[str]) -> str:
    """Return the hint for one mistyped word of a name ("polcie"), else for a whole name."""
    inside = {word.casefold() for name in names for word in re.findall(r"[^\W\d_]{4,}", name)}
    hint = "" if " " in typed else nearest(typed.casefold(), sorted(inside))
    return hint if hint.startswith("Did you mean") else nearest(typed, names)


def _say_unmatched(register: Register, filters: FindingFilters) -> None:
    from dvrag.lessons.filters import matching_entries  # noqa: PLC0415 - heavy

    kept = register.kept
    agencies = [agency.name for entry in kept for agency in entry.finding.agencies]
    owners = [entry.action.owner for entry in kept if entry.action.owner]
    tried = [("agency", FindingFilters(agency=(value,)), value, agencies) for value in filters.agency]
    tried += [("owner", FindingFilters(owner=(value,)), value, owners) for value in filters.owner]
    for key, alone, value, known in tried:
        if not matching_entries(kept, alone):
            say(f"No finding here has the {key} {value!r}. {_near_word(value, list(dict.fromkeys(known)))}")
