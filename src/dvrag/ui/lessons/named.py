"""Plain words for findings: kinds, themes, places, who is told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dvrag.model.actions import Entry
from dvrag.model.findings import AgencyClass, FindingKind, Scope
from dvrag.ui import words
from dvrag.ui.words import NOT_STATED

SHORT = 160
"""Characters of a finding's text in a table, at most."""

_KINDS = {
    FindingKind.RECOMMENDATION: ("recommendation", "recommendations"),
    FindingKind.LESSON: ("lesson", "lessons"),
    FindingKind.CAUSE_OF_CONCERN: ("cause of concern", "causes of concern"),
    FindingKind.AREA_FOR_IMPROVEMENT: ("area for improvement", "areas for improvement"),
    FindingKind.PROMISING_PRACTICE: ("promising practice", "promising practices"),
    FindingKind.JUDGMENT: ("graded judgment", "graded judgments"),
    FindingKind.FIGURE: ("key figure", "key figures"),
}

_FORMATTING = re.compile(r"[^\w\s.,()'’–-]|_|(?<!\d)\.|\.(?!\d)")
"""All but letters, digits, spaces, points inside numbers, and a few marks that no formatting is made of."""


def counted(kind: FindingKind, n: int) -> str:
    """Return "1 recommendation", "12 causes of concern"."""
    return words.count(n, *_KINDS[kind])


def kind(value: str) -> str:
    """Return a kind with a capital."""
    return words.sentence(_KINDS[FindingKind(value)][0])


def cls(value: str) -> str:
    """Return the sector of an agency in words."""
    return AgencyClass(value).label


def scope(value: str) -> str:
    """Return a scope in words."""
    return Scope(value).label


def theme(name: str, labels: Mapping[str, str]) -> str:
    """Return a theme's label; a name that is no theme any more as words."""
    return labels.get(name) or words.sentence(name.replace("_", " "))


def themes(entry: Entry, labels: Mapping[str, str]) -> str:
    """Return the themes of an entry, the strongest first."""
    return ", ".join(theme(mark.theme, labels) for mark in entry.finding.themes)


def title(entry: Entry) -> str:
    """Return "Recommendation 4", or the kind alone where nothing is printed."""
    finding = entry.finding
    name = kind(finding.kind.value)
    return f"{name} {finding.number}" if finding.number else name


def short(text: str, most: int = SHORT) -> str:
    """Return the text on one line, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def listed(entry: Entry) -> str:
    """Return an entry as it stands in a list to choose from."""
    return f"{title(entry)} – {area(entry)}, {published(entry)}: {short(entry.finding.text, 80)}"


def spoken(entry: Entry) -> str:
    """Return title and area for the label of a control: what could be read as formatting there is left out."""
    return " ".join(_FORMATTING.sub(" ", f"{title(entry)}, {area(entry)}").split())


def place(entry: Entry) -> str:
    """Return page and paragraph of an entry as a reader would look for it; "" where neither is known."""
    finding = entry.finding
    known = (
        words.page(finding.page, finding.page_label, entry.report.format),
        words.paragraph(finding.paragraph, finding.paragraph_index),
    )
    return ", ".join(part for part in known if part)


def area(entry: Entry) -> str:
    """Return the area of the entry's report."""
    return entry.report.facts.place or NOT_STATED


def published(entry: Entry) -> str:
    """Return when the entry's report was published."""
    return words.date(entry.report.facts.published.value)
