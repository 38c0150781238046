"""`--filter KEY=VALUE` → Filters, with the nearest known name where one is mistyped."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dvrag.errors import UsageError
from dvrag.model.documents import Family
from dvrag.model.results import Filters, ReportSummary, ThemeCount

KEYS = ("family", "area", "publisher", "year", "report", "theme")

WORDS = {
    "dhr": (Family.DHR_OVERVIEW, Family.DHR_SUMMARY),
    "dardr": (Family.DHR_OVERVIEW, Family.DHR_SUMMARY),
    "domestic homicide review": (Family.DHR_OVERVIEW, Family.DHR_SUMMARY),
    "domestic abuse related death review": (Family.DHR_OVERVIEW, Family.DHR_SUMMARY),
    "overview": (Family.DHR_OVERVIEW,),
    "overview report": (Family.DHR_OVERVIEW,),
    "dhr overview": (Family.DHR_OVERVIEW,),
    "executive summary": (Family.DHR_SUMMARY,),
    "dhr executive summary": (Family.DHR_SUMMARY,),
    "summary page": (Family.LIBRARY_SUMMARY,),
    "peel": (Family.INSPECTION,),
    "thematic": (Family.THEMATIC_INSPECTION,),
    "jtai": (Family.JOINT_INSPECTION,),
    "briefing": (Family.RESEARCH,),
    "charity review": (Family.SERVICE_REVIEW,),
    "safeguarding case review": (Family.CASE_REVIEW,),
    "pfd": (Family.PREVENTION_REPORT,),
    "prevention of future deaths": (Family.PREVENTION_REPORT,),
    "letter": (Family.QA_LETTER,),
    "newspaper": (Family.NEWS,),
    "article": (Family.NEWS,),
}
"""Words that people use for a family, beside its own name and label."""

FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_filters(pairs: Sequence[str]) -> Filters:
    """Return the filters named by `KEY=VALUE` texts; a key given twice means either value.

    Raises UsageError for an unknown key, family or year, naming the nearest known one.
    """
    values: dict[str, list[str]] = {key: [] for key in KEYS}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value:
            raise UsageError(f"The filter {pair!r} is not KEY=VALUE.", hint="For example: --filter year=2015..2020.")
        if key.lower() not in values:
            raise UsageError(f"Unknown filter {key!r}.", hint=nearest(key.lower(), KEYS))
        values[key.lower()].append(value)
    families = [family.value for value in values["family"] for family in parse_family(value)]
    years = [year for value in values["year"] for year in parse_years(value)]
    return Filters(
        family=tuple(dict.fromkeys(families)),
        area=tuple(values["area"]),
        publisher=tuple(values["publisher"]),
        year=tuple(dict.fromkeys(years)),
        report=tuple(values["report"]),
        theme=tuple(values["theme"]),
    )


def parse_family(value: str) -> tuple[Family, ...]:
    """Return the families that `value` names: an enum value, a label or a common word. Raises UsageError if none."""
    names = _family_names()
    wanted = _words(value)
    singular = wanted.removesuffix("s")
    found = names.get(wanted) or names.get(singular) or names.get(f"{wanted} report")
    if not found:
        raise UsageError(f"Unknown family {value!r}.", hint=nearest(wanted, names))
    return found


def parse_years(value: str) -> tuple[int, ...]:
    """Return the years of "2019" or "2015..2020", both ends included. Raises UsageError otherwise."""
    match = re.fullmatch(r"(\d{4})(?:\s*(?:\.\.|-|–)\s*(\d{4}))?", value, re.ASCII)
    first = int(match[1]) if match else 0
    last = int(match[2] or match[1]) if match else 0
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise UsageError(f"Not a year or a range of years: {value!r}.", hint="Write 2019 or 2015..2020.")
    return tuple(range(first, last + 1))


def check_known(filters: Filters, reports: Iterable[ReportSummary]) -> None:
    """Raise UsageError where an area, publisher or report of the filters matches nothing in the library."""
    from dvrag.store.search import matching  # noqa: PLC0415 - not needed for --help

    listed = tuple(reports)
    areas = [fact for r in listed for fact in (r.facts.area.value, r.facts.force.value, r.facts.partnership.value)]
    known: dict[str, list[str | None]] = {
        "area": areas,
        "publisher": [r.facts.publisher.value for r in listed],
        "report": [r.source for r in listed],
    }
    for key, names in known.items():
        for value in getattr(filters, key):
            if not matching(listed, Filters(**{key: (value,)})):
                hint = nearest(value, dict.fromkeys(name for name in names if name))
                raise UsageError(f"No report in the library has the {key} {value!r}.", hint=hint)


def with_themes(filters: Filters, themes: Sequence[ThemeCount], more: Iterable[str] = ()) -> Filters:
    """Return the filters with their themes, and `more` of them, by name; each may be given by its label too.

    Raises UsageError for an unknown theme, naming the nearest one.
    """
    written = [*(theme.label for theme in themes), *(theme.name for theme in themes)]
    known = {_words(one): theme.name for one, theme in zip(written, (*themes, *themes), strict=True)}
    found = []
    for value in (*filters.theme, *more):
        if _words(value) not in known:
            raise UsageError(f"No theme is called {value!r}.", hint=nearest(value, written))
        found.append(known[_words(value)])
    return replace(filters, theme=tuple(dict.fromkeys(found)))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest known name, or all of them where none is near."""
    names = list(known)
    folded = {known_name.casefold(): known_name for known_name in names}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    if near:
        return f"Did you mean {folded[near[0]]!r}?"
    shown = ", ".join(names[:12])
    return f"Known: {shown}{', …' if len(names) > 12 else ''}." if names else "The library states none."


def _family_names() -> dict[str, tuple[Family, ...]]:
    own = {_words(name): (family,) for family in Family for name in (family.label, family.value)}
    return {**own, **WORDS}


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
