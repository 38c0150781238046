"""Addressees as printed → agencies under their usual names; and whether a name that a person types means one.

Only words decide: nothing is looked up, and no body is guessed that the words do not name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dvrag.lessons.agencies.catalogue import Hit, Token, class_words, hits, kinds, singular, tokens
from dvrag.lessons.agencies.pieces import Piece, own_words, pieces
from dvrag.model.findings import Agency, AgencyClass

LONGEST = 120
"""Characters of an agency's name, at most."""

_SMALL = frozenset("of and for the in on upon to with & by at".split())
_QUALIFIERS = frozenset(
    tuple(_SMALL)
    + tuple(
        singular(word)
        for word in """a an all any both each every either its our their this that these those other others relevant
        local national regional area areas england wales english welsh uk britain country county district borough city
        whole respective appropriate individual member members constituent participating involved two three four six
        nine staff team teams leaders leadership lead leads chief chiefs executive executives chair chairs commissioner
        commissioners service services department departments agency agencies provider providers sector body bodies
        organisation organisations front frontline senior represented panel across within nationally specialist new
        who are is be was were has have not as responsible""".split()
    )
)
"""Words beside a phrase that do not make one body of it ("all local GPs")."""
_UNIT = frozenset(
    """head chief director assistant deputy lead commander manager superintendent inspector team unit department
    district division division command nurse executive officer section branch directorate desk delivery
    principal vice""".split()
)
"""Words of a part or a post of the agency before it ("X Police, head of public protection")."""
_PARTS = {
    AgencyClass.POLICE: frozenset({"Police forces"}),
    AgencyClass.PROBATION: frozenset({"Probation Service"}),
    AgencyClass.LOCAL_AUTHORITY: frozenset(
        (
            *("Children's social care", "Adult social care", "Social care", "Education", "Housing services"),
            *("Public health", "Local authority", "Youth justice service"),
        )
    ),
}
"""The generic names of parts that an agency of a class may have."""
_JOINING = frozenset("community foundation mental university teaching acute care general and specialist".split())
_POST = re.compile(r"^(?:chief\s+\w+|director|leader|chair|head)\s+of\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_ITS_POST = re.compile(r"['’]s?\s+chief\s+(?:constable|executive|officer)s?$", re.IGNORECASE)
_NOTHING = frozenset({"n/a", "na", "none", "not stated", "unknown", "tbc", "etc", "others", "other", "all", "and"})
_FORCE_WORDS = frozenset({"force", "constabulary", "chief constable"})
_SPELLED = {
    "csp": "community safety partnership",
    "ccg": "clinical commissioning group",
    "icb": "integrated care board",
    "pcc": "police and crime commissioner",
    "opcc": "office of the police and crime commissioner",
}
"""Acronyms that are spelled out in the name of one body, so that it has one name."""


def agencies_in(printed: str, *, area: str | None = None, force: str | None = None) -> tuple[Agency, ...]:
    """Return the agencies that an addressee names, in order, each once.

    `area` and `force` are those of the report: "the force" of a report about one force is that force, and what begins
    with their name is a body of its own.
    """
    near = tuple(name for name in (force, area) if name)
    found: list[Agency] = []
    for piece in pieces(printed, near):
        if piece.text.lower() not in _NOTHING:
            found.extend(_agencies(piece, found[-1] if found else None, area or "", force or ""))
    return tuple(dict.fromkeys(found))


def matches(agency_query: str, printed: str | None, agencies: tuple[Agency, ...]) -> bool:
    """Return whether a name that a person types means this addressee.

    A class word ("police", "health", "councils") means the whole class, a generic name ("GPs") its agencies, a
    specific name ("X Police") only itself. False for a name without a word in it.
    """
    named = agencies or (agencies_in(printed) if printed else ())
    if not named:
        return False
    cls, wanted = _typed(agency_query)
    if cls is not None:
        return any(agency.kind is cls for agency in named)
    return any(_means(agency, named, printed or "") for agency in wanted)


@lru_cache(maxsize=256)
def _typed(agency_query: str) -> tuple[AgencyClass | None, tuple[Agency, ...]]:
    return class_of(agency_query), agencies_in(agency_query)


def class_of(typed: str) -> AgencyClass | None:
    """Return the class that a word means as a whole ("health", "councils"), None where it means something narrower."""
    return class_words().get(tuple(word.norm for word in tokens(typed) if word.norm not in {"the", "all"}))


def same(one: str, other: str) -> bool:
    """Return whether two names are those of one body: same words in any order, acronyms spelled out."""
    return _key(one) == _key(other)


@lru_cache(maxsize=1)
def generic_names() -> frozenset[str]:
    """Return the usual names that stand for a kind of agency and for no single one ("General practice")."""
    return frozenset(kind.name for kind in kinds() if not kind.fixed)


def _means(wanted: Agency, named: tuple[Agency, ...], printed: str) -> bool:
    key = _key(wanted.name)
    if any(_key(agency.name) == key for agency in named):
        return True
    if wanted.name in generic_names():
        classes = {agency.kind for agency in named}
        spoken = {kind for agency in named for kind in _kinds_of(agency.name)}
        spoken.update(kind for kind in _kinds_of(printed) if kind[1] in classes)
        return any(name == wanted.name for name, _ in spoken)
    return any(_key(short) == key for short in re.findall(r"\(([A-Z]{3,8})\)", printed))


@lru_cache(maxsize=4096)
def _kinds_of(text: str) -> frozenset[tuple[str, AgencyClass]]:
    return frozenset((hit.kind.name, hit.kind.cls) for hit in hits(tokens(text)))


@lru_cache(maxsize=16384)
def _key(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others, acronyms spelled out."""
    words = [part for word in tokens(name) for part in _SPELLED.get(word.norm, word.norm).split()]
    return frozenset(words) - (_SMALL | {singular("nhs")} if len(words) > 2 else {"the"})


def _agencies(piece: Piece, before: Agency | None, area: str, force: str) -> list[Agency]:
    text = _without_post(piece.text)
    words = tokens(text)
    found = hits(words)
    if not found:
        return _unlisted(piece, before)
    kind, end = found[0].kind, found[0].last
    if kind.fixed:
        following = text[words[end].start :] if end < len(words) else ""
        first = Agency(kind.name, kind.cls)
        return [first, *(_agencies(Piece(following), first, area, force) if _specific(following) else ())]
    own = [word for word in own_words(words, found) if word.norm not in _QUALIFIERS]
    merged = _merged(found, words)
    named = _agency(text, own, merged, area, force) if _is_name(own, words, piece) else _generic(text, merged, force)
    return [a for a in named if before is None or not piece.after_comma or not _is_part(a, before, words)]


def _is_name(own: list[Token], words: tuple[Token, ...], piece: Piece) -> bool:
    """Return whether words beside a phrase make a name of it ("Arn Council", not "challenge by the council")."""
    named = [word for word in own if word.text[0].isupper() or word.text[0].isdigit()]
    if not named:
        return bool(own) and piece.small
    return len(named) == len(own) or named[0] is not words[0] or len(named) > 1


def _without_post(text: str) -> str:
    """Return a name without the post that heads it ("Chief Constable of Marlshire Police")."""
    plain = _ITS_POST.sub("", text)
    without = _POST.sub("", plain)
    return without if hits(tokens(without)) else plain


def _unlisted(piece: Piece, before: Agency | None) -> list[Agency]:
    """Return what no word of the catalogue names: class OTHER, or the class of what stands in brackets behind it."""
    words = {word.norm for word in tokens(piece.text)}
    if not words or (before is not None and piece.after_comma and words & _UNIT):
        return []
    hinted = hits(tokens(piece.hint))
    return [Agency(_name(piece.text), hinted[-1].kind.cls if hinted else AgencyClass.OTHER)]


def _specific(text: str) -> bool:
    words = tokens(text)
    return bool(hits(words)) and words[0].text[0].isupper()


def _is_part(agency: Agency, before: Agency, words: tuple[Token, ...]) -> bool:
    """Return whether an agency after a comma is only a part or a post of the specific one before it."""
    if before.name in generic_names() or agency.name not in generic_names():
        return False
    post = agency.kind is before.kind and any(word.norm in _UNIT for word in words)
    return post or agency.name in _PARTS.get(before.kind, frozenset())


def _merged(found: tuple[Hit, ...], words: tuple[Token, ...]) -> tuple[Hit, ...]:
    """Join neighbouring hits of one class: "hospitals" and "NHS trust" name one body, as the second one says."""
    kept: list[Hit] = []
    for hit in found:
        between = {word.norm for word in words[kept[-1].last : hit.first]} if kept else set()
        alike = bool(kept) and kept[-1].kind.cls is hit.kind.cls and (kept[-1].kind.service or not hit.kind.service)
        if alike and between <= _JOINING:
            kept[-1] = Hit(hit.kind, kept[-1].first, hit.last)
        else:
            kept.append(hit)
    return tuple(kept)


def _generic(text: str, found: tuple[Hit, ...], force: str) -> list[Agency]:
    """Return what a text without a name of its own means: its kinds of agency, or the report's force."""
    said = " ".join(word.norm for word in tokens(text))
    if force and said in _FORCE_WORDS and not text.lower().endswith("s"):
        return [Agency(_name(force), AgencyClass.POLICE)]
    return [Agency(hit.kind.name, hit.kind.cls) for hit in found]


def _agency(text: str, own: list[Token], found: tuple[Hit, ...], area: str, force: str) -> list[Agency]:
    words = tokens(text)
    main = next((hit for hit in found if _named_before(hit, words, own)), found[-1])
    kind = main.kind
    if force and kind.name == "Police forces" and _same_words(own, force):
        return [Agency(_name(force), kind.cls)]
    if kind.service and not _one_body(words, main, own, area):
        return [Agency(kind.name, kind.cls)]
    end = words[main.last - 1].end if _named_before(main, words, own) and not kind.service else len(text)
    return [Agency(_name(text[:end]), kind.cls)]


def _named_before(hit: Hit, words: tuple[Token, ...], own: list[Token]) -> bool:
    """Return whether a name of its own stands before the phrase ("Marlshire | Police")."""
    return any(word.end <= words[hit.first].start and word.text[0].isupper() for word in own)


def _same_words(own: list[Token], force: str) -> bool:
    names = {word.norm for word in own_words(tokens(force), hits(tokens(force)))}
    return bool(names) and {word.norm for word in own} == names


def _one_body(words: tuple[Token, ...], hit: Hit, own: list[Token], area: str) -> bool:
    """Return whether a phrase that seldom names one body does ("Highfield Surgery", not "GPs in Marlshire")."""
    last = words[hit.last - 1].text
    small = last[0].islower() or bool(re.fullmatch(r"[A-Z]{2,}s", last))
    many = small and last.lower().endswith("s")
    if many or not any(word.text[0].isupper() for word in own):
        return False
    in_area = {word.norm for word in own} <= {word.norm for word in tokens(area)}
    return not (in_area and small)


def _name(text: str) -> str:
    """Return a name in title case, its acronyms and inner capitals as printed, an acronym of a kind spelled out."""
    plain = re.sub(r"^the\s+", "", " ".join(text.split()), flags=re.IGNORECASE)[:LONGEST].rstrip(" ,;")
    words = plain.split(" ")
    shouting = len(words) > 1 and plain.isupper()
    listed = bool(hits(tokens(plain)))
    shaped = [_shaped(word, first=not place, shouting=shouting, title=listed) for place, word in enumerate(words)]
    return " ".join(_spelled(word) if len(words) > 1 else word for word in shaped)


def _shaped(word: str, *, first: bool, shouting: bool, title: bool) -> str:
    if shouting and word.lower() not in _CAPITALS:
        word = word.lower()
    if word.lower() in _CAPITALS and word.islower():
        return word.upper()
    if word.islower() and (first or (title and word not in _SMALL)):
        return word[:1].upper() + word[1:]
    return word


def _spelled(word: str) -> str:
    full = _SPELLED.get(word.lower())
    if not full:
        return word
    return " ".join(part if part in _SMALL else part.capitalize() for part in full.split())


_CAPITALS = frozenset("nhs csp ccg icb pcc opcc hm uk cps dwp iopc cqc hmicfrs marac mash idva gp".split())
