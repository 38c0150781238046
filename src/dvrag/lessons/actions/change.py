"""One value of an action as it is kept; when an action is due, and whether that day has passed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from dvrag.errors import UsageError
from dvrag.lessons.actions.dates import printed_date, typed_date
from dvrag.model.actions import ACTION_FIELDS, Action, ActionStatus, Entry

LONGEST_OWNER = 200
LONGEST_EVIDENCE = 4_000
"""Characters of a value, at most. A cell of a spreadsheet holds 32,767."""
NOT_RECORDED = "Not recorded"
STANDINGS = (NOT_RECORDED, *(status.label for status in ActionStatus))
"""What `standing` returns, in the order of columns and tables."""
OVERDUE, PASSED = "overdue", "printed date has passed"
PASSED_UNRECORDED = f"{PASSED}, nothing recorded"

_DROPPED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_STATUSES = {status.value.replace("_", " "): status for status in ActionStatus}
DEFAULTS = {"status": ActionStatus.NOT_STARTED.value}
"""What a field holds before anybody changed it, where that is not ""."""


def checked_value(field: str, value: str) -> str:
    """Return the value of an action's field as it is kept: dates as YYYY-MM-DD, a status by its name.

    Control characters are dropped. "" takes owner, due date or evidence away; for a status it means not started.
    Raises UsageError, one line that says what to write, for an unknown field or a value that it cannot hold.
    """
    check = _CHECKS.get(field)
    if check is None:
        raise UsageError(f"An action has no field {field!r}.", hint=f"Known: {', '.join(ACTION_FIELDS)}.")
    return check(plain(value))


def plain(text: str) -> str:
    """Return a text without control and unpaired characters; line breaks stay, tabs become spaces."""
    broken = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _DROPPED.sub("", broken))


def due_of(entry: Entry) -> tuple[date | None, str]:
    """Return when an entry's action is due and who says so: "set" by a person, "printed" in the report, "" none."""
    if entry.action.due:
        try:
            return typed_date(entry.action.due), "set"
        except UsageError:
            return None, ""
    printed = printed_date(entry.finding.plan.deadline)
    return printed, "printed" if printed else ""


def overdue(entry: Entry, today: date) -> bool:
    """Return whether something is still to be done and the day it was due is before `today`."""
    due, _ = due_of(entry)
    return entry.action.status.is_open and due is not None and due < today


def standing(entry: Entry) -> str:
    """Return the status in words; "Not recorded" where nobody has recorded anything about the action."""
    return NOT_RECORDED if entry.action == Action() else entry.action.status.label


def lateness(entry: Entry, today: date) -> str:
    """Return how late an action is as far as people recorded it: "overdue", or that a printed date has passed, or "".

    "Overdue" needs a due date or a status that somebody recorded: that nobody wrote anything down says nothing about
    the work itself.
    """
    if not overdue(entry, today):
        return ""
    if entry.action.due or entry.action.status is not ActionStatus.NOT_STARTED:
        return OVERDUE
    return PASSED_UNRECORDED if entry.action == Action() else PASSED


def _owner(value: str) -> str:
    return _capped("owner", " ".join(value.split()), LONGEST_OWNER)


def _evidence(value: str) -> str:
    return _capped("evidence", value if value.strip() else "", LONGEST_EVIDENCE)


def _capped(field: str, value: str, most: int) -> str:
    if len(value) > most:
        raise UsageError(f"The {field} has {len(value)} characters, more than {most}.", hint="Write a shorter one.")
    return value


def _due(value: str) -> str:
    return typed_date(value).isoformat() if value.strip() else ""


def _status(value: str) -> str:
    name = " ".join(re.sub(r"[_-]", " ", value).split()).casefold()
    if not name:
        return ActionStatus.NOT_STARTED.value
    if name not in _STATUSES:
        raise UsageError(f"There is no status {value.strip()[:40]!r}.", hint=f"Write one of: {', '.join(_STATUSES)}.")
    return _STATUSES[name].value


_CHECKS: dict[str, Callable[[str], str]] = {"owner": _owner, "due": _due, "status": _status, "evidence": _evidence}
