"""Printed labels before a finding, and lines beside it: "Recommendation 2 [to the police]:", "Addressed to: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dvrag.lessons.extract.asking.bodies import is_body
from dvrag.lessons.extract.asking.words import agency_named, begins_doing
from dvrag.lessons.extract.zones import NUMBER_WORDS
from dvrag.model.documents import Block, Report
from dvrag.model.findings import FindingKind

_WORD = (
    r"(?P<word>recommendation|rec|lesson(?:\s+learn(?:t|ed))?|learning(?:\s+(?:point|opportunity|theme))?|area\s+for\s+improvement|AFI|"
    r"cause\s+of\s+concern)"
)
_NUMBER = (
    r"(?P<n>\d+(?:\.\d+)*\s?\(?[a-z]?\)?|(?-i:[A-Z])\d*|[ivx]+|"
    rf"{NUMBER_WORDS})"
)
_LABEL = re.compile(rf"^{_WORD}(?![a-z])\.?\s*(?:no\.?\s*|number\s+|#)?{_NUMBER}(?![\w’'])", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?P<before>(?!(?:actions?|response|progress|update|evidence|outcome|see|implement\w+|previous|earlier|regarding|on)\b)"
    rf"(?-i:(?:[A-Z][\w’'&-]*|\d+[A-Z]|of|for|and|the)\s+){{1,7}})recommendation\s*(?:no\.?\s*|number\s+|#)?{_NUMBER}"
    r"(?![\w’'])(?=\s*(?:[:.(\[–—-]|$))",
    re.IGNORECASE,
)
"""A label behind the name of who is told, or of its kind ("Health Board Recommendation 1")."""
_UNNUMBERED = re.compile(r"^recommendation\s*[:–—]\s+(?=[A-Z])", re.IGNORECASE)
_FOR = re.compile(r"^recommendation\s+(?:for|to)\s+(?P<who>[^:.\n]{2,90}?)\s*:\s+(?=[A-Z])", re.IGNORECASE)
"""A label that names who is told and has no number ("Recommendation for the Home Office: Fund …")."""
_CODE = re.compile(r"^(?P<n>R\d+|Rec\d+)(?=[\s.:)]|$)")
_TOLD = re.compile(
    r"^\s*(?:[\[(]\s*(?P<in>(?:to|for)?\s*[^\])\n]{2,160}?)\s*[\])]|[–—-]\s*(?P<dash>[^:.\n]{2,120})(?=[:.]))?\s*[:.–—-]*\s*"
)
_AFTER = frozenset({":", ".", "–", "-", "—", "(", "[", ")"})
_KEPT = 40
"""Characters of a number kept beside a block, at most."""
_ASIDE = 5
"""Words in brackets after a label that are no part of the finding, at most."""
_NAME = 6
"""Words between a dash and the words of a finding that name who is told, at most, unless all of them name a body."""
_LETTERED = re.compile(r"^\d+(?:\.\d+)*\s?\(?[a-z]\)?$")
_BESIDE = re.compile(
    r"(?P<name>(?:lead\s+)?agency|addressed\s+to|addressee|to|for|lead(?:\s+(?:agency|officer|organisation))?|owner|responsible(?:\s+agency)?|"
    r"deadline|complete\s+by|target\s+date|timescale|by(?:\s+when)?|due|cost|(?:first[\s-]+year|annual)\s+costs?|status|progress|"
    r"milestones?|action|scope)\s*:\s*(?P<value>.*?)(?=(?:[.;]\s+|\s+\|\s+)(?:[A-Z][\w-]*(?:[\s-]+\w+){0,2})\s*:|$)",
    re.IGNORECASE | re.DOTALL,
)
_WHO = ("agency", "addressed", "addressee", "to", "for", "responsible", "lead", "owner")
_WHEN = ("deadline", "complete", "target", "timescale", "by", "due")
_KIND_WORDS = (
    ("rec", FindingKind.RECOMMENDATION),
    ("lesson", FindingKind.LESSON),
    ("learning", FindingKind.LESSON),
    ("area", FindingKind.AREA_FOR_IMPROVEMENT),
    ("afi", FindingKind.AREA_FOR_IMPROVEMENT),
    ("cause", FindingKind.CAUSE_OF_CONCERN),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label of a finding: its kind and number, whom it names, and where the words after it begin.

    `aside` is what stands in brackets after it and names nobody ("National"), "" for nothing.
    """

    kind: FindingKind
    number: str
    addressee: str | None
    start: int
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a line beside a finding states, each as printed: who is told, by when, who leads, which status."""

    addressee: str | None = None
    deadline: str | None = None
    lead: str | None = None
    status: str | None = None
    milestones: str | None = None


def label_of(report: Report, block: Block) -> Label | None:
    """Return the label with which a block begins, printed in its text or kept as its number; None for none."""
    text = report.text[block.start : block.end]
    kept = _labelled(block.paragraph or "")
    if kept and block.paragraph and len(block.paragraph) < _KEPT:
        rest = text[len(block.paragraph) :] if text.startswith(block.paragraph) else text
        told, skipped, aside = _told(rest)
        return Label(kept[0], kept[1], told, block.end - len(rest) + skipped, aside)
    found = _labelled(text)
    if found is None:
        return _for_whom(text, block) or _behind_name(text, block)
    told, skipped, aside = _told(text[found[2] :])
    rest = text[found[2] + skipped :]
    alone = not text[found[2] :].strip()
    if not (told or alone or text[found[2] :][:1] in _AFTER or rest[:1].isupper()):
        return None  # "Recommendation 4 was accepted": a sentence about it
    return Label(found[0], found[1], told, block.start + found[2] + skipped, aside)


def _for_whom(text: str, block: Block) -> Label | None:
    found = _FOR.match(text)
    return Label(FindingKind.RECOMMENDATION, "", found["who"], block.start + found.end()) if found else None


def _behind_name(text: str, block: Block) -> Label | None:
    """Return the label that stands behind a name; it may stand on a line of its own, above its words."""
    found = _NAMED.match(text)
    if found is None:
        return None
    told, skipped, aside = _told(text[found.end() :])
    before = found["before"].strip()
    who = told or (before if is_body(before) else None)
    number = " ".join(found["n"].split())
    return Label(FindingKind.RECOMMENDATION, number, who, block.start + found.end() + skipped, aside or before)


def lettered(number: str | None) -> bool:
    """Return whether a printed number is one of a list of recommendations ("9.1 a"), not of a paragraph."""
    return bool(number and _LETTERED.match(number))


def beside(text: str) -> Beside | None:
    """Return what a line such as "Addressed to: A. Deadline: B." states; None for another text."""
    pairs = [(m["name"].lower(), m["value"].strip().rstrip(".;")) for m in _BESIDE.finditer(text) if m["value"].strip()]
    first = _BESIDE.search(text)
    if not pairs or first is None or first.start() > 2:
        return None
    who = next(
        (value for name, value in pairs if name.startswith(_WHO) and (agency_named(value) or name != "for")), None
    )
    when = next((value for name, value in pairs if name.startswith(_WHEN)), None)
    lead = next((value for name, value in pairs if name.startswith(("lead", "owner"))), None)
    status = next((value for name, value in pairs if name.startswith(("status", "progress"))), None)
    milestones = next((value for name, value in pairs if name.startswith("milestone")), None)
    return Beside(who, when, lead, status, milestones)


def _labelled(text: str) -> tuple[FindingKind, str, int] | None:
    found = _LABEL.match(text)
    if found:
        word = found["word"].lower()
        kind = next(kind for prefix, kind in _KIND_WORDS if word.startswith(prefix))
        return kind, " ".join(found["n"].split()), found.end()
    code = _CODE.match(text)
    if code:
        return FindingKind.RECOMMENDATION, code["n"], code.end()
    alone = _UNNUMBERED.match(text)
    return (FindingKind.RECOMMENDATION, "", alone.end()) if alone else None


def _told(rest: str) -> tuple[str | None, int, str]:
    """Return whom the words right after a label name, how many characters to skip to the finding's own words, and what
    stands in brackets there and names nobody.
    """
    found = _TOLD.match(rest)
    if not found:
        return None, 0, ""
    printed = found["in"] or found["dash"]
    if printed is None:
        return None, found.end(), ""
    who = re.sub(r"^(?:to|for)\s+", "", printed.strip(), flags=re.IGNORECASE)
    short = found["in"] or ((len(who.split()) <= _NAME or is_body(who)) and not begins_doing(who))
    if (short and agency_named(who)) or (found["in"] and printed.lower().startswith(("to ", "for "))):
        return who, found.end(), ""
    if found["in"] and len(printed.split()) <= _ASIDE:
        return None, found.end(), printed
    plain = re.match(r"^\s*[:.–—-]*\s*", rest)
    return None, plain.end() if plain else 0, ""
