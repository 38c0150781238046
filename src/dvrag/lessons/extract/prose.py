"""Findings in running text: "We recommend that …", and lists between semicolons in abstracts."""

from __future__ import annotations

import re
from itertools import zip_longest

from dvrag.lessons.extract.asking.bodies import is_body
from dvrag.lessons.extract.asking.words import agency_named, deadline_in, subject_of
from dvrag.lessons.extract.outline import Part
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import Draft, FindingKind, Plan
from dvrag.text.sentences import sentence_spans

_RECOMMENDS = re.compile(
    r"\b(?:we|the\s+(?:[\w-]+\s+)?(?:panel|review|author|authors|reviewers?|chair|office|inquiry|inspectorate|commission|board|coroner|"
    r"ombudsman)|this\s+review|i|it(?:\s+is)?|(?-i:[A-Z]{3,6}))\s+(?:therefore\s+|also\s+|further\s+|strongly\s+)*"
    r"recommend(?:s|ed(?=\s+that))?\s+(?:that\s+)?(?=\w)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\brecommends?\s+to\s+(?P<who>(?:the\s+|all\s+)?[A-Z][\w’'&-]*(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?)?[A-Z][\w’'&-]*)*)"
)
_OPENED, _CLOSED = re.compile(r"[“‘](?=\w)|(?<!\S)\""), re.compile(r"[”]|(?<=[\w.,!?])\"|(?<=[.,!?])’")
_SERIES = re.compile(
    r"\b(?P<what>(?:key\s+)?(?:learning(?:\s+(?:themes|points))?|lessons(?:\s+learn(?:t|ed))?|recommendations|areas?\s+for\s+improvement))"
    r"(?:\s+(?:for|to)\s+(?P<who>[\w\s,’']{3,60}?))?\s+(?:include[sd]?|including|are|were|identified|cover(?:s|ed)?|focus(?:es|ed)?\s+on|relate[sd]?\s+to)"
    r"[^:.;]{0,30}:\s*"
    r"|(?:^|(?<=[.;]\s)|(?<=\n))(?P<alone>(?-i:(?:Key\s+)?(?:[Ll]earning(?:\s+points)?|[Ll]essons(?:\s+learn(?:t|ed))?|[Rr]ecommendations)))"
    r"(?:\s+(?:for|to)\s+(?P<whom>[\w\s,’']{3,60}?))?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:recommends?(?:\s+that)?|we\s+(?:ask|urge|want)(?:\s+that)?|call(?:s|ing)?\s+(?:on|for)\b[^:]{0,60}|recommendations?(?:\s+(?:are|include|made|below|as\s+follows|to\s+[^:]{3,60}))*"
    r"|following\s+(?:\w+\s+){0,2}(?:recommendations?|lessons?|learning(?:\s+points)?)[^:]{0,40}"
    r"|(?:key\s+)?(?:lessons|learning\s+points)(?:\s+(?:learn(?:t|ed)|identified|are|include|were))*)\s*:$",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^(?:an?\s+)?(?:example|case\s+study|practice\s+study)s?\b[^.:\n]{0,30}\b(?:effective|promising|innovative|notable|good)\s+practice"
    r"\s*[.:–—-]\s*",
    re.IGNORECASE,
)
_EXAMPLE_LONG = 80
"""Characters of an example of practice, at least."""
_LED = 0.9
_OTHERS = re.compile(
    r"\b(?:previous|earlier|last|former|progress|(?:19|20)\d\d|response|terms\s+of\s+reference|purpose|aims?)\b",
    re.IGNORECASE,
)
_KINDS = (("recommendation", FindingKind.RECOMMENDATION), ("area", FindingKind.AREA_FOR_IMPROVEMENT))
_FEWEST, _SHORTEST = 4, 2
"""Words of an item in a list and between semicolons, at least."""
NO_ADDRESSEE = "No addressee is named."
_SUBJECT_DOUBT = "It stands in running text, not under a heading or a number."


def in_prose(report: Report, part: Part) -> list[Draft]:
    """Return the recommendations that sentences of a section make in so many words."""
    found = []
    for block in part.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            continue
        text = report.text[block.start : block.end]
        if "ecommend" in text and not _SERIES.search(text):
            spans = sentence_spans(text)
            found += [_recommended(block, text, start, end) for start, end in spans if _recommends(text, start, end)]
    return found


def _recommends(text: str, start: int, end: int) -> bool:
    """Return whether a sentence makes a recommendation, and does not quote one, tell of an earlier one or ask."""
    sentence = text[start:end]
    found = _RECOMMENDS.search(sentence)
    if found is None or sentence.endswith(("?", ":")) or _is_quoted(text, start + found.start()):
        return False
    said = found.group().lower()
    past = "recommended" in said and not said.startswith("it is")
    return not (past and (said.startswith("it ") or _OTHERS.search(sentence)))


def _is_quoted(text: str, place: int) -> bool:
    """Return whether a quotation is open at a place of a text."""
    opened = sum(mark.start() < place for mark in _OPENED.finditer(text))
    return opened > sum(mark.start() < place for mark in _CLOSED.finditer(text))


def in_series(report: Report) -> list[Draft]:
    """Return each part of "Learning themes include: a; b; c." and "Recommendations include: a; b; c."."""
    found = []
    for block in report.blocks:
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            found += _series(block, report.text[block.start : block.end])
    return found


def _recommended(block: Block, text: str, start: int, end: int) -> Draft:
    sentence = text[start:end]
    match = _RECOMMENDS.search(sentence)
    assert match is not None
    to = _TO.search(sentence)
    told = to["who"] if to and agency_named(to["who"]) else subject_of(sentence[match.start() :])
    doubts = [_SUBJECT_DOUBT, *(() if told else (NO_ADDRESSEE,))]
    return Draft(
        kind=FindingKind.RECOMMENDATION,
        start=block.start + start,
        end=block.start + end,
        addressee=told,
        plan=Plan(deadline=deadline_in(sentence)),
        confidence=0.7,
        doubts=tuple(doubts),
    )


def led_in(report: Report, part: Part) -> list[Draft]:
    """Return the list items below a sentence such as "We recommend that:", where no heading announces them."""
    found = []
    for block in part.blocks:
        lead = block.context
        if block.kind is not BlockKind.LIST_ITEM or not _LEAD.search(lead) or _OTHERS.search(lead):
            continue
        kind = (
            FindingKind.LESSON
            if re.search(r"\b(?:lessons?|learning)\b[^:]*:$", lead, re.I)
            else FindingKind.RECOMMENDATION
        )
        text = report.text[block.start : block.end]
        if len(text.split()) >= _FEWEST and not text.endswith("?"):
            found.append(_piece(kind, block.start, text, _in_lead(lead), confidence=_LED))
    return found


def examples(report: Report, part: Part) -> list[Draft]:
    """Return the paragraphs that call themselves an example of good practice, without those words."""
    found = []
    for block in part.blocks:
        lead = _EXAMPLE.match(report.text[block.start : block.end]) if block.kind is BlockKind.PARAGRAPH else None
        if lead and block.end - block.start - lead.end() > _EXAMPLE_LONG:
            found.append(Draft(FindingKind.PROMISING_PRACTICE, block.start + lead.end(), block.end, confidence=_LED))
    return found


def _in_lead(lead: str) -> str | None:
    found = re.search(r"\b(?:to|for|on)\s+(?P<who>[^:]{3,60}):$", lead)
    return found["who"] if found and is_body(found["who"]) else None


def _series(block: Block, text: str) -> list[Draft]:
    heads = list(_SERIES.finditer(text))
    found = []
    for head, following in zip_longest(heads, heads[1:]):
        last = following.start() if following else len(text)
        if ";" not in text[head.end() : last]:
            continue
        what = (head["what"] or head["alone"]).lower()
        kind = next((kind for word, kind in _KINDS if word in what), FindingKind.LESSON)
        who = head["who"] or head["whom"]
        told = who if kind is FindingKind.RECOMMENDATION and who and is_body(who) else None
        found += [_piece(kind, block.start + start, words, told) for start, words in _pieces(text, head.end(), last)]
    return found


def _pieces(text: str, first: int, last: int) -> list[tuple[int, str]]:
    """Return the parts of a list between semicolons that are long enough, each with where it starts."""
    pieces, at = [], first
    for piece in text[first:last].split(";"):
        start = at + len(piece) - len(piece.lstrip())
        at += len(piece) + 1
        words = re.sub(r"^and\s+", "", piece.strip())
        start += len(piece.strip()) - len(words)
        words = _first_sentences(words) if at > last else words
        if len(words.split()) >= _SHORTEST:
            pieces.append((start, words))
    return pieces


def _piece(kind: FindingKind, start: int, words: str, told: str | None, confidence: float = 0.95) -> Draft:
    recommended = kind is FindingKind.RECOMMENDATION
    who = (subject_of(words) or subject_of(f"that {words}") or told) if recommended else None
    doubts = (NO_ADDRESSEE,) if recommended and not who else ()
    plan = Plan(deadline=deadline_in(words))
    return Draft(kind, start, start + len(words), addressee=who, plan=plan, confidence=confidence, doubts=doubts)


def _first_sentences(words: str) -> str:
    """Return the last piece without sentences that follow the list."""
    spans = sentence_spans(words)
    return words[: spans[0][1]] if spans else words
