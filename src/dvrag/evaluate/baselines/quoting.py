"""The answer of every baseline: the top passage, quoted whole, never an abstention."""

from __future__ import annotations

from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.model.results import Filters
from dvrag.ports import Finder


def quote_top(question: str, finder: Finder, filters: Filters | None = None) -> Answer:
    """Return the best passage as the answer, with full confidence; nothing found is the only way not to answer."""
    hits = finder.search(question, 1, filters).hits
    if not hits:
        return Answer(question, Status.NOT_FOUND, reason="Nothing was found.")
    source = Source.whole(hits[0])
    return Answer(
        question,
        Status.ANSWERED,
        claims=(Claim(source.quote, (1,), Verdict.SUPPORTED),),
        sources=(source,),
        confidence=1.0,
    )
