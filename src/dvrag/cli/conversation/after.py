"""Earlier answers of a conversation, read from what `dvrag ask --json` printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dvrag.errors import NotFoundError, UsageError
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.results import Hit, ReportSummary

MOST_MEGABYTES = 20
"""Of one file; an answer takes some kilobytes."""


def earlier_answers(paths: Sequence[Path], reports: Sequence[ReportSummary]) -> tuple[Answer, ...]:
    """Return the answers in the files, in that order; questions that were declined are left out.

    What a source says of its report comes from the library: sources from a report that is gone are left out. Raises
    NotFoundError for a file that is not there, UsageError for one that `dvrag ask --json` did not print.
    """
    by_id = {report.id: report for report in reports}
    answers = (_answer(path, by_id) for path in paths)
    return tuple(answer for answer in answers if answer.status is not Status.DECLINED)


def _answer(path: Path, reports: Mapping[ReportId, ReportSummary]) -> Answer:
    document = _document(path)
    try:
        return Answer(
            question=_text(document["question"]),
            status=Status(document["status"]),
            claims=tuple(_claim(claim) for claim in document["answer"]),
            sources=tuple(
                _source(s, reports[s["report_id"]]) for s in document["sources"] if s["report_id"] in reports
            ),
            resolved_question=_text(document["resolved_question"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _not_ours(path) from error


def _document(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", hint="Give a file that `dvrag ask --json` printed.")
    if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        raise UsageError(f"{path} is larger than {MOST_MEGABYTES} MB.", hint="It cannot be one answer.")
    try:
        document = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _not_ours(path) from error
    if not isinstance(document, dict):
        raise _not_ours(path)
    return document


def _not_ours(path: Path) -> UsageError:
    return UsageError(f"{path} is not an answer that dvrag printed.", hint="Save one: `dvrag ask … --json > FILE`.")


def _claim(claim: Mapping[str, Any]) -> Claim:
    return Claim(_text(claim["text"]), tuple(int(n) for n in claim["citations"]), Verdict(claim["verdict"]))


def _source(source: Mapping[str, Any], report: ReportSummary) -> Source:
    place = (source["page"], source["page_label"], source["paragraph"], int(source["paragraph_index"]))
    passage = Passage(
        PassageId(_text(source["passage_id"])),
        report.id,
        int(source["start"]),
        int(source["end"]),
        _text(source["text"]),
        BlockKind.PARAGRAPH,
        _text(source["section"]),
        *place,
    )
    hit = Hit(int(source["rank"]), float(source["score"]), passage, report)
    start, end = int(source["quote_start"]), int(source["quote_end"])
    return Source(int(source["n"]), hit, _text(source["quote"]), start, end, *place)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text wanted, not {type(value).__name__}")
    return value
