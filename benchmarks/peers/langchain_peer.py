"""LangChain's standard pipeline: PyPDFLoader, RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, FAISS.

1000 characters with an overlap of 200, as in LangChain's tutorial "Build a semantic search engine".
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.protocol import DEPTH, Ingested, Phases, Place, model_folder, pdf_files, run
from langchain_community.document_loaders import PyPDFLoader
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

CHUNK, OVERLAP = 1000, 200


class LangChain:
    """The pipeline."""

    packages = ("langchain-core", "langchain-community", "langchain-huggingface", "faiss-cpu", "pypdf", "torch")

    def prepare(self, store: Path) -> None:
        """Nothing to do."""

    def ingest(self, pdfs: Path, store: Path, phase: Phases) -> tuple[int, list[Document]]:
        """Build and save an index; return the number of pages, and the chunks."""
        with phase("model"):
            embeddings = HuggingFaceEmbeddings(model_name=str(model_folder()))
        with phase("reading"):
            pages = [page for file in pdf_files(pdfs) for page in PyPDFLoader(str(file)).load()]
        with phase("splitting"):
            splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
            chunks = splitter.split_documents(pages)
        with phase("embedding"):
            index = FAISS.from_documents(chunks, embeddings)
        with phase("saving"):
            index.save_local(str(store))
        self._limit = embeddings._client.max_seq_length
        return len(pages), chunks

    def ingested(self, store: Path, built: tuple[int, list[Document]]) -> Ingested:
        """Return what the index holds."""
        pages, chunks = built
        return Ingested(pages, len(chunks), [chunk.page_content for chunk in chunks], self._limit)

    def open(self, store: Path) -> Opened:
        """Open the saved index, which this benchmark has written itself."""
        embeddings = HuggingFaceEmbeddings(model_name=str(model_folder()))
        return Opened(FAISS.load_local(str(store), embeddings, allow_dangerous_deserialization=True))


class Opened:
    """An opened index."""

    def __init__(self, index: FAISS) -> None:
        self._index = index

    def find(self, question: str) -> list[Document]:
        """Return the nearest chunks."""
        return self._index.similarity_search(question, k=DEPTH)

    def places(self, found: list[Document]) -> list[Place]:
        """Return their pages: the loader counts from 0."""
        return [(Path(chunk.metadata["source"]).name, chunk.metadata["page"] + 1) for chunk in found]


if __name__ == "__main__":
    run(LangChain())
