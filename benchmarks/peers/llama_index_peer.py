"""LlamaIndex's standard pipeline: SimpleDirectoryReader, VectorStoreIndex with its default splitter.

The default SentenceSplitter cuts at 1024 tokens of its own count with an overlap of 200: more than the encoder reads,
which is counted. The reader names a page by its printed label, so the place in the file is kept beside the index.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.peers.protocol import DEPTH, Ingested, Phases, Place, model_folder, run
from llama_index.core import Settings, SimpleDirectoryReader, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import Document, MetadataMode, NodeWithScore
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

PLACES = "places.json"


class LlamaIndex:
    """The pipeline."""

    packages = ("llama-index-core", "llama-index-embeddings-huggingface", "llama-index-readers-file", "pypdf", "torch")

    def prepare(self, store: Path) -> None:
        """Nothing to do."""

    def ingest(self, pdfs: Path, store: Path, phase: Phases) -> tuple[int, VectorStoreIndex]:
        """Build and save an index; return the number of pages, and the index."""
        with phase("model"):
            _settings()
        with phase("reading"):
            pages = SimpleDirectoryReader(str(pdfs), required_exts=[".pdf"], exclude_hidden=False).load_data()
        with phase("splitting and embedding"):
            index = VectorStoreIndex.from_documents(pages)
        with phase("saving"):
            index.storage_context.persist(str(store))
            (store / PLACES).write_text(json.dumps(_places(pages)), "utf-8")
        return len(pages), index

    def ingested(self, store: Path, built: tuple[int, VectorStoreIndex]) -> Ingested:
        """Return what the index holds: a text as it is encoded has its metadata in front."""
        pages, index = built
        texts = [node.get_content(MetadataMode.EMBED) for node in index.docstore.docs.values()]
        return Ingested(pages, len(texts), texts, Settings.embed_model.max_length)

    def open(self, store: Path) -> Opened:
        """Open the saved index."""
        _settings()
        index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(store)))
        return Opened(index.as_retriever(similarity_top_k=DEPTH), json.loads((store / PLACES).read_text("utf-8")))


class Opened:
    """An opened index. `places` leads from the id of a page to its file and number."""

    def __init__(self, retriever: BaseRetriever, places: dict[str, Place]) -> None:
        self._retriever = retriever
        self._places = places

    def find(self, question: str) -> list[NodeWithScore]:
        """Return the nearest nodes."""
        return self._retriever.retrieve(question)

    def places(self, found: list[NodeWithScore]) -> list[Place]:
        """Return their pages."""
        return [self._places[item.node.ref_doc_id] for item in found]


def _settings() -> None:
    Settings.llm = MockLLM()
    Settings.embed_model = HuggingFaceEmbedding(model_name=str(model_folder()))


def _places(pages: list[Document]) -> dict[str, Place]:
    """Return the file and the number of each page, which are in order of the file."""
    seen: Counter[str] = Counter()
    places = {}
    for page in pages:
        name = page.metadata["file_name"]
        seen[name] += 1
        places[page.doc_id] = (name, seen[name])
    return places


if __name__ == "__main__":
    run(LlamaIndex())
