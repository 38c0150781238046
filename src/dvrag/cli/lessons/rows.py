"""Entries of the register as plain rows: the contracts of `dvrag lessons … --json` and the columns of CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Edit, Entry

Row = dict[str, Any]

_PLACE = ("report_id", "source", "title", "page", "page_label", "paragraph")
FINDING = (
    *("finding_id", "kind", "number", "text", "addressee", "agencies", "class", "themes", "scope", "deadline", *_PLACE),
    *("start", "end", "confidence", "classes", "area", "published", "section", "earlier", "doubts", "checked"),
    *("edited", "copy_of", "judgment_body", "judgment_question", "judgment_grade", "judgment_scale", "judgment_cycle"),
    *("figure_about", "figure_value", "figure_interval", "figure_period"),
    *("action_owner", "action_due", "action_status", "action_evidence"),
)
"""The columns of findings in a CSV file."""
JUDGED = (
    *("body", "force", "question", "grade", "scale", "cycle", "date", "report_id", "source", "page", "quote"),
    *("finding_id", "page_label", "confidence", "doubts"),
)
"""The keys of a graded judgment, and its columns in a CSV file."""
FOLLOWED = (
    *("finding_id", "number", "text", "addressee", "agencies", "class", "deadline", "owner", "due", "status"),
    *("overdue", "evidence", "area", "published", *_PLACE),
)
"""The columns of recommendations with their follow-up in a CSV file."""


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
        "area": entry.report.facts.place,
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


def whole_row(entry: Entry, around: tuple[str, str], edits: Sequence[Edit]) -> Row:
    """Return the document of `lessons show --json`: the row, what stands around it, why it has its themes, history."""
    return {
        **finding_row(entry),
        "before": around[0],
        "after": around[1],
        "plan": asdict(entry.finding.plan),
        "reasons": [asdict(mark) for mark in entry.finding.themes],
        "kept": entry.kept,
        "history": [edit_row(edit) for edit in edits],
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


def followed_row(entry: Entry, overdue: bool) -> Row:
    """Return the row of `lessons actions list --json`: the finding, its follow-up, and whether it is late."""
    return {**finding_row(entry), **(action_row(entry) or {}), "overdue": overdue}


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
        "copies": [entry.finding.id for entry in group.copies],
        "entries": [finding_row(entry) for entry in group.entries],
    }


def edit_row(edit: Edit) -> Row:
    """Return a change that a person made."""
    return asdict(edit)


def _judgment(entry: Entry) -> Row | None:
    judgment = entry.finding.judgment
    return asdict(judgment) if judgment else None
