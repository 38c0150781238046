"""Who was told to do something: a recommendation without its addressee, which is one of several agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.lessons.agencies.normalise import generic_names, matches, same
from dvrag.model.actions import Entry
from dvrag.model.findings import Agency, AgencyClass, FindingKind
from dvrag.model.learning.items import Item
from dvrag.text.stems import words
from dvrag.training.desk import Desk, desk_of, is_national
from dvrag.training.items.build import Asking, about_entry, capital, choice, drawn_key
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import points
from dvrag.training.prose.cut import Asked, asked, said, shortened, without_article
from dvrag.training.terms.alone import quoted

MOST = 300
"""Characters of the words of a recommendation in a stem, at most."""

_MADE = {
    FindingKind.RECOMMENDATION: "made this recommendation",
    FindingKind.AREA_FOR_IMPROVEMENT: "named this area for improvement",
}
_UMBRELLA = re.compile(r"\b(?:all|any|every|each|both|other|partners|agencies|officers|supervisors?|staff)\b", re.I)
_SHORTEST = 2
"""Wrong answers, at least."""


def told_to(material: Material) -> Iterator[Item]:
    """Yield, for each recommendation to one agency, the question who was told."""
    desk = desk_of(material)
    for entry in material.entries:
        if entry.finding.kind in _MADE and entry.copy_of is None:
            item = _item(entry, desk)
            if item is not None:
                yield item


def label(entry: Entry) -> str:
    """Return how an addressee is shown as an answer; "" where it is not one body that a reader knows by its name."""
    finding = entry.finding
    if len(finding.agencies) != 1 or _UMBRELLA.search(finding.addressee or ""):
        return ""
    agency = finding.agencies[0]
    if agency.name not in generic_names():
        plain = agency.kind is AgencyClass.OTHER and len(words(agency.name)) < 2
        return "" if plain else without_article(agency.name)
    return without_article(agency.name)


def others_told(entry: Entry, desk: Desk, shown: str, most: int = 3) -> tuple[str, ...]:
    """Return other agencies that could have been told the same and were not, those of the same review first.

    None that a finding much like this one is addressed to, that `shown` speaks of, or that may be the same body.
    """
    own = desk.findings_of(entry.report.id)
    barred = [agency for other in own if desk.alike(entry, other) for agency in other.finding.agencies]
    found: list[tuple[bool, str, str, Agency]] = []
    for other in desk.material.entries:
        name = label(other)
        agency = other.finding.agencies[0] if name else None
        if agency is None or _is_one(agency, barred) or _spoken_of(name, shown):
            continue
        here = desk.review[other.report.id] == desk.review[entry.report.id]
        if here or _of_the_area(name, entry, desk) or is_national(name):
            found.append((not here, drawn_key(entry.finding.id, name), name, agency))
    chosen: list[tuple[str, Agency]] = []
    for _, _, name, agency in sorted(found, key=lambda each: each[:3]):
        if len(chosen) < most and not _is_one(agency, [kept for _, kept in chosen]):
            chosen.append((name, agency))
    return tuple(name for name, _ in chosen)


def _item(entry: Entry, desk: Desk) -> Item | None:
    right, report = label(entry), desk.material.report(entry.report.id)
    worded = _stem(entry, desk.names[entry.report.id]) if right else None
    if worded is None or desk.is_only_addressee(entry):
        return None
    stem, words_shown, start, end = worded
    if _spoken_of(right, words_shown):
        return None
    wrong = others_told(entry, desk, words_shown)
    if len(wrong) < _SHORTEST:
        return None
    name = capital(desk.names[entry.report.id])
    asking = Asking(stem, right, wrong, f"{name} addressed this to {in_sentence(right)}.", near=True)
    return choice(about_entry("told_to", entry), asking, cited_at(report, entry.report, (start, end)))


def _stem(entry: Entry, name: str) -> tuple[str, str, int, int] | None:
    """Return the stem, the words of the recommendation in it, and their span."""
    worded: Asked | None = asked(entry)
    what = shortened(worded.what, MOST) if worded else ""
    if points(what):
        return None
    if worded and what:
        return f"According to {name}, who should {what}?", what, worded.start, worded.end
    text, start, end = said(entry, MOST)
    if worded or not text or points(text):
        return None
    return f"{capital(name)} {_MADE[entry.finding.kind]}: “{quoted(text)}” Who was to act on it?", text, start, end


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: "the" before a trust or a board, a generic one in lower case."""
    if name in generic_names():
        common = not name[:2].isupper() and not re.search(r" [A-Z]", name)
        plain = name[0].lower() + name[1:] if common else name
        return plain if plain.endswith(("s", "practice")) else f"the {plain}"
    return f"the {name}" if _TAKES_THE.search(name) and not name.startswith("NHS ") else name


def _is_one(agency: Agency, others: list[Agency]) -> bool:
    """Return whether an agency may be one of the others: by the same name, as a kind of it, or as what it became."""
    return any(
        same(agency.name, other.name)
        or matches(agency.name, None, (other,))
        or matches(other.name, None, (agency,))
        or _became(agency.name, other.name)
        for other in others
    )


def _became(one: str, other: str) -> bool:
    """Return whether two names are those of one commissioner of health care before and after it was renamed."""
    first, second = (frozenset(_RENAMED.sub("", name).lower().split()) for name in (one, other))
    return bool(_RENAMED.search(one) and _RENAMED.search(other)) and bool(first & second - {"nhs"})


def _spoken_of(name: str, text: str) -> bool:
    """Return whether a text holds half or more of the words that tell a name from others of its kind."""
    held = {word.lower() for word in words(text)}
    own = [word.lower() for word in words(name) if word.lower() not in _COMMON]
    return bool(own) and sum(word in held for word in own) * 2 >= len(own)


_TAKES_THE = re.compile(r"\b(?:Trust|Office|Board|Group|Partnership|Commissioner|College of|Service|Department)\b")
_RENAMED = re.compile(r"\b(?:Clinical Commissioning Group|Integrated Care Board|Primary Care Trust|CCG|ICB|PCT)\b")
_COMMON = frozenset("the of and for nhs trust police service council board group county borough district city".split())


def _of_the_area(name: str, entry: Entry, desk: Desk) -> bool:
    """Return whether a body bears a name of a place that bodies told by this review bear too."""
    told = {w.lower() for e in desk.findings_of(entry.report.id) for a in e.finding.agencies for w in words(a.name)}
    return bool({word.lower() for word in words(name)} & told & desk.places)
