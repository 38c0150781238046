"""txtai's hybrid index: Embeddings(hybrid=True, content=True), BM25 and vectors.

Its Textractor reads PDFs through a Java server or through models that are fetched when it first runs, so it cannot run
offline. Pages are read with pypdf instead, as the other peers do, and cut by txtai's own Segmentation with its
recursive chunker at 1000 characters, which keeps them within what the encoder reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.peers.protocol import DEPTH, Ingested, Phases, Place, model_folder, pdf_files, run
from pypdf import PdfReader
from txtai import Embeddings
from txtai.pipeline import Segmentation

CHUNK = 1000


class Txtai:
    """The pipeline. A passage's id is its file, page and number on the page."""

    packages = ("txtai", "chonkie", "faiss-cpu", "pypdf", "torch")

    def prepare(self, store: Path) -> None:
        """Nothing to do."""

    def ingest(self, pdfs: Path, store: Path, phase: Phases) -> tuple[int, list[str], int]:
        """Build and save an index; return the number of pages, the passages, and the encoder's limit."""
        with phase("model"):
            embeddings = Embeddings(path=str(model_folder()), hybrid=True, content=True)
            segment = Segmentation(chunker="recursive", chunk_size=CHUNK)
        with phase("reading"):
            files = pdf_files(pdfs)
            pages = [(file.name, at, text) for file in files for at, text in enumerate(_pages(file), start=1)]
        with phase("splitting"):
            cut = [(name, at, segment(text)) for name, at, text in pages if text.strip()]
            rows = [(f"{name}#{at}#{n}", text) for name, at, texts in cut for n, text in enumerate(texts)]
        with phase("embedding"):
            embeddings.index(rows)
        with phase("saving"):
            embeddings.save(str(store))
        return len(pages), [text for _, text in rows], embeddings.model.model.maxlength

    def ingested(self, store: Path, built: tuple[int, list[str], int]) -> Ingested:
        """Return what the index holds."""
        pages, texts, limit = built
        return Ingested(pages, len(texts), texts, limit)

    def open(self, store: Path) -> Opened:
        """Open the saved index."""
        embeddings = Embeddings()
        embeddings.load(str(store))
        return Opened(embeddings)


class Opened:
    """An opened index."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings

    def find(self, question: str) -> list[dict[str, Any]]:
        """Return the best passages of both indexes together."""
        return self._embeddings.search(question, DEPTH)

    def places(self, found: list[dict[str, Any]]) -> list[Place]:
        """Return their pages."""
        parts = (item["id"].rsplit("#", 2) for item in found)
        return [(name, int(page)) for name, page, _ in parts]


def _pages(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


if __name__ == "__main__":
    run(Txtai())
