"""Numbers of a text with their units and bounds, and whether one number states what another does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dvrag.answer.verify.facts.items import About, Item, ItemKind, item
from dvrag.answer.verify.facts.words import Words
from dvrag.text.quantities import MONTHS, SCALES, UNITS, Quantity, QuantityKind, quantities

_KINDS = {
    QuantityKind.NUMBER: ItemKind.NUMBER,
    QuantityKind.MONEY: ItemKind.MONEY,
    QuantityKind.PERCENT: ItemKind.PERCENT,
}
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 360.0}
"""Days of a unit of time, so that twelve months are a year and 24 hours are a day."""
_UNIT = re.compile(
    rf"[\s-]+(?:(?:working|whole|full|more|further|consecutive)\s+)?(?P<unit>{'|'.join(_DAYS)})s?\b", re.I
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent)", re.I)
_SCALE = re.compile(r"\s+(hundred|thousand|million|billion)\b", re.I)
_BEFORE = (
    (
        About.ABOVE,
        re.compile(r"\b(?:more\s+than|older\s+than|over|at\s+least|above|upwards\s+of|exceeding)\s+(?:the\s+)?$", re.I),
    ),
    (
        About.BELOW,
        re.compile(
            r"\b(?:less\s+than|fewer\s+than|younger\s+than|under|below|up\s+to|at\s+most|no\s+more\s+than|nearly|almost"
            r"|just\s+under|close\s+to)\s+$",
            re.I,
        ),
    ),
    (About.NEAR, re.compile(r"\b(?:about|around|approximately|roughly|some|an\s+estimated|circa|c\.)\s+$", re.I)),
)
_AFTER = re.compile(r"\s*(?:\w+\s+)?or\s+(?:more|over|above)\b", re.I)
_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_PARTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_SHARE = re.compile(
    r"\b(?:(?P<half>half)(?!\s+(?:of\s+)?(?:a\s+)?shift|-|\s+term)"
    r"|(?P<n>a|one|two|three|four)[\s-](?P<part>thirds?|quarters?|fifths?|tenths?)\b"
    r"(?=\s+of\b|\s+(?:fewer|less|more|lower|higher)\b|[.,;]|\s+(?:in|within|over)\b|\s*$)(?<!in one quarter)"
    r"|(?P<x>one|two|three|four)\s+(?:in|out\s+of)(?:\s+every)?"
    r"\s+(?P<y>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b"
    r"(?!\s+(?:minute|hour|day|week|month|year)))",
    re.I,
)
SERVICE = re.compile(
    r"\b(?:call(?:s|ed|ers?|ing)?(?:\s+to)?|rang|ring(?:s|ing)?|rung|dial(?:s|led|ling)?)\s+"
    r"(?P<rung>999|101|111)\b(?!\s+[a-z]{3,}s\b|[/:%-]|[.,]\d)"
    r"|(?<![\w.,/£:-])(?P<named>999|101|111)(?=\s+(?:calls?|callers?|lines?)\b)",
    re.I,
)
"""A number that one rings, by the words beside it: it counts nothing. "Recorded 101 offences" counts."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b(?!\s+of\b)", re.I)
_SINGLE = re.compile(r"\b(?:a|an|one|each|every|per)\s+(?P<unit>minute|hour|day|week|fortnight|month|year)\b", re.I)
_BOTH = re.compile(r"\b(?:both|neither)\b", re.I)
NEAR = 0.1
"""Share of a number by which "about" may be off: 0.1, as "about 340" is said of 341 and "about 100" of 97."""
WIDE = 1.25
"""Times a number that "more than" may be below it, so that "more than 300" can be said of 341."""


def numbers(words: Words) -> list[Item]:
    """Return the numbers, percentages, sums, fractions and positions of a text; dates and years are not among them."""
    text = words.text
    shares = list(_shares(words))
    taken = [(share.first, share.last) for share in shares]
    found = [n for n in _counts(text, words) if not any(a <= n.first < b for a, b in taken)]
    ordinals = [
        item(ItemKind.ORDINAL, str(_ORDINALS.index(m.group().lower()) + 1), words, m.span())
        for m in _ORDINAL.finditer(text)
    ]
    ordinals = [o for o in ordinals if not any(a <= o.first < b for a, b in taken)]
    return [*found, *shares, *ordinals]


def lone_units(words: Words) -> list[Item]:
    """Return "a year" as one year and "both" as two: cited texts may say so what a claim counts."""
    units = [
        item(ItemKind.NUMBER, f"{_DAYS[m['unit'].lower()]:g}", words, m.span(), "time")
        for m in _SINGLE.finditer(words.text)
    ]
    return [*units, *(item(ItemKind.NUMBER, "2", words, m.span()) for m in _BOTH.finditer(words.text))]


def _counts(text: str, words: Words) -> Iterator[Item]:
    for quantity in quantities(text):
        kind = _KINDS.get(quantity.kind)
        if kind is None or _passed_by(text, quantity):
            continue
        end, value = _scaled(text, quantity)
        percent = _PERCENT.match(text, end) if kind is ItemKind.NUMBER else None
        kind, end = (ItemKind.PERCENT, percent.end()) if percent else (kind, end)
        unit = _UNIT.match(text, end) if kind is ItemKind.NUMBER else None
        made = item(kind, _told(value), words, (quantity.start, end))
        if unit:
            days = _DAYS[unit["unit"].lower()]
            made = replace(made, value=_told(value * days), unit=_told(value))
        yield replace(made, about=_about(text, quantity.start, end))


def _told(value: float) -> str:
    return f"{value:.12g}"


def _passed_by(text: str, quantity: Quantity) -> bool:
    """Return whether a number counts nothing: "one" as a pronoun, a part of a name, the day of a date."""
    written = text[quantity.start : quantity.end].lower()
    following = text[quantity.end : quantity.end + 12].lower().split()
    if written in {"one", "once"}:
        return not following or following[0] not in {"day", "week", "month", "year", "hour", "minute"}
    if any(quantity.start in {m.start("rung"), m.start("named")} for m in SERVICE.finditer(text)):
        return True
    if re.search(r"[^\W\d_][-‐–]$", text[: quantity.start]):
        return True  # part of a name ("IL-6", "OP-2")
    return bool(following) and following[0].strip(",.;") in MONTHS


def _scaled(text: str, quantity: Quantity) -> tuple[int, float]:
    written = text[quantity.start : quantity.end].lower()
    digits = re.sub(r"[^\d.]", "", written).rstrip(".")
    value = float(digits or quantity.value)  # as written: the value of a quantity keeps six digits
    if quantity.kind is QuantityKind.MONEY and digits:
        value *= next((n for name, n in SCALES.items() if re.search(rf"\d\s?{name}$", written)), 1)
    scale = _SCALE.match(text, quantity.end)
    if scale and quantity.kind is not QuantityKind.PERCENT:
        return scale.end(), value * {"hundred": 100.0}.get(scale[1].lower(), SCALES.get(scale[1].lower(), 1))
    return quantity.end, value


def _about(text: str, start: int, end: int) -> About:
    if _AFTER.match(text, end):
        return About.ABOVE
    before = text[max(0, start - 24) : start]
    return next((about for about, pattern in _BEFORE if pattern.search(before)), About.EXACT)


def _shares(words: Words) -> Iterator[Item]:
    for found in _SHARE.finditer(words.text):
        if found["half"]:
            value = 0.5
        elif found["part"]:
            value = _PARTS[found["n"].lower()] * _SHARES[found["part"].lower().removesuffix("s")]
        else:
            value = UNITS[found["x"].lower()] / UNITS[found["y"].lower()]
        yield item(ItemKind.SHARE, f"{value:.3f}", words, found.span())


def same_number(claimed: Item, cited: Item) -> bool:
    """Return whether a cited number states what a claimed one does, as exactly or more exactly."""
    if claimed.kind is not cited.kind:
        return _as_share(claimed, cited)
    mine, theirs = float(claimed.value), float(cited.value)
    if claimed.unit and cited.unit:
        return _holds(claimed.about, mine, theirs)
    plain = float(cited.unit) if cited.unit and cited.unit != "time" else theirs
    wanted = float(claimed.unit) if claimed.unit and claimed.unit != "time" else mine
    return _holds(claimed.about, wanted, plain)


def _as_share(claimed: Item, cited: Item) -> bool:
    """Return whether a fraction is a percentage ("half" of "50 percent"), within three points."""
    kinds = {claimed.kind, cited.kind}
    if kinds != {ItemKind.SHARE, ItemKind.PERCENT}:
        return False
    values = [float(i.value) * (100 if i.kind is ItemKind.SHARE else 1) for i in (claimed, cited)]
    return abs(values[0] - values[1]) <= 3


def _holds(about: About, claimed: float, cited: float) -> bool:
    if about is About.EXACT or claimed == cited:
        return abs(claimed - cited) < 1e-6
    if about is About.NEAR:
        return abs(claimed - cited) <= NEAR * cited
    if about is About.ABOVE:
        return claimed < cited <= WIDE * claimed
    return cited < claimed <= WIDE * cited


def worked_out(claimed: Item, parts: Iterable[tuple[str, str]]) -> bool:
    """Return whether a percentage or fraction is that of a part of a whole ("231 of 360")."""
    if claimed.kind not in {ItemKind.PERCENT, ItemKind.SHARE}:
        return False
    wanted = float(claimed.value) / (1 if claimed.kind is ItemKind.SHARE else 100)
    within = 0.0051 if claimed.kind is ItemKind.PERCENT and claimed.about is About.EXACT else 0.04
    pairs = [(float(part), float(whole)) for part, whole in parts]
    return any(0 < part < whole and abs(part / whole - wanted) <= within for part, whole in pairs)


def weaker(claimed: Item, cited: Item) -> bool:
    """Return whether the cited number is bounded ("about 40") where the claimed one is exact."""
    return cited.about is not About.EXACT and claimed.about is About.EXACT
