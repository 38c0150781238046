"""Removing reports for good: what goes with them inside the transaction."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from dvrag.model.ids import ReportId
from dvrag.store import read, write
from dvrag.store.audit.chain import erase
from dvrag.store.register.write import forget_edits
from dvrag.store.training.erased import forget_decisions


def remove_reports(connection: apsw.Connection, reports: Sequence[ReportId], tx: int) -> tuple[str, ...]:
    """Delete reports with all that people wrote about them; return the hashes of originals to wipe.

    What is left in free pages is for `purge`. Raises NotFoundError; UsageError where an original holds others too.
    """
    paths = write.paths_to_forget(connection, reports)
    named = [(summary.id, summary.source) for summary in read.summaries(connection) if summary.id in reports]
    forget_decisions(connection, named)  # while their words can still be compared
    write.delete_reports(connection, reports, tx)
    forget_edits(connection, named)
    erase(connection, named)
    write.forget_paths(connection, paths)
    write.put_meta(connection, purge="1")
    return write.drop_unused(connection)
