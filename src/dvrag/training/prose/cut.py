"""Recommendations and sentences cut down for a question. Words are left out at clause boundaries, never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dvrag.lessons.agencies.normalise import agencies_in, matches
from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.text.plain import capitalised
from dvrag.text.sentences import sentence_spans

_BY = re.compile(
    r"^(?:By|From|Within|Before|No later than|With) (?:[^,]{0,30}(?:\d{4}|days|weeks|months)|immediate effect), "
)
_SHOULD = re.compile(r"^(?P<who>[^,.;:]{2,120}?)(?:,[^,;:]{2,60},)? should (?P<what>[a-z].+)$")
_TO = re.compile(
    r"^(?:That )?(?P<who>[^,.;:]{2,120}?) (?:to|must|needs? to|(?:is|are) (?:asked|requested) to) (?P<what>[a-z].+)$"
)
"""A recommendation that says whom it is for without "should": "Arn Police to check …"."""
_AND_TO = re.compile(r",? and to (?=[a-z])|; ")
_AGAIN = re.compile(r",? and should |; ")
_LATER = re.compile(r"^(?:Target date|By|Timescale|Deadline|Completed? by)\b[^.]{0,60}\.$")
_STOPS = re.compile(r"(?:; |, (?=(?:and|so that|including|such as|with|which|whether|supported) ))")
_KEEPS = re.compile(r"\b(?:unless|except|until|but|if)\b")
_ITS_OWN = frozenset(
    "force constabulary trust college group partnership council board service charity authority school company panel "
    "commissioner chief constable inspectorate department hospital landlord association agency".split()
)
_MANY = frozenset("forces partnerships councils constables boards trusts schools practices".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a finding asks of whom: `what` follows "should" in the report's words; `[start, end)` is its sentence."""

    who: str
    what: str
    start: int
    end: int


def asked(entry: Entry) -> Asked | None:
    """Return what a finding's first sentence says that its one addressee should do; None where it is not so worded."""
    finding = entry.finding
    spans = sentence_spans(finding.text)
    if len(finding.agencies) != 1 or not spans:
        return None
    start, end = spans[0]
    sentence = " ".join(_BY.sub("", finding.text[start:end]).split())
    should = _SHOULD.match(sentence.rstrip("."))
    listed = entry.report.family is Family.CASE_REVIEW
    found = should or (None if listed else _TO.match(sentence.rstrip(".")))
    if found is None or not _is_addressee(found["who"], entry):
        return None
    what = _AGAIN.split(found["what"])[0] if should else _AND_TO.split(found["what"])[0]
    return Asked(found["who"], what, finding.start + start, finding.start + end)


def said(entry: Entry, most: int) -> tuple[str, int, int]:
    """Return the words of a finding that fit into `most` characters, whole sentences from the first, and their span.

    What only names the addressee in brackets or a target date at its end is left out. "" where the first sentence is
    too long.
    """
    text, finding = entry.finding.text, entry.finding
    kept = 0
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if _LATER.match(sentence) or (sentence.startswith("(") and sentence.endswith(")")) or end > most:
            break
        kept = end
    cut = re.sub(r"\s*\([^)]*\)$", "", text[:kept])
    return " ".join(cut.split()), finding.start, finding.start + len(cut)


def without_deadline(text: str) -> str:
    """Return a sentence without the date by which something is to be done at its start."""
    cut = _BY.sub("", text)
    return capitalised(cut)


def shortened(what: str, most: int, least: int = 40) -> str:
    """Return a phrase of at most `most` characters, cut before a clause that adds to it; "" where that cannot be.

    A clause that takes something back ("unless", "except") is never cut off, nor the last part of a list.
    """
    if len(what) <= most:
        return what
    for found in reversed(list(_STOPS.finditer(what, least, most + 2))):
        kept, rest = what[: found.start()].rstrip(" ,;"), what[found.start() :]
        listed = rest.startswith(", and") and ", " in kept
        whole = not listed and not _KEEPS.search(rest) and kept.count("(") == kept.count(")")
        if least <= len(kept) <= most and whole:
            return kept
    return ""


def without_article(name: str) -> str:
    """Return a name without "the" before it, with a capital at its start."""
    plain = re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE)
    return capitalised(plain)


def _is_addressee(who: str, entry: Entry) -> bool:
    """Return whether the subject of a sentence is the one that it is addressed to ("the Trust", "Arn Police")."""
    words = re.sub(r"^the ", "", who, flags=re.IGNORECASE).split()
    if not words or words[0].lower() in {"a", "an", "each", "every", "any", "no", "all", "both", "two", "this"}:
        return False
    agency = entry.finding.agencies[0]
    own = _ITS_OWN | _MANY | {word.lower() for word in agency.name.split()}
    if len(words) <= 4 and all(word.lower() in own for word in words):
        return True
    named = agencies_in(who, area=entry.report.facts.area.value, force=entry.report.facts.force.value)
    return len(named) == 1 and matches(agency.name, None, named)
