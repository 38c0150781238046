"""A small answer that quotes, and what writes it anew with a model, for the tests beside it."""

from __future__ import annotations

from dvrag.answer.write.events import Event, Quoting, last
from dvrag.answer.write.reading import Reading
from dvrag.answer.write.writing import Writing, WritingParts
from dvrag.config.settings import AnswerSettings
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.model.writing import WriterFacts
from dvrag.ports import ChatModel
from dvrag.testing.chat import ScriptedChat, WordVerifier
from dvrag.testing.memory_corpus import MemoryCorpus

FACTS = WriterFacts("scripted:fake", False, "127.0.0.1")
GOOD = "Police were called to Marian's home eleven times [1]. Nobody at the practice asked Marian about abuse [2]."


def quoted(corpus: MemoryCorpus) -> Answer:
    hit = corpus.hits()[0]
    return Answer(
        "How often?",
        Status.ANSWERED,
        (Claim(hit.passage.text, (1,), Verdict.SUPPORTED),),
        (Source.whole(hit),),
        confidence=0.8,
        resolved_question="How often?",
        timings_ms={"total": 5.0},
        models={"embedder": "e", "writer": "quotes"},
    )


def writing(corpus: MemoryCorpus, model: ChatModel, reading: Reading | None = None, seconds: int = 20) -> Writing:
    read = reading or Reading(quoted(corpus), corpus.hits())
    parts = WritingParts(lambda *_: read, corpus, WordVerifier, AnswerSettings(seconds=seconds))
    return Writing(parts, lambda: model, FACTS, Quoting(lambda *_: read.answer))


def events(corpus: MemoryCorpus, text: str, size: int = 7) -> list[Event]:
    return list(writing(corpus, ScriptedChat(text, size=size)).stream("How often?", None, ()))


def answer(corpus: MemoryCorpus, text: str) -> Answer:
    return last(iter(events(corpus, text)))
