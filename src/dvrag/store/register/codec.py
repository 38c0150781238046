"""Findings, edits and themes as values of columns, and back, without loss."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from dvrag.model.actions import Edit
from dvrag.model.findings import (
    Agency,
    AgencyClass,
    Figure,
    Finding,
    FindingKind,
    Judgment,
    Plan,
    Scale,
    Scope,
    Theme,
    ThemeMark,
)
from dvrag.model.ids import FindingId, ReportId
from dvrag.ports import Vectors
from dvrag.store.tables import Value

_PLAIN = (
    "section",
    "page",
    "page_label",
    "paragraph",
    "paragraph_index",
    "number",
    "addressee",
    "earlier",
    "confidence",
)


def finding_values(finding: Finding, vector: Vectors) -> tuple[Value, ...]:
    """Return a row of `findings`; `vector` has shape (d,)."""
    data: dict[str, Any] = {name: getattr(finding, name) for name in _PLAIN}
    data |= {
        "agencies": [[agency.name, agency.kind.value] for agency in finding.agencies],
        "plan": asdict(finding.plan),
        "judgment": asdict(finding.judgment) if finding.judgment else None,
        "figure": asdict(finding.figure) if finding.figure else None,
        "doubts": finding.doubts,
    }
    return (
        *(finding.id, finding.report_id, finding.kind.value, finding.start, finding.end, finding.text),
        *(_json(data), themes_to_json(finding.themes), np.ascontiguousarray(vector, dtype=np.float32).tobytes()),
    )


def finding_from(row: Sequence[Any]) -> Finding:
    """Return the finding in a row of `findings`."""
    identity, report, kind, start, end, text, data, themes, _ = row
    found = json.loads(data)
    judgment, figure, plan = found["judgment"], found["figure"], found["plan"]
    return Finding(
        id=FindingId(identity),
        report_id=ReportId(report),
        kind=FindingKind(kind),
        start=start,
        end=end,
        text=text,
        agencies=tuple(Agency(name, AgencyClass(value)) for name, value in found["agencies"]),
        plan=Plan(**{**plan, "scope": Scope(plan["scope"]) if plan["scope"] else None}),
        judgment=Judgment(**{**judgment, "scale": Scale(judgment["scale"])}) if judgment else None,
        figure=Figure(**figure) if figure else None,
        themes=themes_from_json(themes),
        doubts=tuple(found["doubts"]),
        **{name: found[name] for name in _PLAIN},
    )


def vector_from(row: Sequence[Any]) -> Vectors:
    """Return the vector in a row of `findings`, shape (d,)."""
    return np.frombuffer(row[8], dtype=np.float32)


def themes_to_json(marks: Sequence[ThemeMark]) -> str:
    """Return themes as JSON: [name, score, reason]."""
    return _json([[mark.theme, round(mark.score, 4), mark.reason] for mark in marks])


def themes_from_json(text: str) -> tuple[ThemeMark, ...]:
    """Return the themes that `themes_to_json` wrote."""
    return tuple(ThemeMark(*values) for values in json.loads(text))


def edit_from(row: Sequence[Any]) -> Edit:
    """Return the edit in a row of `edits`."""
    n, finding, _, _, _, _, field, before, after, who, at, note = row
    return Edit(n, FindingId(finding), field, before, after, who, at, note)


def theme_values(theme: Theme, who: str, at: str) -> tuple[Value, ...]:
    """Return a row of `own_themes`."""
    return (theme.name, theme.label, _json(theme.terms), _json(theme.examples), who, at)


def theme_from(row: Sequence[Any]) -> Theme:
    """Return the theme in a row of `own_themes`."""
    name, label, terms, examples, _, _ = row
    return Theme(name, label, tuple(json.loads(terms)), tuple(json.loads(examples)), own=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
