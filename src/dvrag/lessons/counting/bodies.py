"""Addressees in a question: "addressed to GPs", "does Marlshire Police have", "police recommendations"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvrag.lessons.agencies.catalogue import hits, kinds, tokens
from dvrag.lessons.agencies.normalise import agencies_in, class_of, matches, same
from dvrag.lessons.agencies.pieces import pieces
from dvrag.lessons.counting.values import MARKS, Read, Restriction, without
from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.findings import Agency, AgencyClass, FindingKind
from dvrag.model.results import ReportSummary

_ADDED = frozenset("the all every each any local and or other both a an our of".split())
"""Words beside the name of a kind of agency that narrow nothing."""
_BOUNDARY = frozenset(
    """about on regarding concerning relating since in that which who between from mention mentions mentioning are is
    were was have has had before after by alone only with under during until do does did get got receive received been
    for to at as there still made given addressed directed issued and/or""".split()
)
_DONE = r"(?:addressed|directed|made|given|issued|sent|aimed|put|meant|intended)"
_EXPLICIT = re.compile(
    rf"(?:\b(?:that|which)\s+)?(?:\b(?:are|were|is|was|have|has|been|being)\s+)*\b{_DONE}\s+(?:to|at|for)\s+", re.I
)
_PLAIN = re.compile(r"\b(?:to|for|of|against)\s+", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:do|does|did|has|have|had)\s+", re.IGNORECASE)
_HELD = re.compile(
    r"\s*\b(?:have|has|had|got|get|gets|received?|been\s+given|been\s+told|face|faces|faced)\b", re.IGNORECASE
)
_ONLY = re.compile(r"\s*\b(?:alone|only|and\s+(?:nobody|no\s+one)\s+else)\b", re.IGNORECASE)
_ONE = re.compile(
    r"^the\s+(?:force|constabulary|council|county|trust|school|hospital|college|practice|surgery|board|partnership|charity"
    r"|landlord|association|service)$",
    re.IGNORECASE,
)
"""One body that is not named: no restriction that could be counted by."""
_INSPECTED = frozenset({Family.INSPECTION})


@dataclass(frozen=True, slots=True)
class Known:
    """The bodies that the register knows: addressees, forces, and those judged."""

    names: frozenset[str]

    def knows(self, name: str) -> bool:
        """Return whether a name is one of theirs."""
        return any(same(name, known) for known in self.names)


def known_bodies(entries: Iterable[Entry], reports: Iterable[ReportSummary]) -> Known:
    """Return the bodies that entries and reports name."""
    names = {agency.name for entry in entries for agency in entry.finding.agencies}
    names.update(e.finding.judgment.body for e in entries if e.finding.judgment)
    for report in reports:
        names.update(filter(None, (report.facts.force.value, report.facts.partnership.value)))
    return Known(frozenset(names))


def addressed(entry: Entry) -> tuple[Agency, ...]:
    """Return the agencies of an entry; a finding of a force's own inspection without an addressee is the force's."""
    finding, force = entry.finding, entry.report.facts.force.value
    if finding.agencies or finding.addressee or not force or entry.report.family not in _INSPECTED:
        return finding.agencies
    return (Agency(force, AgencyClass.POLICE),)


def read_explicit(text: str, known: Known) -> Read:
    """Return the addressee of "addressed to …" or "made to …" in a question."""
    return _first(text, _EXPLICIT, known)


def read_plain(text: str, known: Known) -> Read:
    """Return the addressee of "to …", "for …", "does … have", "… recommendations" in a question."""
    before, mark, after = text.partition("◊")
    named = before.strip(f" {MARKS}")
    own = re.sub(r"'s?$", "", _stripped(named))
    if mark and own and understood(own, known):
        return Read((restriction(own),), f" {mark}{after}")
    subject = _first(text, _SUBJECT, known, after=_HELD)
    return subject if subject.found else _first(text, _PLAIN, known)


def read_named(text: str, known: Known) -> Read:
    """Return the addressee that is a body written out in full anywhere in the question ("Marlshire Police")."""
    for name in sorted(known.names, key=len, reverse=True):
        match = re.search(
            rf"\b(?:in|by|from|at|the|of|for|to)?\s*\b{re.escape(name)}\b(?:'s)?(?!\s+(?:review|inspection|report|peel|dhr))",
            text,
            re.I,
        )
        if match and " " in name:
            return Read((restriction(name),), without(text, *match.span()))
    return Read((), text)


def understood(typed: str, known: Known) -> bool:
    """Return whether all words of a text name agencies: classes, kinds, bodies that exist once or that are known."""
    found = agencies_in(typed)
    if class_of(typed) is not None:
        return True
    if not found or any(agency.kind is AgencyClass.OTHER and not known.knows(agency.name) for agency in found):
        return False
    listed = {kind.name for kind in kinds()}
    specific = [agency for agency in found if agency.name not in listed]
    if all(known.knows(agency.name) for agency in specific) and specific and len(specific) == len(found):
        return True
    words = tokens(typed)
    inside = {place for hit in hits(words) for place in range(hit.first, hit.last)}
    own = [word.text for place, word in enumerate(words) if place not in inside and word.norm not in _ADDED]
    return all(word[0].isupper() for word in own) and not (own and len(specific) < len(found))


def lacks_addressee(sorts: Sequence[FindingKind], entries: Iterable[Entry]) -> bool:
    """Return whether no entry of these kinds names an addressee, so that counting by it would say nothing."""
    return not any(addressed(entry) for entry in entries if entry.finding.kind in sorts)


def _first(text: str, intro: re.Pattern[str], known: Known, after: re.Pattern[str] | None = None) -> Read:
    """Return the first addressee behind an introduction that is understood."""
    for match in intro.finditer(text):
        end = _end(text, match.end())
        typed = text[match.end() : end].strip(" ,.?'")
        if after is not None and not after.match(text, end):
            continue
        if typed and not _ONE.match(typed) and understood(_stripped(typed), known):
            only = _ONLY.match(text, end)
            tail = after.match(text, end) if after else only
            return Read(
                (restriction(_stripped(typed), only=bool(only)),),
                without(text, match.start(), tail.end() if tail else end),
            )
    return Read((), text)


def _end(text: str, start: int) -> int:
    """Return where a name that begins at `start` ends: before a function word that belongs to no name, or a mark."""
    stretch = re.match(rf"[^{MARKS}?;]*", text[start:])
    words = tokens(stretch.group() if stretch else "")
    inside = {place for hit in hits(words) for place in range(hit.first + 1, hit.last)}
    for place, word in enumerate(words):
        if place not in inside and word.text.lower() in _BOUNDARY:
            return start + word.start
    return start + (stretch.end() if stretch else 0)


def _stripped(typed: str) -> str:
    return re.sub(
        r"^(?:(?:the|all|every|each|any|different|separate|such|other)\s+)+", "", typed.strip(), flags=re.IGNORECASE
    )


def restriction(typed: str, *, only: bool = False) -> Restriction:
    """Return the restriction to what is addressed to any of the agencies typed; `only`: to nobody else."""
    whole = class_of(typed) is not None
    names = (typed,) if whole else tuple(piece.text for piece in pieces(typed))

    def meets(entry: Entry) -> bool:
        agencies = addressed(entry)
        if only:
            return bool(agencies) and all(any(matches(n, None, (agency,)) for n in names) for agency in agencies)
        return any(matches(name, entry.finding.addressee, agencies) for name in names)

    said = f"addressed to {' or '.join(map(_worded, names))}{' alone' if only else ''}"
    return Restriction(said, meets, lambda entry: bool(addressed(entry)), "name no addressee")


def _worded(name: str) -> str:
    cls = class_of(name)
    if cls is not None:
        return f"an agency of the class “{cls.label}”"
    return " or ".join(f"“{agency.name}”" for agency in agencies_in(name))
