"""Options of `dvrag train` → ItemFilters and BriefingRequest, with the nearest known name where one is mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from dvrag.cli.filters import check_known, nearest, parse_years
from dvrag.errors import UsageError
from dvrag.model.findings import Theme
from dvrag.model.learning.briefing import BriefingRequest, Length
from dvrag.model.learning.items import Decision, Difficulty, ItemFilters, ItemKind, Role
from dvrag.model.results import Filters

if TYPE_CHECKING:
    from dvrag.trainer import Trainer

Named = TypeVar("Named", bound=StrEnum)
Given = Mapping[str, Sequence[str] | None]
"""What was given for each option: theme, role, kind, difficulty, agency, area, year, report, decision."""


def item_filters(trainer: Trainer, given: Given) -> ItemFilters:
    """Return the restrictions that the options name.

    Raises UsageError for a value that is mistyped, or that names an area, report or agency of which there is nothing.
    """
    years = tuple(year for text in given.get("year") or () for year in parse_years(text))
    area, report = (tuple(given.get(name) or ()) for name in ("area", "report"))
    check_known(Filters(area=area, report=report), trainer.reports())
    return ItemFilters(
        theme=themes_named(given.get("theme") or (), trainer.themes()),
        role=_members(given.get("role"), Role, "role"),
        kind=_members(given.get("kind"), ItemKind, "kind of question"),
        difficulty=_members(given.get("difficulty"), Difficulty, "difficulty"),
        agency=_agencies(given.get("agency") or (), trainer),
        area=area,
        year=years,
        report=report,
        decision=_members(given.get("decision"), Decision, "decision"),
    )


def briefing_request(trainer: Trainer, given: Given, length: str) -> BriefingRequest:
    """Return what a briefing is about. Raises UsageError as `item_filters` does, and for more than one period."""
    periods = [parse_years(text) for text in given.get("year") or ()]
    if len(periods) > 1:
        first, last = min(map(min, periods)), max(map(max, periods))
        raise UsageError("A briefing is about one period.", hint=f"Give --year once, for example {first}..{last}.")
    years = [year for period in periods for year in period]
    area = tuple(given.get("area") or ())
    check_known(Filters(area=area), trainer.reports())
    return BriefingRequest(
        theme=themes_named(given.get("theme") or (), trainer.themes()),
        agency=tuple(given.get("agency") or ()),
        area=area,
        since=min(years, default=None),
        until=max(years, default=None),
        length=_member(length, Length, "length"),
    )


def themes_named(typed: Iterable[str], themes: Sequence[Theme]) -> tuple[str, ...]:
    """Return the names of themes given by name or label. Raises UsageError for an unknown one."""
    known = {_plain(written): theme.name for theme in themes for written in (theme.label, theme.name)}
    found = []
    for value in typed:
        if _plain(value) not in known:
            hint = nearest(_plain(value), [theme.label.casefold() for theme in themes])
            raise UsageError(f"No theme is called {value!r}.", hint=hint)
        found.append(known[_plain(value)])
    return tuple(dict.fromkeys(found))


def _members(typed: Sequence[str] | None, names: type[Named], what: str) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(_member(value, names, what) for value in typed or ()))


def _member(value: str, names: type[Named], what: str) -> Named:
    """Return the member that a value or label names, in any case, spaces and hyphens alike; also its plural."""
    known = {_plain(text): member for member in names for text in (member.value, getattr(member, "label", ""))}
    found = known.get(_plain(value)) or known.get(_plain(value).removesuffix("s"))
    if found is None:
        hint = nearest(_plain(value), [member.value for member in names])
        raise UsageError(f"No {what} is called {value!r}.", hint=hint)
    return found


def _agencies(typed: Sequence[str], trainer: Trainer) -> tuple[str, ...]:
    """Return each value as typed where it means an agency of some question, else the names that hold its words.

    Raises UsageError for a value that means none, naming the nearest name.
    """
    from dvrag.lessons.agencies.normalise import matches  # noqa: PLC0415 - heavy

    if not typed:
        return ()
    asked = [reviewed.item.agencies for reviewed in trainer.items() if reviewed.item.agencies]
    names = list(dict.fromkeys(agency.name for agencies in asked for agency in agencies))
    found: list[str] = []
    for value in typed:
        if any(matches(value, None, agencies) for agencies in asked):
            found.append(value)
            continue
        whole = re.compile(rf"\b{re.escape(value.strip())}", re.IGNORECASE)
        holding = [name for name in names if whole.search(name)]
        if not holding:
            raise UsageError(f"No question is about the agency {value!r}.", hint=nearest(value, names))
        found += holding
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
