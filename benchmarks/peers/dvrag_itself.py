"""dvrag as its users have it: `dvrag.build` over the folder, `dvrag.open(…).search` for the questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.peers.protocol import DEPTH, Ingested, Phases, Place, run

import dvrag

if TYPE_CHECKING:
    from dvrag.assistant import Assistant
    from dvrag.model.results import SearchResult
    from dvrag.store.library import Library

ONE_REPORT = "Police were called twice.\n\nThe school was told on the next day.\n"


class Dvrag:
    """The product. It reads, splits, embeds and saves at the same time, so its work is one phase."""

    packages = ("dvrag", "openvino", "faiss-cpu", "pypdf", "apsw")

    def prepare(self, store: Path) -> None:
        """Convert the model for its runtime, as the first use on a machine does, by building a library of one text."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "one.txt"
            file.write_text(ONE_REPORT, "utf-8")
            dvrag.build([file], Path(folder) / "library")

    def ingest(self, pdfs: Path, store: Path, phase: Phases) -> list[str]:
        """Build a library; return the files that could not be read, each with the reason."""
        with phase("everything"):
            results = dvrag.build([pdfs], store)
        return [f"{PurePath(r.path).name} ({r.reason})" for r in results if r.outcome == "failed"]

    def ingested(self, store: Path, built: list[str]) -> Ingested:
        """Return what the library holds; a text that recurs, such as a heading, was encoded once."""
        if built:
            raise SystemExit(f"dvrag could not read {', '.join(built)}")
        from dvrag.assembly import model_for, open_library  # noqa: PLC0415 - only after the timed part
        from dvrag.config.settings import Settings  # noqa: PLC0415 - only after the timed part

        library, model = open_library(store), model_for(Settings().embed)
        reports = library.reports()
        texts = tuple(dict.fromkeys(_encoded(library)))
        kept = sum(len(library.original(report.id)) for report in reports)
        pages = sum(report.pages for report in reports)
        return Ingested(pages, library.passage_count(), texts, model.max_tokens, kept)

    def open(self, store: Path) -> Opened:
        """Open the library."""
        return Opened(dvrag.open(store))


class Opened:
    """An opened library."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def find(self, question: str) -> SearchResult:
        """Return the best passages."""
        return self._assistant.search(question, DEPTH)

    def places(self, found: SearchResult) -> list[Place]:
        """Return the pages on which the passages stand: all of them where a passage runs over."""
        from dvrag.evaluate.formats.pages_run import pages_of  # noqa: PLC0415 - not part of a search

        return [
            (PurePath(hit.report.source).name, page)
            for hit in found.hits
            for page in pages_of(self._assistant.report(hit.report.id), hit.passage.start, hit.passage.end)
        ]


def _encoded(library: Library) -> Iterator[str]:
    """Yield the texts as they are embedded: each passage with the title and headings above it."""
    from dvrag.assembly import model_for  # noqa: PLC0415 - only after the timed part
    from dvrag.chunk.embedded import embedded_texts  # noqa: PLC0415
    from dvrag.config.settings import EmbedSettings  # noqa: PLC0415

    model = model_for(EmbedSettings())
    for report in library.reports():
        passages = library.passages_of(report.id)
        yield from embedded_texts(report.facts.title.value or "", passages, model, model.max_tokens)


if __name__ == "__main__":
    run(Dvrag())
