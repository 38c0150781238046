"""The files of a report in a folder."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from dvrag.errors import UsageError
from dvrag.evaluate.report.beside import Beside, beside
from dvrag.evaluate.report.document import report_json
from dvrag.evaluate.report.html import report_html
from dvrag.evaluate.report.markdown import report_markdown
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary, summarise

HTML, MARKDOWN, JSON = "report.html", "report.md", "report.json"


@dataclass(frozen=True, slots=True)
class Files:
    """The text of each file of a report."""

    html: str
    markdown: str
    json: str


def report_files(run: Run, summary: Summary, others: Beside | None = None) -> Files:
    """Return a report in all its forms."""
    document = report_json(run, summary, others.comparison if others else None)
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return Files(report_html(run, summary, others), report_markdown(run, summary, others), f"{text}\n")


def write_report(folder: Path, run: Run, before: Run | None = None) -> tuple[Path, ...]:
    """Write report.html, report.md and report.json into a folder, made if missing; return their paths.

    Each file is whole or not there: it is written under another name and renamed. Raises UsageError where the folder
    cannot be written to, and what `compare` raises.
    """
    others = beside(before, run) if before is not None else None
    made = report_files(run, summarise(run), others)
    files = {HTML: made.html, MARKDOWN: made.markdown, JSON: made.json}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_written(folder / name, text) for name, text in files.items())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"The report cannot be written into {folder} ({reason}).", hint="Name another folder."
        ) from error


def _written(path: Path, text: str) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, "utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
