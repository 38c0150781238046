"""The JSON of `dvrag train` (`docs/contracts.md`), as pure functions from frozen values to plain dicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dvrag.model.learning.briefing import Briefing
from dvrag.model.learning.items import Cited, Decision, Item, ItemId, Quiz, Reviewed
from dvrag.model.learning.learners import Learner, Progress, TeamView, ThemeProgress

Row = dict[str, Any]


def quiz_document(quiz: Quiz, decisions: Mapping[ItemId, Decision]) -> Row:
    """Return the document of `train quiz --json`; an item that `decisions` lacks was not reviewed."""
    return {
        "items": [item_row(item, decisions.get(item.id, Decision.UNSEEN)) for item in quiz.items],
        "seed": quiz.seed,
        "available": quiz.available,
        "library": quiz.library,
    }


def item_row(item: Item, decision: Decision) -> Row:
    """Return a question; `answer` holds places in `options`, from 0."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "pattern": item.pattern,
        "stem": item.stem,
        "prompts": list(item.prompts),
        "options": list(item.options),
        "answer": list(item.answer),
        "rationale": item.rationale,
        "difficulty": item.difficulty.value,
        "roles": [role.value for role in item.roles],
        "themes": list(item.themes),
        "agencies": [agency.name for agency in item.agencies],
        "note": item.note,
        "citations": [cited_row(cited) for cited in item.cited],
        "decision": decision.value,
    }


def reviewed_row(reviewed: Reviewed) -> Row:
    """Return a question with who decided what of it, when and why; null where nobody did."""
    return {
        **item_row(reviewed.item, reviewed.decision),
        "decided_by": reviewed.who or None,
        "decided_at": reviewed.at or None,
        "decision_note": reviewed.note or None,
    }


def cited_row(cited: Cited) -> Row:
    """Return a citation: `quote` is the report's text from `start` to `end`."""
    return {
        "report_id": cited.report_id,
        "source": cited.source,
        "title": cited.title,
        "page": cited.page,
        "page_label": cited.page_label,
        "paragraph": cited.paragraph,
        "section": cited.section,
        "start": cited.start,
        "end": cited.end,
        "quote": cited.quote,
    }


def briefing_document(briefing: Briefing) -> Row:
    """Return the document of `train briefing --json`."""
    return {
        "title": briefing.title,
        "request": {**asdict(briefing.request), "length": briefing.request.length.value},
        "note": briefing.note,
        "basis": briefing.basis,
        "limits": list(briefing.limits),
        "parts": [
            {
                "key": part.key,
                "heading": part.heading,
                "lead": part.lead,
                "points": [
                    {
                        "text": point.text,
                        "citations": [cited_row(cited) for cited in point.cited],
                        "also": [cited_row(cited) for cited in point.also],
                    }
                    for point in part.points
                ],
            }
            for part in briefing.parts
        ],
        "support": list(briefing.support),
        "library": briefing.library,
    }


def learner_row(learner: Learner) -> Row:
    """Return a profile; `name` is null where none was entered."""
    return {"id": learner.id, "name": learner.name or None, "since": learner.since}


def progress_document(progress: Progress) -> Row:
    """Return how one learner fares."""
    return {
        "learner": learner_row(progress.learner),
        "answered": progress.answered,
        "right": progress.right,
        "due": progress.due,
        "weak": list(progress.weak),
        "themes": _themes(progress.themes),
        "days": [{"date": day, "answered": answered, "right": right} for day, answered, right in progress.days],
    }


def team_document(team: TeamView) -> Row:
    """Return how a team fares; `members` holds profiles with a name only."""
    return {
        "learners": team.learners,
        "at_least": team.at_least,
        "weak": list(team.weak),
        "themes": _themes(team.themes),
        "members": [progress_document(member) for member in team.members],
    }


def _themes(themes: Sequence[ThemeProgress]) -> list[Row]:
    return [asdict(theme) for theme in themes]
