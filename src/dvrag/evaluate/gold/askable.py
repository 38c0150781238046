"""What in a report a question could be asked about: figures, recommendations, lessons, acronyms, table rows, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dvrag.evaluate.gold.cells import OR
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.text.quantities import MONTHS, Quantity, QuantityKind, quantities
from dvrag.text.sentences import sentence_spans
from dvrag.text.terms import STOP_WORDS

SHORTEST, LONGEST = 40, 320
"""Characters of a sentence or row to ask about."""
WORDING = 8
"""Words of a phrase that stands for a whole sentence, at most."""


class Content(StrEnum):
    """A kind of content; the order is that in which a sentence is tried."""

    RECOMMENDATION = "recommendation"
    LESSON = "lesson"
    FIGURE = "figure"
    BODY = "body"
    TABLE_ROW = "table row"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Askable:
    """Words at `[start, end)` of a report to ask about.

    `answer` is what an answer must say, `wordings` how it may be worded; `figures` holds its writings where it is one.
    `about` names, where it helps, what to ask for; `under` is the header that a table row stands under.
    """

    content: Content
    start: int
    end: int
    answer: str
    wordings: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...] = ()
    about: str = ""
    under: str = ""


_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CHRONOLOGY})
_RECOMMENDS = re.compile(r"recommend", re.IGNORECASE)
_TEACHES = re.compile(r"\blessons?\b|\blearning (?:from|points?)\b|\blearnt\b", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"^(?:[^.;]{0,60}[,:–]\s+)?(?!(?:Each|This|It|They|There|An?|Any|After|When|If|Where|Recommendation)\b)"
    r"((?:The |All |the |all )?[A-Z][^,;:.]{2,70}?)\s+(?:should|must|needs? to)\s(?!be\b|not\b)"
)
_MODAL = re.compile(r"\b(?:should|must|needs? to)\b")
_TAUGHT = re.compile(r"\blessons? (?:from|of|for|to|learn|is|are|which|that)\b", re.IGNORECASE)
_NEVER_ASKED = frozenset({"0", "1", "101", "111", "999"})
"""None and one say little; the others are telephone numbers."""
_NAME = r"[A-Z][\w’'-]+"
_BODY = re.compile(
    rf"\b({_NAME}(?:\s(?:(?:of|and|for)\s)?(?:the\s)?{_NAME}){{0,5}})\s+(?:\w+ly\s+)?"
    r"(?:\w{2,}ed|was|were|had|has|did|made|sent|held|told|gave|took|found|wrote|began|said)\b"
)
_BODIES = frozenset(
    """Police Constabulary Council Trust Board Partnership Service Services Homes Court Hospital Inspectorate Office
    Group Agency Authority Department Unit Panel Surgery Practice Association Commissioner Advocacy Aid""".split()
)
_REFERENCE = re.compile(
    r"(?:\b(?:paragraphs?|paras?|sections?|pages?|tables?|figures?|chapters?|annex|appendix|recommendations?|nos?|adult"
    r"|child|version|article|part|stage|phase|level|act)\.?\s|[a-z)”’]\.|\d\s)$",
    re.IGNORECASE,
)
_TIME = re.compile(rf"^\s?(?:am|pm|hours)\b|^[:.]\d|^\s(?:\d|(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE)


def askables(report: Report) -> Iterator[Askable]:
    """Yield what could be asked about, in order of the text; the acronyms, in their order, last."""
    for block in report.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            yield from _row(report, block)
        elif block.kind in _PROSE:
            for start, end in _sentences(report, block):
                found = _about_sentence(report, block, start, end)
                if found:
                    yield found
    yield from _acronyms(report)


def _sentences(report: Report, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of whole sentences of a length to ask about."""
    for start, end in sentence_spans(report.text[block.start : block.end]):
        text = report.text[block.start + start : block.start + end]
        whole = (text[0].isupper() or text[0].isdigit()) and text[-1] in ".!?”"
        if whole and SHORTEST <= len(text) <= LONGEST and "…" not in text and "..." not in text:
            yield block.start + start, block.start + end


def _about_sentence(report: Report, block: Block, start: int, end: int) -> Askable | None:
    text = report.text[start:end]
    path = " > ".join(report.sections[block.section].path)
    tried = (
        _recommendation(path, text, start, end),
        _lesson(path, text, start, end),
        _figure(text, start, end),
        _body(text, start, end),
    )
    return next((found for found in tried if found is not None and _can_be_written(found)), None)


def _recommendation(path: str, text: str, start: int, end: int) -> Askable | None:
    if not (_RECOMMENDS.search(path) and _MODAL.search(text)):
        return None
    addressee = _ADDRESSEE.match(text)
    if addressee:
        name = _one_line(addressee.group(1))
        return Askable(Content.RECOMMENDATION, start, end, name, (name,), about=f"made to {name}")
    phrase = _phrase(text)
    return Askable(Content.RECOMMENDATION, start, end, phrase, (phrase,)) if phrase else None


def _lesson(path: str, text: str, start: int, end: int) -> Askable | None:
    phrase = _phrase(text)
    if not phrase or not (_TEACHES.search(path) or _TAUGHT.search(text)):
        return None
    return Askable(Content.LESSON, start, end, phrase, (phrase,))


def _figure(text: str, start: int, end: int) -> Askable | None:
    stated = [quantity for quantity in quantities(text) if _counts(text, quantity)]
    if not 1 <= len(stated) <= 2:
        return None
    first = stated[0]
    written = _one_line(text[first.start : first.end])
    return Askable(
        Content.FIGURE, start, end, written, _writings(first, written), (_writings(first, written),), written
    )


def _counts(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity is a figure to ask for: no date, reference, time of day or telephone, not one or 0."""
    if quantity.kind in {QuantityKind.DATE, QuantityKind.YEAR} or quantity.value in _NEVER_ASKED:
        return False
    if re.match(r"0\d", text[quantity.start :]):
        return False
    return not _REFERENCE.search(text[: quantity.start]) and not _TIME.match(text[quantity.end :])


def _writings(quantity: Quantity, written: str) -> tuple[str, ...]:
    in_words = written[0].isalpha() and quantity.value.isdigit()
    return (written, quantity.value) if in_words else (written,)


def _body(text: str, start: int, end: int) -> Askable | None:
    for found in _BODY.finditer(text):
        name = _one_line(found.group(1)).removeprefix("The ")
        if name.split()[-1] in _BODIES and len(name.split()) > 1:
            return Askable(Content.BODY, start, end, name, (name,), about=name)
    return None


def _row(report: Report, block: Block) -> Iterator[Askable]:
    """Yield a row of a table with a header: its first cell with words answers for what the row is named by."""
    text = report.text[block.start : block.end]
    label, *cells = [_one_line(cell) for cell in text.split(" | ")]
    said = next((cell for cell in cells if any(c.isalnum() for c in cell)), "")
    if not (block.context and re.search(r"[^\W\d_]{2}", label) and said and len(text) <= LONGEST and len(said) <= 80):
        return
    stated = quantities(said)
    figures = ((said,),) if len(stated) == 1 and said[stated[0].start : stated[0].end] == said else ()
    found = Askable(Content.TABLE_ROW, block.start, block.end, said, (said,), figures, label, block.context)
    if _can_be_written(found):
        yield found


def _acronyms(report: Report) -> Iterator[Askable]:
    for acronym, meaning in report.glossary.items():
        wanted = re.compile(r"\s+".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in meaning.split()), re.IGNORECASE)
        for start, end in _definitions(report, acronym, wanted):
            said = _one_line(meaning)
            found = Askable(Content.ACRONYM, start, end, said, (said,), about=acronym)
            if _can_be_written(found):
                yield found
                break


def _definitions(report: Report, acronym: str, meaning: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the sentences and rows that hold both an acronym and its meaning."""
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if block.kind is BlockKind.HEADING or acronym not in text or not meaning.search(text):
            continue
        spans = [(0, len(text))] if block.kind is BlockKind.TABLE_ROW else sentence_spans(text)
        for start, end in spans:
            if end - start <= LONGEST and acronym in text[start:end] and meaning.search(text, start, end):
                yield block.start + start, block.start + end


def _phrase(text: str) -> str:
    """Return the longest stretch between marks, without function words at its ends, at most WORDING words of it."""
    stretches = (_trimmed(part.split()) for part in re.split(r"[,;:.()–—“”!?]", text))
    longest = max(stretches, key=len, default=[])
    return " ".join(_trimmed(longest[:WORDING]))


def _trimmed(listed: list[str]) -> list[str]:
    kept = [place for place, word in enumerate(listed) if word.lower() not in STOP_WORDS]
    return listed[kept[0] : kept[-1] + 1] if kept else []


def _can_be_written(found: Askable) -> bool:
    """Return whether answer and wordings survive a cell, whose parts are set apart by bars and OR."""
    return all("|" not in text and OR not in text for text in (found.answer, *found.wordings))


def _one_line(text: str) -> str:
    return " ".join(text.split())
