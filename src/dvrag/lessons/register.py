"""The register: every finding with people's changes in it, in order of report and place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dvrag.errors import NotFoundError, UsageError
from dvrag.lessons.correct import corrected
from dvrag.model.actions import ACTION_FIELDS, CORRECTABLE, Action, ActionStatus, Edit, Entry
from dvrag.model.findings import Finding
from dvrag.model.ids import FindingId
from dvrag.model.results import ReportSummary

_PREFIX = re.compile(r"[0-9a-f]{6,32}")


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, those that a person took out too. `edits` are those of each finding, oldest first.

    `problems` maps the file names of reports whose findings could not be read to the reason; `waiting` counts those
    whose findings were not read yet.
    """

    entries: tuple[Entry, ...]
    edits: Mapping[FindingId, tuple[Edit, ...]]
    problems: Mapping[str, str]
    waiting: int = 0

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is not in the register, in plain sentences with the next step; empty where every report was read."""
        waiting = "1 report was" if self.waiting == 1 else f"{self.waiting:,} reports were"
        return (
            *(
                f"{source} is not in the register. {problem} It can be searched all the same."
                for source, problem in self.problems.items()
            ),
            *((f"{waiting} not read into the register yet: run `dvrag library rebuild`.",) if self.waiting else ()),
        )

    @property
    def kept(self) -> tuple[Entry, ...]:
        """The entries that no person took out."""
        return tuple(entry for entry in self.entries if entry.kept)

    def find(self, reference: str) -> Entry:
        """Return the entry whose finding has that id, or 6 first digits or more of it, taken out ones too.

        Raises NotFoundError where there is none, UsageError where there are several.
        """
        text = reference.strip().casefold()
        found = [e for e in self.entries if e.finding.id.startswith(text)] if _PREFIX.fullmatch(text) else []
        if not found:
            raise NotFoundError(f"No finding {reference!r} in this library.", hint="See `dvrag lessons list`.")
        if len(found) > 1:
            ids = ", ".join(entry.finding.id[:12] for entry in found[:4])
            raise UsageError(f"{reference!r} means {len(found)} findings: {ids}.", hint="Give more digits of the id.")
        return found[0]


def entries_of(
    findings: Iterable[Finding], reports: Iterable[ReportSummary], edits: Iterable[Edit]
) -> tuple[tuple[Entry, ...], dict[FindingId, tuple[Edit, ...]]]:
    """Return the entries, by date of the report, its name and place in it, and the edits of each finding.

    Reports without a date come last. Copies are not marked yet.
    """
    known = {summary.id: summary for summary in reports}
    made: dict[FindingId, list[Edit]] = defaultdict(list)
    for edit in edits:
        made[edit.finding_id].append(edit)
    found = [_entry(f, known[f.report_id], made.get(f.id, ())) for f in findings if f.report_id in known]
    found.sort(key=_order)
    return tuple(found), {identity: tuple(own) for identity, own in made.items()}


def _order(entry: Entry) -> tuple[str, str, str, int, int]:
    report, finding = entry.report, entry.finding
    return (report.facts.published.value or "9999", report.source.casefold(), report.id, finding.start, finding.end)


def _entry(finding: Finding, report: ReportSummary, edits: Sequence[Edit]) -> Entry:
    latest = {edit.field: edit.after for edit in edits}
    corrections = {field: value for field, value in latest.items() if field in CORRECTABLE}
    own = {field: value for field, value in latest.items() if field in ACTION_FIELDS}
    version = max((edit.n for edit in edits if edit.field in ACTION_FIELDS), default=0)
    return Entry(
        finding=corrected(finding, corrections),
        report=report,
        action=Action(
            owner=own.get("owner", ""),
            due=own.get("due", ""),
            status=ActionStatus(own.get("status") or ActionStatus.NOT_STARTED),
            evidence=own.get("evidence", ""),
            version=version,
        ),
        edited=tuple(field for field in CORRECTABLE if field in corrections and field not in {"checked", "kept"}),
        checked=corrections.get("checked") == "yes",
        kept=corrections.get("kept") != "no",
    )
