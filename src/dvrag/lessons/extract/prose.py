"""Findings in running text: "We recommend that …", and lists between semicolons in abstracts."""

from __future__ import annotations

import re
from itertools import zip_longest

from dvrag.lessons.extract.outline import Part
from dvrag.lessons.extract.words import deadline_in, subject_of
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import Draft, FindingKind, Plan
from dvrag.text.sentences import sentence_spans

_RECOMMENDS = re.compile(
    r"\b(?:we|the\s+(?:dhr\s+|review\s+)?panel|this\s+review|the\s+review|the\s+author|the\s+chair|i|it\s+is)\s+(?:therefore\s+|also\s+|further\s+|strongly\s+)*"
    r"recommend(?:s|ed(?=\s+that))?\s+(?:that\s+)?(?=\w)",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?P<what>(?:key\s+)?(?:learning(?:\s+(?:themes|points))?|lessons(?:\s+learn(?:t|ed))?|recommendations|areas?\s+for\s+improvement))"
    r"\s+(?:for\s+[\w\s,]{3,60}?\s+)?(?:include[sd]?|are|were|identified)[^:.;]{0,30}:\s*",
    re.IGNORECASE,
)
_KINDS = (("recommendation", FindingKind.RECOMMENDATION), ("area", FindingKind.AREA_FOR_IMPROVEMENT))
_SUBJECT_DOUBT = "It stands in running text, not under a heading or a number."


def in_prose(report: Report, part: Part) -> list[Draft]:
    """Return the recommendations that sentences of a section make in so many words."""
    found = []
    for block in part.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            continue
        text = report.text[block.start : block.end]
        if "ecommend" in text and not _SERIES.search(text):
            found += [
                _recommended(block, text, start, end)
                for start, end in sentence_spans(text)
                if _RECOMMENDS.search(text[start:end])
            ]
    return found


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
    told = subject_of(sentence[match.end() :][:1].upper() + sentence[match.end() + 1 :])
    doubts = [_SUBJECT_DOUBT, *(() if told else ("No addressee is named.",))]
    return Draft(
        kind=FindingKind.RECOMMENDATION,
        start=block.start + start,
        end=block.start + end,
        addressee=told,
        plan=Plan(deadline=deadline_in(sentence)),
        confidence=0.7,
        doubts=tuple(doubts),
    )


def _series(block: Block, text: str) -> list[Draft]:
    heads = list(_SERIES.finditer(text))
    found = []
    for head, following in zip_longest(heads, heads[1:]):
        last = following.start() if following else len(text)
        if ";" not in text[head.end() : last]:
            continue
        kind = next((kind for word, kind in _KINDS if word in head["what"].lower()), FindingKind.LESSON)
        found += _pieces(block, text, head.end(), last, kind)
    return found


def _pieces(block: Block, text: str, first: int, last: int, kind: FindingKind) -> list[Draft]:
    pieces, at = [], first
    for piece in text[first:last].split(";"):
        start = at + len(piece) - len(piece.lstrip())
        at += len(piece) + 1
        words = re.sub(r"^and\s+", "", piece.strip())
        start += len(piece.strip()) - len(words)
        words = _first_sentences(words) if at > last else words
        if len(words.split()) >= 2:
            told = subject_of(words[:1].upper() + words[1:]) if kind is FindingKind.RECOMMENDATION else None
            end = block.start + start + len(words)
            doubts = ("No addressee is named.",) if kind is FindingKind.RECOMMENDATION and not told else ()
            plan = Plan(deadline=deadline_in(words))
            pieces.append(
                Draft(
                    kind=kind,
                    start=block.start + start,
                    end=end,
                    addressee=told,
                    plan=plan,
                    confidence=0.95,
                    doubts=doubts,
                )
            )
    return pieces


def _first_sentences(words: str) -> str:
    """Return the last piece without sentences that follow the list."""
    spans = sentence_spans(words)
    return words[: spans[0][1]] if spans else words
