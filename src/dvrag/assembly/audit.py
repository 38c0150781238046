"""Opens the record of answers, and records one."""

from __future__ import annotations

import os
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.assembly.clock import SystemClock
from dvrag.config.load import check_choice, load_settings
from dvrag.errors import DvragError, SettingsError
from dvrag.model.answers import Answer, Status
from dvrag.model.audit import AuditPolicy, Recording
from dvrag.model.results import Filters
from dvrag.ports import Clock

if TYPE_CHECKING:
    from dvrag.audit import AuditBook


def open_audit(library: str | PathLike[str] = "index", clock: Clock | None = None) -> AuditBook:
    """Return the record of answers from a library.

    Raises NotFoundError, DamagedError, MismatchError; SettingsError for `[audit]` settings that are out of range.
    """
    from dvrag.audit import AuditBook  # noqa: PLC0415 - heavy
    from dvrag.store.library import Library  # noqa: PLC0415 - heavy

    root = Path(library)
    policy = policy_of(root)
    Library.open(root, read_only=True).close()
    return AuditBook(root, clock or SystemClock(), version("dvrag"), policy)


def policy_of(root: Path) -> AuditPolicy:
    """Return what the settings of a library say about the record. Raises SettingsError for values out of range."""
    settings = load_settings(root, os.environ)
    check_choice("record", settings.audit.record, [kind.value for kind in Recording], "in [audit]")
    if settings.audit.keep_days < 0:
        raise SettingsError(f"keep_days in [audit] is {settings.audit.keep_days}.", hint="0 keeps records for ever.")
    recording = Recording(settings.audit.record)
    # With the default, somebody who uses no language model leaves no trace of any question.
    declined = recording is Recording.ALL or bool(settings.answer.writer)
    return AuditPolicy(recording, settings.audit.keep_days, declined)


def record(answer: Answer, filters: Filters, library: str | PathLike[str]) -> str:
    """Record an answer where the settings say so; return what to tell the reader, "" where all is well.

    It waits a little for another process that writes. An answer is never lost by it: where it cannot be recorded, the
    sentence returned says so and why. A person at risk is shown help, and nothing of this beside it.
    """
    try:
        if policy_of(Path(library)).wants(answer):
            open_audit(library).append(answer, filters)
    except DvragError as error:
        return "" if answer.status is Status.DECLINED else _unrecorded(error)
    return ""


def _unrecorded(error: DvragError) -> str:
    from dvrag.audit import LOST  # noqa: PLC0415 - heavy

    return str(error) if LOST in error.message else f"{LOST} {error}"
