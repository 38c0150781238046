"""dvrag for LangChain users: a retriever, and a chain from question to cited answer. Works without any model.

>>> import dvrag
>>> from dvrag.langchain import chain
>>> library = dvrag.open("index")                                                               # doctest: +SKIP
>>> chain(library).invoke("Was a DASH completed?")["answer"]                                    # doctest: +SKIP
>>> chain(library, model="ollama:qwen3:8b").invoke("Was a DASH completed?")["answer"]           # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from dvrag.answer.write.write_langchain import adopted
from dvrag.assistant import Assistant
from dvrag.model.answers import Answer, Source
from dvrag.model.results import Filters, Hit

__all__ = ["LibraryRetriever", "answer_documents", "chain"]


class LibraryRetriever(BaseRetriever):
    """Finds what `Assistant.search` finds; each document carries its span, page, paragraph and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10
    filters: Filters | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.assistant.search(query, self.k, self.filters).hits]


def chain(
    library: Assistant, filters: Filters | None = None, model: BaseChatModel | str | None = None
) -> Runnable[str, dict[str, Any]]:
    """Return a Runnable from a question to `{"question", "answer", "context", "result"}`.

    `answer` is the text with numbered citations, `context` the cited documents in that order, `result` the same
    Answer that `Assistant.ask` returns.

    `model` writes the answers: a chat model of LangChain, or a name as the setting `writer` of [answer] has it. Each of
    its sentences is checked against what it cites, and what is not carried is left out (`result.dropped`); where the
    model fails, the answer quotes (`result.note` says why). Without one, the library's own settings hold.
    """
    if model is not None:
        library = library.written_by(model if isinstance(model, str) else adopted(model))

    def run(question: str) -> dict[str, Any]:
        result = library.ask(question, filters)
        return {
            "question": question,
            "answer": answer_text(result),
            "context": answer_documents(result),
            "result": result,
        }

    return RunnableLambda(run, name="dvrag")


def answer_text(answer: Answer) -> str:
    """Return the sentences of an answer with their citation numbers, or why there is none.

    Lines follow for why it quotes where a language model was to write, for what the sources disagree about, what is
    missing, and where to get help.
    """
    said = " ".join(f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in answer.claims)
    lines = [said or answer.why, *([answer.note] if answer.note else [])]
    contrasts = answer.contrasts
    for item in answer.disagreements:
        sides = ", ".join(f"{side.value} [{side.n}]" for side in item.values)
        lines.append(
            f"{'The sides differ on' if item in contrasts else 'The sources disagree about'} {item.about}: {sides}."
        )
    lines += [f"Not in these reports: {missing}." for missing in answer.unanswered]
    return "\n".join([*lines, *answer.support])


def answer_documents(answer: Answer) -> list[Document]:
    """Return one document per source, in order of its number; the text is the quote."""
    return [_quoted(source) for source in answer.sources]


def _document(hit: Hit) -> Document:
    passage, report = hit.passage, hit.report
    metadata = {
        "report_id": report.id,
        "source": report.source,
        "title": report.title,
        "family": report.family.value,
        "authority": report.authority.value,
        "published": report.facts.published.value,
        "page": passage.page,
        "page_label": passage.page_label,
        "paragraph": passage.paragraph,
        "paragraph_index": passage.paragraph_index,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
        "rank": hit.rank,
    }
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)


def _quoted(source: Source) -> Document:
    document = _document(source.hit)
    place = {
        "n": source.n,
        "page": source.page,
        "page_label": source.page_label,
        "paragraph": source.paragraph,
        "paragraph_index": source.paragraph_index,
        "start": source.start,
        "end": source.end,
    }
    return Document(page_content=source.quote, metadata={**document.metadata, **place})
