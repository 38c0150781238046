"""Haystack's standard hybrid pipeline: PyPDFToDocument, DocumentSplitter, embedder; BM25 and embeddings joined by rank.

The splitter's defaults: 200 words, no overlap. The store is InMemoryDocumentStore, saved to disk; the joiner is
DocumentJoiner with reciprocal rank fusion, as in Haystack's tutorial "Creating a hybrid retrieval pipeline".
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.protocol import DEPTH, Ingested, Phases, Place, model_folder, pdf_files, run
from haystack import Document, Pipeline
from haystack.components.converters import PyPDFToDocument
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

STORE = "store.json"


class Haystack:
    """The pipeline. Its components are run one by one, so that each can be timed."""

    packages = ("haystack-ai", "sentence-transformers-haystack", "sentence-transformers", "pypdf", "torch")

    def prepare(self, store: Path) -> None:
        """Nothing to do."""

    def ingest(self, pdfs: Path, store: Path, phase: Phases) -> tuple[list[Document], list[Document], int]:
        """Build and save an index; return the files and the passages as documents, and the encoder's limit."""
        with phase("model"):
            embedder = SentenceTransformersDocumentEmbedder(model=str(model_folder()), progress_bar=False)
            embedder.warm_up()
        with phase("reading"):
            files = PyPDFToDocument().run(sources=pdf_files(pdfs))["documents"]
        with phase("splitting"):
            passages = DocumentSplitter().run(documents=files)["documents"]
        with phase("embedding"):
            passages = embedder.run(documents=passages)["documents"]
        with phase("indexing"):
            documents = InMemoryDocumentStore()
            documents.write_documents(passages)
        with phase("saving"):
            store.mkdir(parents=True, exist_ok=True)
            documents.save_to_disk(str(store / STORE))
        return files, passages, embedder.embedding_backend.model.max_seq_length

    def ingested(self, store: Path, built: tuple[list[Document], list[Document], int]) -> Ingested:
        """Return what the index holds: a form feed ends each page but the last."""
        files, passages, limit = built
        pages = sum((file.content or "").count("\f") + 1 for file in files)
        return Ingested(pages, len(passages), [passage.content or "" for passage in passages], limit)

    def open(self, store: Path) -> Opened:
        """Open the saved index."""
        documents = InMemoryDocumentStore.load_from_disk(str(store / STORE))
        pipeline = Pipeline()
        embedder = SentenceTransformersTextEmbedder(model=str(model_folder()), progress_bar=False)
        pipeline.add_component("text_embedder", embedder)
        pipeline.add_component("embedding_retriever", InMemoryEmbeddingRetriever(documents, top_k=DEPTH))
        pipeline.add_component("bm25_retriever", InMemoryBM25Retriever(documents, top_k=DEPTH))
        pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH))
        pipeline.connect("text_embedder.embedding", "embedding_retriever.query_embedding")
        pipeline.connect("embedding_retriever", "joiner")
        pipeline.connect("bm25_retriever", "joiner")
        return Opened(pipeline)


class Opened:
    """An opened index."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def find(self, question: str) -> list[Document]:
        """Return the best passages of both retrievers together."""
        asked = {"text_embedder": {"text": question}, "bm25_retriever": {"query": question}}
        return self._pipeline.run(asked)["joiner"]["documents"]

    def places(self, found: list[Document]) -> list[Place]:
        """Return their pages: a form feed inside a passage begins the next one."""
        return [
            (Path(passage.meta["file_path"]).name, passage.meta["page_number"] + further)
            for passage in found
            for further in range((passage.content or "").strip().count("\f") + 1)
        ]


if __name__ == "__main__":
    run(Haystack())
