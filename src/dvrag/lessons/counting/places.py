"""Reports that a question names: by area, force, partnership, title or publisher, and by the kind of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dvrag.lessons.agencies.catalogue import hits, tokens
from dvrag.lessons.counting.values import MARKS, Read, Restriction, without
from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.findings import FindingKind
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.text.places import places
from dvrag.text.stems import words

_HOMICIDE = frozenset({Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.ACTION_PLAN, Family.LIBRARY_SUMMARY})
_REVIEWS = _HOMICIDE | {Family.CASE_REVIEW, Family.SERVICE_REVIEW}
_INSPECTIONS = frozenset({Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.JOINT_INSPECTION})
_FAMILIES: tuple[tuple[str, frozenset[Family], str], ...] = (
    (r"service\s+reviews?|charity\s+(?:reports?|reviews?)", frozenset({Family.SERVICE_REVIEW}), "service reviews"),
    (
        r"(?:safeguarding|serious|safeguarding\s+adults?)?\s*case\s+reviews?",
        frozenset({Family.CASE_REVIEW}),
        "case reviews",
    ),
    (
        r"d(?:hr|ardr)s?|domestic\s+homicide\s+reviews?|domestic\s+abuse[\s-]related\s+death\s+reviews?|homicide\s+reviews?",
        _HOMICIDE,
        "domestic homicide reviews",
    ),
    (r"joint\s+inspections?|jtais?|jtai\s+letters?", frozenset({Family.JOINT_INSPECTION}), "joint inspections"),
    (
        r"thematic(?:\s+(?:inspections?|reports?))?|thematics",
        frozenset({Family.THEMATIC_INSPECTION}),
        "thematic inspections",
    ),
    (r"peel(?:\s+(?:inspections?|reports?))?", frozenset({Family.INSPECTION}), "PEEL inspections"),
    (
        r"prevention\s+of\s+future\s+deaths?\s+reports?|pfds?(?:\s+reports?)?",
        frozenset({Family.PREVENTION_REPORT}),
        "prevention of future deaths reports",
    ),
    (r"inspections?(?:\s+reports?)?", _INSPECTIONS, "inspections"),
    (r"reviews?", _REVIEWS, "reviews"),
)
_REPORT = r"(?:overview\s+)?(?:reports?|documents?|publications?)"
_UNNAMED = re.compile(
    r"\b(?:(?:the|this|that|these)\s+)(?:[a-z]+\s+)?"
    r"(?P<one>review|report|inspection|dhr|dardr|document|briefing|letter|plan|article)(?:'s)?\b"
    r"|\b(?P<who>(?:the\s+)?(?:panel|inspectors|inspectorate|authors?|chair|coroner|reviewers?))(?:'s)?\b"
    r"|\bthe\s+(?:force|constabulary|council|trust|school|hospital|college|practice|surgery|board|partnership|charity|landlord)\b",
    re.IGNORECASE,
)
_TITLE = 3
"""Words of a title, at least, that name its report; reports that share it, at most."""
_ONE_REPORT = re.compile(r"\b(?:review|inspection|report|dhr|dardr|letter|briefing|peel|plan)\b", re.IGNORECASE)
_AT = r"(?:\b(?:in|from|of|by|at|for|within|across|under|on|about|did|does|do|has|have)\s+)?(?:the\s+)?"
_AFTER = (
    r"(?:\s+(?:area|region|county|police|constabulary|force|csp|community\s+safety\s+partnership"
    r"|(?:county\s+)?council))?"
)
_CAPITALS = re.compile(rf"{_AT}(?P<name>\b[A-Z][\w'-]*(?:\s+(?:(?:of|and|the|for|from)\s+)?[A-Z][\w'-]*)*)(?:'s)?")
_CYCLE = re.compile(rf"{_AT}(?P<name>\b(?:19|20)\d\d/\d\d(?:\d\d)?\b)")
_QUOTED = re.compile(rf"{_AT}[\"“'‘](?P<name>[^\"”'’]{{4,80}})[\"”'’]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports of a library, under the names that they are filed by."""

    reports: tuple[ReportSummary, ...]
    filed: dict[str, frozenset[ReportId]]


def shelf_of(reports: Sequence[ReportSummary]) -> Shelf:
    """Return the reports under the own names of their areas, forces and partnerships."""
    found: dict[str, set[ReportId]] = {}
    for report in reports:
        for fact in (report.facts.area, report.facts.force, report.facts.partnership):
            name = own_name(fact.value or "")
            if len(name) > 2:
                found.setdefault(name, set()).add(report.id)
    return Shelf(tuple(reports), {name: frozenset(ids) for name, ids in found.items()})


def own_name(body: str) -> str:
    """Return the own name of a body or area in lower case ("Arn Community Safety Partnership" → "arn")."""
    listed = tokens(body)
    inside = {place for hit in hits(listed) for place in range(hit.first, hit.last)}
    own = [p for p, w in enumerate(listed) if p not in inside and w.norm not in _GENERIC and w.text[0].isupper()]
    return body[listed[own[0]].start : listed[own[-1]].end].lower() if own else ""


def read_places(text: str, shelf: Shelf, sorts: Sequence[FindingKind]) -> Read:
    """Return the areas, forces and titles that a question names: restrictions on reports, of judgments on bodies."""
    title = _full_title(text, shelf)
    if title is not None:
        return title
    spans: list[tuple[int, int, str]] = []
    for name in sorted(shelf.filed, key=len, reverse=True):
        match = _match(name, text)
        if match and not any(start < match.end() and match.start() < end for start, end, _ in spans):
            spans.append((*match.span(), name))
    found = [_filed(names, shelf, sorts) for names in _joined(text, sorted(spans))]
    for start, end, _ in sorted(spans, reverse=True):
        text = without(text, start, end)
    for pattern in (_QUOTED, _CYCLE, _CAPITALS):
        for match in pattern.finditer(text):
            ids = _titled(match["name"], shelf)
            if ids:
                text = without(text, *match.span())
                found.append(Restriction(f"in reports whose title or publisher names “{match['name']}”", _in(ids)))
                break
    return Read(tuple(found), text)


def _full_title(text: str, shelf: Shelf) -> Read | None:
    """Return the restriction to reports whose title, up to a colon, stands in the question; None where none does."""
    titles = {(report.facts.title.value or "").partition(":")[0].strip() for report in shelf.reports}
    for title in sorted(titles, key=len, reverse=True):
        if len(words(title)) < _TITLE or own_name(title) in shelf.filed:
            continue
        match = re.search(rf"{_AT}[\"“'‘]?(?<!\w){re.escape(title)}(?!\w)[\"”'’]?", text, re.IGNORECASE)
        ids = frozenset(r.id for r in shelf.reports if (r.facts.title.value or "").startswith(title))
        if match and len(ids) <= _TITLE:
            found = Restriction(f"in reports titled “{title}”", _in(ids))
            return Read((found,), without(text, *match.span()))
    return None


def singular(text: str) -> bool:
    """Return whether a question speaks of one document ("the … review", "its inspection of 2018")."""
    return _ONE_REPORT.search(text) is not None


def _joined(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[str, ...]]:
    """Return the names in groups: those joined by "and", "or" or a comma with either are alternatives."""
    groups: list[tuple[str, ...]] = []
    last = 0
    for start, end, name in spans:
        between = text[last:start].strip(" ,").lower()
        joined = (
            bool(groups) and between in {"and", "or", "and in", "or in", ""} and ("," in text[last:start] or between)
        )
        if joined:
            groups[-1] = (*groups[-1], name)
        else:
            groups.append((name,))
        last = end
    return groups


def read_family(text: str) -> Read:
    """Return the kind of publication that a question names ("in DHRs"); "in the reports" restricts nothing."""
    for pattern, families, label in _FAMILIES:
        match = re.search(
            rf"{_AT}(?:(?:all|any|every|published|other|different)\s+)*\b(?:{pattern})\b(?:'s)?", text, re.IGNORECASE
        )
        if match:
            return Read((Restriction(f"in {label}", _of(families)),), without(text, *match.span()))
    match = re.search(
        rf"{_AT}(?:(?:all|any|every|published|other|different|same)\s+)*\b{_REPORT}\b(?:'s)?", text, re.IGNORECASE
    )
    return Read((), without(text, *match.span()) if match else text)


def read_family_in(topic: str) -> Read:
    """Return the kind of publication that a topic ends with ("about training in DHRs")."""
    match = re.search(r"\s(?:in|from|of|across)\s+(?:(?:the|all)\s+)?[\w\s-]+$", topic)
    if match is None:
        return Read((), topic)
    read = read_family(match.group())
    said = read.rest.strip(f" {MARKS}")
    return Read(read.found, topic[: match.start()]) if read.found and not said else Read((), topic)


def unnamed(text: str) -> bool:
    """Return whether a question speaks of one document that it does not name ("the review", "the panel")."""
    return _UNNAMED.search(text) is not None


def without_unnamed(text: str) -> str:
    """Return a question without "the review", "the panel" and the like."""
    return _UNNAMED.sub(" ", text)


def _match(name: str, text: str) -> re.Match[str] | None:
    pattern = r"[\s-]+".join(map(re.escape, name.split()))
    for match in re.finditer(rf"{_AT}(?P<name>\b{pattern}\b)(?:'s)?{_AFTER}", text, re.IGNORECASE):
        if not _ordinary_word(match["name"]):
            return match
    return None


def _ordinary_word(written: str) -> bool:
    """Return whether a place in small letters is an ordinary word ("reading", "deal")."""
    return written.islower() and not places(written) and bool(places(written.title()))


def _filed(names: Sequence[str], shelf: Shelf, sorts: Sequence[FindingKind]) -> Restriction:
    shown = " or ".join(name.title().replace(" Of ", " of ").replace(" And ", " and ") for name in names)
    ids = frozenset[ReportId]().union(*(shelf.filed[name] for name in names))
    if tuple(sorts) == (FindingKind.JUDGMENT,):
        return Restriction(f"of {shown}", _judges(names, ids))
    return Restriction(f"in reports filed under {shown}", _in(ids))


def _judges(names: Sequence[str], ids: frozenset[ReportId]) -> Callable[[Entry], bool]:
    def meets(entry: Entry) -> bool:
        judgment = entry.finding.judgment
        bodies = f"{judgment.body} {judgment.force or ''}".lower() if judgment else ""
        named = any(re.search(rf"\b{re.escape(name)}\b", bodies) for name in names)
        return named or (not bodies.strip() and entry.report.id in ids)

    return meets


def _in(ids: frozenset[ReportId]) -> Callable[[Entry], bool]:
    return lambda entry: entry.report.id in ids


def _of(families: frozenset[Family]) -> Callable[[Entry], bool]:
    return lambda entry: entry.report.family in families


def _titled(name: str, shelf: Shelf) -> frozenset[ReportId]:
    plain = re.sub(r"'s$", "", name)
    if plain.isupper() and len(plain) < 5:
        return frozenset()
    pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, words(plain))) + r"\b", re.IGNORECASE)
    found = (
        r
        for r in shelf.reports
        if words(plain) and pattern.search(f"{r.facts.title.value or ''} | {r.facts.publisher.value or ''}")
    )
    return frozenset(report.id for report in found)


_GENERIC = frozenset("of and the for in upon on county city borough district area england wales united kingdom".split())
