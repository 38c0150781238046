"""Choosing questions: by theme, role, agency, area, form, level and review, each value with its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dvrag.model.learning.items import Decision, Difficulty, ItemFilters, ItemKind, Reviewed, Role
from dvrag.model.results import ReportSummary

FIRST = ("theme", "role")
MORE = ("agency", "area", "kind", "difficulty", "report")
LABELS = {
    "theme": "Theme",
    "role": "Role",
    "agency": "Agency",
    "area": "Area or force",
    "kind": "Form of question",
    "difficulty": "Level",
    "report": "Report",
    "decision": "Review",
}
REVIEWED = (Decision.ACCEPTED, Decision.EDITED)
"""What a person has read and let stand."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: for each field its values with their numbers of questions, and what each is called."""

    counts: Mapping[str, Mapping[str, int]]
    called: Mapping[str, Callable[[str], str]]

    @classmethod
    def of(cls, items: Sequence[Reviewed], reports: Sequence[ReportSummary], themes: Mapping[str, str]) -> Offer:
        """Return what these questions offer; `themes` maps the name of a theme to its label."""
        by_id = {report.id: report for report in reports}
        found: dict[str, Counter[str]] = {name: Counter() for name in LABELS}
        for one in items:
            item, report = one.item, by_id.get(one.item.cited[0].report_id)
            found["theme"].update(item.themes)
            found["role"].update(role.value for role in item.roles)
            found["agency"].update({agency.name for agency in item.agencies})
            found["kind"][item.kind.value] += 1
            found["difficulty"][item.difficulty.value] += 1
            found["decision"][one.decision.value] += 1
            if report is not None:
                found["report"][report.source] += 1
                found["area"].update([report.facts.place] if report.facts.place else [])
        titles = {report.source: report.title for report in reports}
        called: dict[str, Callable[[str], str]] = {
            "theme": lambda name: themes.get(name, name.replace("_", " ")),
            "role": lambda name: Role(name).label,
            "kind": lambda name: ItemKind(name).label,
            "difficulty": lambda name: Difficulty(name).label,
            "decision": lambda name: Decision(name).label,
            "report": lambda name: titles.get(name, name),
        }
        return cls(found, called)

    def shown(self, field: str, value: str) -> str:
        """Return a value as its readers call it."""
        return self.called[field](value) if field in self.called else value

    def values(self, field: str) -> list[str]:
        """Return the values of a field: levels from easy to hard, the others by name."""
        if field in {"difficulty", "decision", "kind"}:
            order = {"difficulty": Difficulty, "decision": Decision, "kind": ItemKind}[field]
            return [member.value for member in order if self.counts[field][member.value]]
        return sorted(self.counts[field], key=lambda value: self.shown(field, value).casefold())


def choose(offer: Offer, prefix: str, first: Sequence[str] = FIRST, more: Sequence[str] = MORE) -> ItemFilters:
    """Show a box for each field, the fields of `more` on request; return what is chosen. `prefix` names the place."""
    chosen: dict[str, tuple[str, ...]] = {}
    for column, field in zip(st.columns(len(first)), first, strict=True):
        with column:
            chosen[field] = _box(offer, field, prefix)
    if more:
        with st.expander("More ways to choose"):
            for field in more:
                chosen[field] = _box(offer, field, prefix)
    return filters_of(chosen)


def filters_of(chosen: Mapping[str, Sequence[str]]) -> ItemFilters:
    """Return restrictions by field as the trainer takes them; a field that is missing restricts nothing."""
    return ItemFilters(
        theme=tuple(chosen.get("theme", ())),
        role=tuple(Role(value) for value in chosen.get("role", ())),
        kind=tuple(ItemKind(value) for value in chosen.get("kind", ())),
        difficulty=tuple(Difficulty(value) for value in chosen.get("difficulty", ())),
        agency=tuple(chosen.get("agency", ())),
        area=tuple(chosen.get("area", ())),
        report=tuple(chosen.get("report", ())),
        decision=tuple(Decision(value) for value in chosen.get("decision", ())),
    )


def clear(prefix: str) -> None:
    """Take every restriction back."""
    for field in LABELS:
        st.session_state[f"{prefix}_{field}"] = []


def _box(offer: Offer, field: str, prefix: str) -> tuple[str, ...]:
    key, options = f"{prefix}_{field}", offer.values(field)
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in options]
    return tuple(
        st.multiselect(
            LABELS[field],
            options,
            key=key,
            format_func=lambda value: f"{offer.shown(field, value)} ({offer.counts[field][value]})",
            placeholder="All",
            persist_state="session",
        )
    )
