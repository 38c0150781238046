"""What answers a question: quotes, or the language model that the settings name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from dvrag.answer.write.events import Quoting, Responder
from dvrag.answer.write.where import provider_of, writer_facts
from dvrag.config.settings import AnswerSettings
from dvrag.model.writing import WriterFacts
from dvrag.ports import ChatModel, TokenEmbedder, Verifier

if TYPE_CHECKING:
    from dvrag.answer.corpus import Corpus
    from dvrag.answer.talk.follow import ReadAfter
    from dvrag.answer.write.reading import Reading
    from dvrag.answer.write.writing import Writing
    from dvrag.model.answers import Answer
    from dvrag.model.results import Filters


def responder(
    read: ReadAfter,
    corpus: Corpus,
    embedder: TokenEmbedder,
    settings: AnswerSettings,
) -> Responder:
    """Return what answers from a library, by quoting or, where the settings name one, by a language model.

    The model is opened when it is to write its first answer. Raises SettingsError for settings out of range.
    """

    @cache
    def verifier() -> Verifier:
        from dvrag.answer.verify.verifier import ClaimVerifier  # noqa: PLC0415 - only where something is written

        return ClaimVerifier(embedder)

    def written(model: ChatModel | str) -> Writing:
        from dvrag.answer.talk.proposed import proposed  # noqa: PLC0415 - only where something is written
        from dvrag.answer.write.writing import Writing, WritingParts  # noqa: PLC0415 - only where something is written

        changed = settings if not isinstance(model, str) else named(settings, model)
        make = cache(lambda: _opened(changed) if isinstance(model, str) else model)

        def reading(text: str, filters: Filters | None, earlier: Sequence[Answer]) -> Reading:
            return read(text, filters, earlier, partial(proposed, make))

        parts = WritingParts(reading, corpus, verifier, changed)
        if not isinstance(model, str):
            return Writing(parts, make, WriterFacts(model.name, model.hosted, ""), quoting)
        facts = writer_facts(changed, os.environ) or WriterFacts(model, True, "")
        return Writing(parts, make, facts, quoting)

    quoting = Quoting(lambda question, filters, earlier: read(question, filters, earlier).answer, written)
    return written(settings.writer) if settings.writer else quoting


def named(settings: AnswerSettings, writer: str) -> AnswerSettings:
    """Return the settings with another writer; the address is kept where none is set yet or its provider is the same.

    Raises SettingsError for a name that names no provider and model.
    """
    provider = provider_of(writer)[0]
    same = not settings.writer or provider_of(settings.writer)[0] == provider
    return replace(settings, writer=writer, base_url=settings.base_url if same else "")


def _opened(settings: AnswerSettings) -> ChatModel:
    from dvrag.answer.write.write_langchain import open_model  # noqa: PLC0415 - seconds to import

    return open_model(settings)
