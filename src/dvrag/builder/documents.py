"""A file with several documents → the library: read, embedded and stored a group at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dvrag.builder.embedding import BATCH, Embedding
from dvrag.builder.parts import BuildParts, Draft, check, drafts
from dvrag.builder.scan import FoundFile
from dvrag.errors import InputError, UnreadableError
from dvrag.model.ids import ReportId
from dvrag.ports import Cancelled, Progress
from dvrag.store.library import Library, Original


@dataclass(frozen=True, slots=True)
class Stored:
    """The documents of a file that hold text, and what was noted while they were read."""

    reports: tuple[ReportId, ...]
    warnings: tuple[str, ...]


class Documents:
    """Stores the documents of one file; memory does not grow with their number."""

    def __init__(self, library: Library, parts: BuildParts, embedding: Embedding, progress: Progress) -> None:
        self._library = library
        self._parts = parts
        self._embedding = embedding
        self._progress = progress

    def store(self, file: FoundFile, original: Original, known: Mapping[ReportId, str]) -> Stored:
        """Store the documents that are not `known`; the file is not complete yet.

        Raises InputError and Cancelled, after what was stored of the file has been taken out again.
        """
        reports: list[ReportId] = []
        new: list[ReportId] = []
        warnings: dict[str, None] = {}
        try:
            for group in groups(self._watched(drafts(self._parts, file, known))):
                entries = self._embedding.entries(group)
                self._library.add_documents(entries, original, file.path)
                new += [entry.report.id for entry in entries]
                reports += [draft.id for draft in group if draft.report is None or draft.passages]
                warnings |= dict.fromkeys(warning for entry in entries for warning in entry.report.warnings)
                for draft in group:
                    self._progress.advance(draft.report.source if draft.report else draft.id[:12])
            if not reports:
                raise UnreadableError("No text was found in it.")
        except (InputError, Cancelled):
            self._library.take_out(new)
            raise
        return Stored(tuple(reports), tuple(warnings))

    def _watched(self, found: Iterator[Draft]) -> Iterator[Draft]:
        for draft in found:
            check(self._progress)
            yield draft


def groups(found: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Yield documents in order, together up to BATCH passages."""
    group: list[Draft] = []
    passages = 0
    for draft in found:
        group.append(draft)
        passages += len(draft.texts)
        if passages >= BATCH or len(group) >= BATCH:
            yield group
            group, passages = [], 0
    if group:
        yield group
