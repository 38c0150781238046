"""What people add to the register: corrections of what was read, and the follow-up of recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.findings import Finding
from dvrag.model.ids import FindingId
from dvrag.model.results import ReportSummary


class ActionStatus(StrEnum):
    """Where a recommendation stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    NOT_ACCEPTED = "not_accepted"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """The status in plain words."""
        return self.value.replace("_", " ").capitalize()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in {ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS}


ACTION_FIELDS = ("owner", "due", "status", "evidence")
"""The fields of an action that people fill in; `due` is an ISO date (`YYYY-MM-DD`), `evidence` a note."""

CORRECTABLE = (
    *("kind", "number", "addressee", "agencies", "themes", "scope", "deadline", "lead"),
    *("grade", "question", "checked", "kept"),
)
"""The fields of a finding that people correct. `checked` is "yes" or ""; `kept` is "no" for what is no finding."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by a person: append-only. `n` counts up within a library; `at` is an ISO time with its zone.

    `before` and `after` are texts, "" for nothing.
    """

    n: int
    finding_id: FindingId
    field: str
    before: str
    after: str
    who: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """The follow-up of one recommendation as it stands now. `version` is the `n` of its last edit, 0 for none."""

    owner: str = ""
    due: str = ""
    status: ActionStatus = ActionStatus.NOT_STARTED
    evidence: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register: a finding with people's corrections in it, its report and its follow-up.

    `edited` names the fields that a person changed. `copy_of` is the finding of the same review whose words this one
    repeats (an executive summary's recommendation, say), else None. `kept` is False where a person took it out.
    """

    finding: Finding
    report: ReportSummary
    action: Action = Action()
    edited: tuple[str, ...] = ()
    checked: bool = False
    copy_of: FindingId | None = None
    kept: bool = True

    @property
    def to_check(self) -> bool:
        """Whether a person should look at it."""
        return bool(self.finding.doubts) and not self.checked
