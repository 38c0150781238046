"""Reading for a question with the answers before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dvrag.answer.corpus import Corpus
from dvrag.answer.decline import decline
from dvrag.answer.question.safety import LIMITS, SIGNPOSTS, speaks_of_oneself
from dvrag.answer.talk.resolve import resolve
from dvrag.answer.write.reading import Reading
from dvrag.model.answers import Answer
from dvrag.model.results import Filters


def read_after(
    read: Callable[[str, Filters | None], Reading],
    corpus: Corpus,
    text: str,
    filters: Filters | None,
    earlier: Sequence[Answer],
) -> Reading:
    """Return what `read` finds for the question that a follow-up asks; the answer keeps the words that were typed.

    What must not be answered is declined by the words typed and by the question that they are resolved into; an
    answer says how the question was understood (`Answer.resolved_question`).
    """
    declined = decline(text)
    if declined:
        return Reading(declined)
    resolved = resolve(text, earlier, corpus)
    if resolved == text:
        return read(text, filters)
    reading = read(resolved, filters)
    answer = replace(reading.answer, question=text, resolved_question=reading.answer.resolved_question or resolved)
    if speaks_of_oneself(text) and not answer.support:
        answer = replace(answer, support=(LIMITS, *SIGNPOSTS))
    return replace(reading, answer=answer)
