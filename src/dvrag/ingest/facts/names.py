"""Names of places and bodies as they are written: forces, councils, partnerships, publishers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_WORD = r"[A-Z][A-Za-z’'-]+"
PLACE = rf"{_WORD}(?: (?:(?:and|of|the|upon|on|in|under|with|by|&) )?{_WORD}){{0,4}}"
FORCE = re.compile(
    rf"\b({PLACE}) (Police(?: Service| Force)?|Constabulary)\b"
    r"(?! (?:and (?:Crime|Fire)|Conduct|Complaints|Effectiveness|Officers?|Staff|Federation|Foundation"
    r"|National|Station)|[’']s Office)"
)
PARTNERSHIP = re.compile(
    rf"\b((?:Safer |Safe )?{PLACE} (?:Community Safety|Safer Communities|Community Safer"
    rf"|Public Protection) Partnership"
    rf"|Safer {PLACE} Partnership|{PLACE} Safe(?:r)? Partnership(?: Board)?"
    rf"|Community Safety Partnership (?:for|of) {PLACE})\b"
)
COUNCIL = re.compile(
    rf"\b({PLACE})(?: (?:City|County|Borough|District|Metropolitan|Metropolitan Borough|Unitary))* Council\b"
    rf"|\b(?:London |Royal |Metropolitan )*Borough of ({PLACE})|\bCity (?:and County )?of ({PLACE})"
)
BODY = re.compile(
    rf"(?:The )?(?:{_WORD} |and |of |for |the |& ){{0,9}}?"
    r"(?:Partnership|Council|Inspectorate(?: of [A-Z]\w+(?: and [A-Z]\w+)*)?|Board|Trust|University(?: of [A-Z]\w+)?"
    r"|Office|Commissioner|Ofsted|HMICFRS|Constabulary|Police|Foundation|Charity|Unit|Programme"
    r"|Inspectorates(?: for \w+)?)"
    r"(?: \([^)]{1,30}\))?"
)
INSPECTORATES = re.compile(
    r"\bOfsted\b|\bHMICFRS\b|\b(?:His|Her) Majesty[’']s Inspectorate of Constabulary(?: and Fire (?:&"
    r"|and) Rescue Services)?"
    rf"|\bHMIC\b|\b{_WORD}(?: {_WORD}){{0,3}} Inspectorate of Constabulary\b|\bJoint Inspectorates for Children\b"
    r"|\bCare Quality Commission\b|\bHMI Probation\b"
)
NEWSPAPER = re.compile(
    rf"\b(?:The )?{_WORD}(?: {_WORD}){{0,3}} "
    r"(?:Gazette|Courier|Observer|Herald|Times|Post|Mail|Chronicle|Echo|Argus|News|Telegraph|Express|Mercury"
    r"|Advertiser|Star)\b"
)
_STOP = frozenset(
    """a an and the of for in on by from with at to as but this that these those their our his her its both"
    " all other each
    local national chief constable deputy assistant acting when where while after before since however although between
    director head officer sergeant inspector detective superintendent commissioner former welsh british english new
    within if regional two three military home office royal ministry judgment national""".split()
)
_PREFIX = re.compile(
    r"^(?:(?:the|of|for|in|and|London|Royal|Metropolitan|City|County|Borough|District|of|Council) )*", re.IGNORECASE
)
_SUFFIX = re.compile(
    r"(?: (?:City|County|Borough|District|Metropolitan|Unitary|Council|local authority|area"
    r"|Safeguarding Children Partnership"
    r"|LSCB|Partnership))+$",
    re.IGNORECASE,
)


def trimmed(name: str, start: int) -> tuple[str, int]:
    """Return a name without leading words that only begin a sentence or a title, and where it now starts."""
    words = name.split(" ")
    while (words and words[0].lower().rstrip("’'s") in _STOP) or (words and words[0].lower() in _STOP):
        start += len(words[0]) + 1
        words = words[1:]
    return " ".join(words), start


def place_of(name: str) -> str:
    """Return the place in the name of a council, borough or partnership: "Royal Borough of X Council" → "X"."""
    return _SUFFIX.sub("", _PREFIX.sub("", name)).strip(" ,’'")


def forces(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each mention of a police force: its name, start and end."""
    for found in FORCE.finditer(text):
        place, start = trimmed(found.group(1), found.start(1))
        if place and place.split(" ")[0].lower() not in _STOP and len(place) > 2 and not place.isupper():
            yield f"{place} {found.group(2)}", start, found.end()


def most_common(mentions: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """Return the first mention of the name mentioned most; None where two names are about as frequent."""
    counts = Counter(name for name, _, _ in mentions).most_common(2)
    if not counts or (len(counts) > 1 and counts[1][1] > 0.6 * counts[0][1]):
        return None
    return next(mention for mention in mentions if mention[0] == counts[0][0])
