"""Claims and their citations: every quote is checked against the report's own text."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.answer.choose import Choice
from dvrag.answer.corpus import Corpus
from dvrag.errors import DamagedError
from dvrag.model.answers import Claim, Source, Verdict
from dvrag.model.documents import Report
from dvrag.model.results import Hit
from dvrag.text.locate import locate


def cite(choices: Sequence[Choice], corpus: Corpus) -> tuple[tuple[Claim, ...], tuple[Source, ...]]:
    """Return one claim and one source per choice, numbered from 1 in order.

    Raises DamagedError where a quote does not stand verbatim at its span of the stored report.
    """
    reports = {identity: corpus.report(identity) for identity in {c.best.hit.report.id for c in choices}}
    sources = tuple(
        source_at(n, c.best.hit, (c.start, c.end), reports[c.best.hit.report.id])
        for n, c in enumerate(choices, start=1)
    )
    claims = tuple(Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in sources)
    return claims, sources


def source_at(n: int, hit: Hit, span: tuple[int, int], report: Report) -> Source:
    """Return the source that quotes the report at `span`, with its place.

    Raises DamagedError where the passage found does not stand verbatim in the stored report.
    """
    start, end = span
    passage = hit.passage
    quote = passage.text[start - passage.start : end - passage.start]
    if report.text[start:end] != quote:
        raise DamagedError(
            f"A passage of {report.source} differs from the stored report.", hint="Run `dvrag library verify`."
        )
    place = locate(report, start)
    return Source(
        n=n,
        hit=hit,
        quote=quote,
        start=start,
        end=end,
        page=place.page,
        page_label=place.page_label,
        paragraph=place.paragraph,
        paragraph_index=place.paragraph_index,
    )
