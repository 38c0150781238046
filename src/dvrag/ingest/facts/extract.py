"""Facts about a report, each with the span it came from, or "not stated"."""

from __future__ import annotations

import re

from dvrag.ingest.facts.area import OPENING, REVIEWS, WIDE, area, from_text
from dvrag.ingest.facts.dates import published, year_of_death
from dvrag.ingest.facts.names import (
    BODY,
    INSPECTORATES,
    NEWSPAPER,
    PARTNERSHIP,
    PLACE,
    forces,
    most_common,
    trimmed,
)
from dvrag.ingest.facts.title import title, version
from dvrag.ingest.structure.assemble import Body
from dvrag.model.documents import BlockKind, Fact, Facts, Family, Span

_INSPECTIONS = frozenset({Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.JOINT_INSPECTION})
_BY = re.compile(rf"\b[Pp]ublish(?:ed|er)\b[^.\n]{{0,30}}?(?:by|:)\s+(?:the )?({BODY.pattern})")
_PUBLISHER_FIELD = re.compile(r"\bPublisher\s*[:|]\s*([A-Z][\w’'& -]{3,80}\w)")
_CSP_FIELD = re.compile(r"^(?:CSP|Community Safety Partnership)\s*[:|]\s*([^\n|]{2,60})$", re.MULTILINE)
_CORONER = re.compile(
    rf"(?:HM |His Majesty[’']s |Her Majesty[’']s )?(?:Senior |Area "
    rf"|Assistant )*Coroner,? for (?:the coroner area of )?{PLACE}"
)


def facts(body: Body, family: Family, source: str, properties: dict[str, str]) -> Facts:
    """Return what the report says about itself. `source` is its file name, `properties` the file's own metadata."""
    named = title(body, properties)
    force = _force(body, family, named)
    partnership = _partnership(body, family)
    return Facts(
        title=named,
        publisher=_publisher(body, family, partnership, properties),
        area=area(body, family, named, (force, partnership)),
        force=force,
        partnership=partnership,
        published=published(body, source, properties),
        year_of_death=year_of_death(body, family),
        version=version(body),
    )


def _force(body: Body, family: Family, named: Fact) -> Fact:
    if named.span is not None:
        for name, start, end in forces(body.text[named.span.start : named.span.end]):
            return from_text(name, named.span.start + start, named.span.start + end)
    if family in WIDE:
        return Fact()
    found = most_common(list(forces(body.text)))
    return from_text(*found) if found else Fact()


def _partnership(body: Body, family: Family) -> Fact:
    reach = len(body.text) if family in REVIEWS else OPENING
    found = []
    for match in PARTNERSHIP.finditer(body.text, 0, reach):
        name, start = trimmed(match.group(1), match.start(1))
        if len(name.split()) > 3 or ("Safe" in name and len(name.split()) > 1):
            found.append((name, start, match.end(1)))
    opening = [mention for mention in found if mention[1] < OPENING]
    if opening or found:
        return from_text(*(opening or found)[0])
    field = _CSP_FIELD.search(body.text, 0, OPENING)
    return from_text(field.group(1), field.start(1), field.end(1)) if field else Fact()


def _publisher(body: Body, family: Family, partnership: Fact, properties: dict[str, str]) -> Fact:
    opening = body.text[:OPENING]
    stated = _PUBLISHER_FIELD.search(opening) or _BY.search(opening)
    if stated:
        return from_text(stated.group(1), stated.start(1), stated.end(1))
    patterns = {
        Family.PREVENTION_REPORT: _CORONER, Family.NEWS: NEWSPAPER, Family.OPINION: NEWSPAPER,
    } | dict.fromkeys(_INSPECTIONS, INSPECTORATES)  # fmt: skip
    pattern = patterns.get(family)
    found = (pattern.search(opening) or pattern.search(body.text)) if pattern else None
    if found:
        return from_text(found.group(), found.start(), found.end())
    if family in REVIEWS and partnership.value:
        return partnership
    return _author(body, properties) or _body_line(body) or _from_properties(properties)


def _author(body: Body, properties: dict[str, str]) -> Fact | None:
    """Return the author or publisher in the file's properties where the opening prints it as well."""
    for key in ("publisher", "sitename", "author"):
        value = properties.get(key, "").strip()
        start = body.text.lower().find(value.lower(), 0, OPENING) if len(value) > 3 else -1
        if start >= 0 and (key != "author" or len(value.split()) != 2):
            return Fact(body.text[start : start + len(value)], Span(start, start + len(value)), "text")
    return None


def _body_line(body: Body) -> Fact | None:
    """Return a line of the opening that is nothing but the name of a body."""
    for block in body.blocks:
        if block.start > OPENING:
            return None
        for part in re.finditer(r"[^|·\n]+", body.text[block.start : block.end]):
            text = part.group().strip()
            if block.kind is not BlockKind.TABLE_ROW and BODY.fullmatch(text) and len(text.split()) > 1:
                start = body.text.index(text, block.start)
                return from_text(text, start, start + len(text))
    return None


def _from_properties(properties: dict[str, str]) -> Fact:
    for key in ("publisher", "sitename", "author"):
        value = properties.get(key, "").strip()
        if value and (key != "author" or BODY.fullmatch(value)):
            return Fact(value, None, "properties")
    return Fact()
