"""Text of a report as markup: the quote marked, found words marked otherwise, acronyms with their meanings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dvrag.model.documents import Span
from dvrag.ui.markup import Markup, element, escaped, joined
from dvrag.ui.reading.terms import Term, Terms

QUOTE = "quote"
"""The name of the place in the page where the quote begins: `#quote` leads there."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is shown about a report's text beside its words; spans are of the report's whole text."""

    quote: Span | None = None
    found: tuple[Span, ...] = ()
    terms: Terms = field(default_factory=lambda: Terms({}))


def annotated(text: str, offset: int, notes: Notes, *, acronyms: bool = True) -> Markup:
    """Return a stretch of a report, which begins at `offset` of its text, with what is to be shown about it."""
    quote = _shifted(notes.quote, offset, len(text))
    found = [span for each in notes.found if (span := _shifted(each, offset, len(text)))]
    terms = notes.terms.first_uses(text) if acronyms else ()
    if quote is None:
        return _pieces(text, 0, len(text), found, terms)
    inside = (
        element("span", escaped("Quote begins: "), "dv-unseen"),
        _pieces(text, quote.start, quote.end, found, terms),
        element("span", escaped(" (quote ends)"), "dv-unseen"),
    )
    first = notes.quote is not None and notes.quote.start >= offset
    opening = Markup(f'<mark id="{QUOTE}">') if first else Markup("<mark>")
    return joined(
        (
            _pieces(text, 0, quote.start, found, terms),
            opening,
            *inside,
            Markup("</mark>"),
            _pieces(text, quote.end, len(text), found, terms),
        )
    )


def term(shown: Markup, meaning: str) -> Markup:
    """Return an acronym that shows its meaning behind it when pointed at or reached by keyboard.

    The meaning moves the words after it aside and covers nothing, so nothing has to be dismissed (WCAG 1.4.13).
    """
    behind = element("span", joined((Markup(" ("), escaped(meaning), Markup(")"))), "dv-meaning")
    return Markup(f'<span class="dv-term" tabindex="0" role="note">{shown}{behind}</span>')


def _pieces(text: str, start: int, end: int, found: Sequence[Span], terms: Sequence[Term]) -> Markup:
    return joined(_each(text, start, end, found, terms))


def _each(text: str, start: int, end: int, found: Sequence[Span], terms: Sequence[Term]) -> Iterator[Markup]:
    """Yield the text from `start` to `end`, acronyms that lie within it whole, with found words marked."""
    at = start
    for use in terms:
        if use.start >= at and use.end <= end:
            yield from _marked(text, at, use.start, found)
            yield term(joined(_marked(text, use.start, use.end, found)), use.meaning)
            at = use.end
    yield from _marked(text, at, end, found)


def _marked(text: str, start: int, end: int, found: Sequence[Span]) -> Iterator[Markup]:
    at = start
    for span in found:
        low, high = max(span.start, at), min(span.end, end)
        if low >= high:
            continue
        yield escaped(text[at:low])
        yield element("span", escaped(text[low:high]), "dv-found")
        at = high
    yield escaped(text[at:end])


def _shifted(span: Span | None, offset: int, length: int) -> Span | None:
    """Return a span of the report as one of the stretch, None where it does not touch it."""
    if span is None:
        return None
    start, end = max(0, span.start - offset), min(length, span.end - offset)
    return Span(start, end) if start < end else None
