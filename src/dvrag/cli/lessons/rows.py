"""Entries of the register as plain rows: the contracts of `dvrag lessons … --json` and the columns of CSV files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from dvrag.lessons.filters import area_of
from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Edit, Entry

Row = dict[str, Any]


def finding_row(entry: Entry) -> Row:
    """Return the row of `lessons list --json`; what is not stated is null."""
    finding, report = entry.finding, entry.report
    classes = list(dict.fromkeys(agency.kind.value for agency in finding.agencies))
    return {
        "finding_id": finding.id,
        "kind": finding.kind.value,
        "number": finding.number,
        "text": finding.text,
        "addressee": finding.addressee,
        "agencies": [agency.name for agency in finding.agencies],
        "class": classes[0] if classes else None,
        "themes": [mark.theme for mark in finding.themes],
        "scope": finding.plan.scope.value if finding.plan.scope else None,
        "deadline": finding.plan.deadline,
        "report_id": report.id,
        "source": report.source,
        "title": report.title,
        "page": finding.page,
        "page_label": finding.page_label,
        "paragraph": finding.paragraph,
        "start": finding.start,
        "end": finding.end,
        "confidence": finding.confidence,
        "classes": classes,
        "area": area_of(entry) or None,
        "published": report.facts.published.value,
        "section": finding.section,
        "earlier": finding.earlier or None,
        "doubts": list(finding.doubts),
        "checked": entry.checked,
        "edited": list(entry.edited),
        "copy_of": entry.copy_of,
        "judgment": _judgment(entry),
        "figure": asdict(finding.figure) if finding.figure else None,
        "action": action_row(entry),
    }


def judgment_row(entry: Entry) -> Row:
    """Return the row of `lessons judgments --json`."""
    finding, judgment = entry.finding, entry.finding.judgment
    assert judgment is not None
    return {
        "body": judgment.body,
        "force": judgment.force,
        "question": judgment.question,
        "grade": judgment.grade,
        "scale": judgment.scale.value,
        "cycle": judgment.cycle or None,
        "date": judgment.date,
        "report_id": entry.report.id,
        "source": entry.report.source,
        "page": finding.page,
        "quote": finding.text,
        "finding_id": finding.id,
        "page_label": finding.page_label,
        "confidence": finding.confidence,
        "doubts": list(finding.doubts),
    }


def action_row(entry: Entry) -> Row | None:
    """Return the follow-up of a recommendation, null for other kinds."""
    if entry.finding.kind.value != "recommendation":
        return None
    action = entry.action
    return {
        "owner": action.owner or None,
        "due": action.due or None,
        "status": action.status.value,
        "evidence": action.evidence or None,
        "version": action.version,
    }


def group_row(group: RepeatGroup) -> Row:
    """Return a repeated lesson with the quotes behind it."""
    return {
        "id": group.id,
        "label": group.label,
        "reviews": group.reviews,
        "areas": list(group.areas),
        "first": group.first or None,
        "last": group.last or None,
        "agencies": list(group.agencies),
        "loose": group.loose,
        "closeness": round(group.closeness, 3),
        "said_before": [entry.finding.id for entry in group.said_before],
        "entries": [finding_row(entry) for entry in group.entries],
    }


def edit_row(edit: Edit) -> Row:
    """Return a change that a person made."""
    return {**asdict(edit), "finding_id": edit.finding_id}


def flat(rows: Iterable[Row]) -> list[dict[str, str]]:
    """Return rows for a CSV file: lists joined by semicolons, nested values left out, null as empty."""
    return [{name: _text(value) for name, value in row.items() if not isinstance(value, dict)} for row in rows]


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _judgment(entry: Entry) -> Row | None:
    judgment = entry.finding.judgment
    return {**asdict(judgment), "scale": judgment.scale.value} if judgment else None
