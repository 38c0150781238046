"""Whether citations carry their sentences, and whether they are the right ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dvrag.evaluate.gold.place import Place
from dvrag.evaluate.measures.ranking import holds, overlaps
from dvrag.model.answers import Answer, Claim, Source
from dvrag.text.quantities import quantities
from dvrag.text.stems import stems

CARRIED = 0.8
"""Share of a sentence's content words that its citations must hold to carry it, besides all its figures."""


def carries(texts: Sequence[str], sentence: str) -> bool:
    """Return whether texts together carry a sentence: verbatim, or nearly all its words and all its figures."""
    joined = " ".join(" ".join(text.split()) for text in texts)
    if " ".join(sentence.split()) in joined:
        return True
    wanted, held = set(stems(sentence)), set(stems(joined))
    figures = {q.value for q in quantities(sentence)} <= {q.value for q in quantities(joined)}
    return bool(wanted) and figures and len(wanted & held) >= CARRIED * len(wanted)


def alce(answer: Answer, judge: Callable[[Sequence[str], str], bool] = carries) -> tuple[float, float]:
    """Return citation precision and recall over the sentences of an answer; both 0 without a sentence.

    Recall: share of sentences that their citations together carry. Precision: share of citations that are needed, that
    is, whose sentence is carried, and that carry it alone or without which the others do not.
    Source: Gao et al., "Enabling large language models to generate text with citations" (ALCE), EMNLP 2023, section 4;
    the judge there is an NLI model, here `carries`.
    """
    texts = {source.n: source.quote for source in answer.sources}
    carried = [judge([texts[n] for n in claim.citations], claim.text) for claim in answer.claims]
    needed = [
        ok and _needed(n, claim, texts, judge)
        for claim, ok in zip(answer.claims, carried, strict=True)
        for n in claim.citations
    ]
    return _share(needed), _share(carried)


def _needed(n: int, claim: Claim, texts: dict[int, str], judge: Callable[[Sequence[str], str], bool]) -> bool:
    if judge([texts[n]], claim.text):
        return True
    rest = [texts[other] for other in claim.citations if other != n]
    return not judge(rest, claim.text)


def is_right(source: Source, places: Sequence[Place]) -> bool:
    """Return whether a cited span lies on a gold passage (they share half of the shorter one)."""
    return any(holds(place, source.hit.report.id, (source.start, source.end)) for place in places)


def gold_citation(sources: Sequence[Source], places: Sequence[Place]) -> tuple[float, float]:
    """Return the share of cited spans that lie on gold passages, and the share of gold passages (units) cited."""
    units = {place.unit for place in places}
    cited = {place.unit for place in places if any(holds(place, s.hit.report.id, (s.start, s.end)) for s in sources)}
    return _share([is_right(source, places) for source in sources]), len(cited) / max(1, len(units))


def right_page(sources: Sequence[Source], places: Sequence[Place]) -> float:
    """Return 1 where one of the first three citations stands on a page of a gold passage.

    In a format without pages the paragraph must be the right one.
    """
    return float(any(_same_page(s, p) for s in sources[:3] for p in places))


def right_paragraph(sources: Sequence[Source], places: Sequence[Place]) -> float:
    """Return 1 where one of the first three citations stands in the paragraph of a gold passage."""
    return float(any(_same_paragraph(s, p) for s in sources[:3] for p in places))


def page_as_printed(sources: Sequence[Source], places: Sequence[Place]) -> float | None:
    """Return the share of right citations whose page is that of their gold passage; None without a right one."""
    pairs = [
        source.page == place.page
        for source in sources
        for place in places
        if place.page is not None and holds(place, source.hit.report.id, (source.start, source.end))
    ]
    return _share(pairs) if pairs else None


def verbatim(answer: Answer) -> float:
    """Return the share of sentences that stand word for word in a passage they cite; 0 without a sentence."""
    texts = {source.n: source.quote for source in answer.sources}
    return _share(
        [any(" ".join(c.text.split()) in " ".join(texts[n].split()) for n in c.citations) for c in answer.claims]
    )


def _same_page(source: Source, place: Place) -> bool:
    if source.hit.report.id != place.report:
        return False
    return source.page == place.page if place.page is not None else _same_paragraph(source, place)


def _same_paragraph(source: Source, place: Place) -> bool:
    return source.hit.report.id == place.report and overlaps((source.start, source.end), place.paragraph)


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
