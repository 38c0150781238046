"""LangChain's standard chain over the same reports with the same model.

Pages as documents, `RecursiveCharacterTextSplitter` (1000 characters, 200 of overlap), embeddings in a vector store
compared by cosine, the best chunks as they come. Text and embedding model are the library's own, so that only the
chain differs; without a language model the answer is the top chunk.
Source: LangChain's tutorial "Build a Retrieval Augmented Generation (RAG) App", 2025.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore

from dvrag.answer.corpus import Corpus
from dvrag.evaluate.baselines.quoting import quote_top
from dvrag.model.answers import Answer
from dvrag.model.documents import BlockKind, Passage, Report
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.results import Filters, Hit, SearchResult
from dvrag.ports import Embedder
from dvrag.text.locate import locate

CHUNK, OVERLAP = 1000, 200


class LangChainSystem:
    """The chain as a system. Filters are not supported: the standard chain has none."""

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._reports = {report.id: report for report in corpus.reports()}
        self._store = InMemoryVectorStore(_SameModel(embedder))
        self._texts: dict[ReportId, Report] = {identity: corpus.report(identity) for identity in self._reports}
        self._store.add_documents(list(_chunks(self._texts.values())))

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return the k chunks nearest to the query, best first."""
        found = self._store.similarity_search_with_score(query, k=k)
        return SearchResult(query, tuple(self._hit(rank, *item) for rank, item in enumerate(found, start=1)))

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Return the top chunk."""
        return quote_top(question, self, filters)

    def _hit(self, rank: int, document: Document, score: float) -> Hit:
        identity = ReportId(document.metadata["report"])
        start = int(document.metadata["start"])
        place = locate(self._texts[identity], start)
        passage = Passage(
            id=PassageId(f"{identity}:{start}"),
            report_id=identity,
            start=start,
            end=start + len(document.page_content),
            text=document.page_content,
            kind=BlockKind.PARAGRAPH,
            section="",
            page=place.page,
            page_label=place.page_label,
            paragraph=place.paragraph,
            paragraph_index=place.paragraph_index,
        )
        return Hit(rank, float(score), passage, self._reports[identity])


class _SameModel(Embeddings):
    """The library's embedding model as LangChain wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each text."""
        return [list(map(float, row)) for row in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a query."""
        return self.embed_documents([text])[0]


def _chunks(reports: Any) -> Iterator[Document]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415 - for this baseline only

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    for report in reports:
        pages = [(page.start, page.end) for page in report.pages] or [(0, len(report.text))]
        for chunk in splitter.split_documents(_pages(report, pages)):
            at = chunk.metadata["page_start"] + chunk.metadata["start_index"]
            yield Document(chunk.page_content, metadata={"report": report.id, "start": at})


def _pages(report: Report, spans: Sequence[tuple[int, int]]) -> list[Document]:
    return [Document(report.text[start:end], metadata={"page_start": start}) for start, end in spans]
