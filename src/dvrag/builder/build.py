"""The facade for building."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from dvrag.builder.derived import link_near_duplicates, publish_index
from dvrag.builder.findings import read_findings
from dvrag.builder.ingestion import Ingestion
from dvrag.builder.parts import BuildParts
from dvrag.builder.repair import Repair
from dvrag.builder.scan import find_files
from dvrag.errors import LockedError, NotFoundError, UsageError
from dvrag.model.building import FileResult
from dvrag.model.results import ReportSummary
from dvrag.ports import Cancelled, Progress
from dvrag.store import read
from dvrag.store.library import Library
from dvrag.store.read import refers


class Builder:
    """Builds, changes and rebuilds the library in the folder `root`."""

    def __init__(self, root: Path, parts: BuildParts) -> None:
        self._root = root
        self._parts = parts
        self._notices: list[str] = []

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain lines to show: what was found out of order and what was done about it."""
        return tuple(self._notices)

    def build(self, paths: Sequence[Path], progress: Progress) -> tuple[FileResult, ...]:
        """Bring files, and the files in folders, into the library, which is made where there is none.

        Returns how each file ended, in order; a failed one does not stop the rest. An interruption (KeyboardInterrupt,
        or Cancelled, which then tells how the files before it ended) passes on, and what ended before it is kept; no
        path at all finishes what an interruption left to do. Raises NotFoundError for a path that does not exist,
        LockedError while another process writes, MismatchError where another model made the library's vectors,
        DamagedError.
        """
        found = find_files(paths, self._root)
        self._note(found.passed_over_in_words())
        with Library.open(self._root, create=True) as library:
            library.use_embedder(self._parts.embedder.fingerprint, self._parts.embedder.dimension)
            ingestion = Ingestion(library, self._parts, progress)
            try:
                ingestion.run(found.files)
                self._notices += read_findings(library, self._parts.findings, self._parts.embedder, progress)
                self._derive(library, progress)
            except Cancelled as stop:
                stop.results = tuple(ingestion.results)
                raise
        return tuple(ingestion.results)

    def remove(self, reference: str) -> tuple[ReportSummary, ...]:
        """Remove the report with that id, 8 first digits or more of it, or file name, without a trace; return it.

        A file that holds several documents goes as a whole, by its file name. An erasing that was interrupted is
        finished first; nothing is returned where `reference` had gone with it. Raises NotFoundError, UsageError,
        LockedError.
        """
        with Library.open(self._root) as library:
            unfinished = library.purge()
            try:
                found = _meant(library, reference)
                library.remove([summary.id for summary in found])
            except NotFoundError as error:
                if not unfinished:
                    raise
                found = ()
                self._note(f"{error.message} What was removed before is now erased for good.")
            self._note(publish_index(library, self._parts))
        return found

    def rebuild(self, progress: Progress) -> tuple[FileResult, ...]:
        """Rebuild all that is derived; where SQLite is damaged, ingest the kept originals anew.

        Returns how each original ended that was ingested anew. Raises NotFoundError where there is no library,
        LockedError.
        """
        repair = Repair(self._root, self._parts, progress)
        try:
            return repair.run()
        finally:
            self._notices += repair.notices

    def _derive(self, library: Library, progress: Progress) -> None:
        progress.start("Finishing the index", 3)
        link_near_duplicates(library)
        progress.advance("near-duplicates")
        try:
            library.purge()
        except LockedError:
            self._note("Old versions are erased for good by the next ingest: another program is reading the library.")
        progress.advance("old versions")
        self._note(publish_index(library, self._parts))
        progress.advance("search index")
        progress.stop()

    def _note(self, line: str) -> None:
        if line:
            self._notices.append(line)


def _meant(library: Library, reference: str) -> tuple[ReportSummary, ...]:
    """Return the one report, or all reports of the one file, that a reference means."""
    reports = library.reports()
    found = [summary for summary in reports if refers(reference, summary)] or _of_file(library, reference)
    if not found:
        raise NotFoundError(f"No report {reference!r} in this library.", hint="See `dvrag library list`.")
    if len(found) > 1 and len(_originals(library, found)) > 1:
        names = ", ".join(f"{summary.id[:12]} ({summary.source})" for summary in found[:4])
        raise UsageError(f"{reference!r} means {len(found)} reports: {names}.", hint="Give the id.")
    return tuple(found)


def _originals(library: Library, reports: Sequence[ReportSummary]) -> set[str]:
    sources = library.query(read.sources)
    wanted = {summary.id for summary in reports}
    return {original for _, report, original in sources if report in wanted}


def _of_file(library: Library, name: str) -> list[ReportSummary]:
    sources = library.query(read.sources)
    wanted = {report for path, report, _ in sources if PurePath(path).name.casefold() == name.strip().casefold()}
    return [summary for summary in library.reports() if summary.id in wanted]
