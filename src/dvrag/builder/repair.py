"""Rebuilding: what is derived from SQLite; and where SQLite is damaged, everything from the kept originals."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePath

from dvrag.builder.derived import embed_anew, link_near_duplicates, publish_index
from dvrag.builder.findings import read_findings
from dvrag.builder.ingestion import Ingestion
from dvrag.builder.parts import BuildParts
from dvrag.builder.scan import FoundFile
from dvrag.errors import DamagedError, UnreadableError
from dvrag.model.building import FileResult, Outcome
from dvrag.ports import Cancelled, Progress
from dvrag.store import files, generations, read
from dvrag.store.files import Original
from dvrag.store.library import Library, mend_head, set_aside
from dvrag.store.register import write
from dvrag.store.register.rescue import rescue
from dvrag.store.verify import Finding, Part, inspect


class Repair:
    """One rebuild of the library in `root`; `notices` says in plain lines what was done."""

    def __init__(self, root: Path, parts: BuildParts, progress: Progress) -> None:
        self.root = root
        self.parts = parts
        self.progress = progress
        self.notices: list[str] = []

    def run(self) -> tuple[FileResult, ...]:
        """Rebuild what can be rebuilt; return how the files ended that were ingested anew.

        Raises NotFoundError where there is no library, LockedError where another process uses it.
        """
        found = inspect(self.root, self.progress)
        concerned = {finding.part for finding in found}
        if Part.DATABASE in concerned:
            set_aside(self.root)
            self.notices.append("The library file was damaged: its reports are ingested anew from the kept originals.")
        elif Part.HEAD in concerned:
            mend_head(self.root)
            self.notices.append("The record of the last change was written anew.")
        salvage = (self.root / files.SALVAGE).exists()
        with Library.open(self.root, create=salvage, salvage=salvage) as library:
            results = self._salvage(library) if salvage else ()
            if not salvage:
                self._originals(library, found)
                self._derived(library, concerned)
            self.notices += read_findings(library, self.parts.findings, self.parts.embedder, self.progress)
            link_near_duplicates(library)
            library.purge()
            publish_index(library, self.parts)
            library.checkpoint()
        return results

    def _derived(self, library: Library, concerned: set[Part]) -> None:
        library.rebuild_full_text()
        facts = library.meta()
        if Part.VECTORS in concerned or facts.get("embedder") != self.parts.embedder.fingerprint:
            embed_anew(library, self.parts, self.progress)
            self.notices.append("All passages were embedded anew.")
        if Part.FINDINGS in concerned:
            with library.writing() as (connection, _):
                write.forget_readings(connection)
            self.notices.append("The findings of all reports were read anew.")
        generations.drop(self.root)

    def _originals(self, library: Library, found: Sequence[Finding]) -> None:
        damaged = {finding.sha256 for finding in found if finding.part is Part.ORIGINAL}
        for original in library.query(read.originals):
            if original.sha256 in damaged:
                files.set_aside_original(self.root, self.root / files.ORIGINALS / original.name)
                self._keep_again(library, original)
            files.write_note(self.root, original)

    def _keep_again(self, library: Library, original: Original) -> None:
        source = Path(original.path)
        try:
            library.keep(original, source.read_bytes() if source.is_file() else b"")
            self.notices.append(f"The original of {source.name} was copied again from {source}.")
        except UnreadableError:
            self.notices.append(f"The original of {source.name} is lost here: ingest {source} again.")

    def _salvage(self, library: Library) -> tuple[FileResult, ...]:
        library.use_embedder(self.parts.embedder.fingerprint, self.parts.embedder.dimension)
        folder = self.root / files.SALVAGE
        work = self.root / f"{files.TEMPORARY}{files.SALVAGE}"
        files.wipe(work)
        found = [self._named(path, work) for path in files.kept_originals(folder)]
        self._people(library)
        ingestion = Ingestion(library, self.parts, self.progress)
        try:
            results = ingestion.run(found)
        except Cancelled as stop:
            stop.results = tuple(ingestion.results)
            raise
        files.wipe(work)
        for file, result in zip(found, results, strict=True):
            if result.outcome is Outcome.FAILED:
                files.set_aside_original(self.root, folder / file.path.parent.name)
        files.wipe(folder)
        return results

    def _people(self, library: Library) -> None:
        """Bring back what people wrote, from the damaged file; it is placed when findings are read."""
        with library.writing() as (connection, _):
            saved, lost = rescue(self.root, connection)
        if saved:
            self.notices.append(f"{saved} changes and themes of people were brought over from the damaged file.")
        if lost:
            self.notices.append(f"{lost} or more changes of people could not be read in the damaged file and are lost.")

    def _named(self, path: Path, work: Path) -> FoundFile:
        """Return an original under the name it had, in a folder of its own; one that is damaged, with that problem."""
        sha256 = path.name.split(".")[0]
        try:
            note = files.read_note(path.parent, sha256)
        except DamagedError:
            note = Original(sha256, path.suffix[1:], path.stat().st_size, path.name)
            self.notices.append(f"The name of the original {path.name[:16]}… is lost.")
        place = work / path.name
        place.mkdir(parents=True)
        copy = place / PurePath(note.path).name
        shutil.copyfile(path, copy)
        if hashlib.sha256(copy.read_bytes()).hexdigest() == sha256:
            return FoundFile(copy, note.path, sha256, path.stat().st_size, recorded=note.path)
        source = Path(note.path)
        if source.is_file() and hashlib.sha256(source.read_bytes()).hexdigest() == sha256:
            return FoundFile(source, note.path, sha256, source.stat().st_size)
        return FoundFile(copy, note.path, sha256, problem="Its kept original is damaged: ingest the file again.")
