"""Key figures: what share of something a report gives, among shares that are surely other ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.text.plain import capitalised
from dvrag.text.quantities import QuantityKind, quantities
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import Asking, about_entry, choice, drawn_key
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import is_told_alone, points
from dvrag.training.prose.people import names
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import quoted
from dvrag.training.terms.leaning import stands_alone

LONGEST = 260
"""Characters of a sentence."""
AROUND = 500
"""Characters before and behind a sentence whose shares are no wrong answers."""
LEAST, WIDE = 4.0, 1.6
"""Points between two options, at least, and how many times the half of the confidence interval."""

_VALUE = re.compile(r"^(\d+(?:\.\d+)?)( ?%| per ?cent)$")
_INTERVAL = re.compile(r",? \((?:with )?(?:an? )?(?:95% )?(?:confidence interval)?[^()]*(?:\+/-|±)[^()]*\)")
_SHARE = re.compile(
    r"^(?P<when>(?:In|At|From|Between|During|For) [^,]{4,60}, )?(?:only |about |some )?"
    r"(?P<value>\d[\d.]* ?(?:%|per ?cent)) of (?P<whole>[^,;]{10,140})\.$",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(r"^We (?:have )?estimated? that ")
_IT = re.compile(r"^It\b|(?<=, )it\b")
"""Whom an inspection of one force means by "it"."""
_HALF = re.compile(r"(\d+(?:\.\d+)?)")
_COUNTED = re.compile(r"\b\d[\d,]* (?:of|out of) (?:the )?\d|\(\d[\d,.]*\)|\(\d[\d,]* (?:of|out of) ")
"""Counts from which a share can be worked out."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A sentence at `[start, end)` of a report, with the share at `[at, until)` of it, as a number and as written."""

    text: str
    at: int
    until: int
    start: int
    end: int


def figure(material: Material) -> Iterator[Item]:
    """Yield, for each share that a report gives in a sentence that stands alone, the question how large it is."""
    desk = desk_of(material)
    for entry in material.entries:
        found = _share(entry, desk) if entry.finding.figure and entry.copy_of is None else None
        item = _item(found, entry, desk) if found else None
        if item is not None:
            yield item


def _share(entry: Entry, desk: Desk) -> _Share | None:
    """Return the one share that the sentence of a figure gives; None where it gives several or leans on others."""
    finding = entry.finding
    text = capitalised(_ESTIMATE.sub("", _INTERVAL.sub("", " ".join(finding.text.split()))))
    if entry.report.family is Family.INSPECTION:
        text = _IT.sub(lambda it: "[The force]" if it.start() == 0 else "[the force]", text, count=1)
    written = finding.figure.value if finding.figure else ""
    shares = [each for each in quantities(text) if each.kind is QuantityKind.PERCENT]
    asked = [each for each in shares if text[each.start : each.end] == written]
    plain = text.endswith(".") and finding.text[:1].isupper() and len(text) <= LONGEST and not _COUNTED.search(text)
    if len(asked) != 1 or len(shares) > 2 or not plain or not _is_clear(re.sub(r"[\[\]]", "", text)):
        return None
    if names(text, desk.people(entry.report.id)) or graphic(text):
        return None
    return _Share(text, asked[0].start, asked[0].end, finding.start, finding.end)


def _is_clear(text: str) -> bool:
    return stands_alone(text) and is_told_alone(text) and not points(text)


def others(written: str, apart: float, taken: frozenset[str], key: str) -> tuple[str, ...]:
    """Return three other shares, written as the right one is and `apart` from it and from each other; () for none.

    `taken` are shares that may be right of something else near by. Where the right one stands among them varies.
    """
    found = _VALUE.match(written)
    if found is None:
        return ()
    value, places = float(found[1]), len(found[1].partition(".")[2])
    step = max(apart, value * 0.5) if value < 2 * apart else apart * 1.4
    least = max(apart, 10**-places)
    below = int(drawn_key(key)[0], 16) % 4
    steps = [*(-each for each in range(1, below + 1)), *range(1, 10), *(-each for each in range(below + 1, 10))]
    chosen: dict[str, float] = {}
    for each in steps:
        odd = (int(drawn_key(key, str(each))[:4], 16) % 40 - 20) / 100 * step
        other = round(value + each * step + odd, places)
        shown = f"{other:.{places}f}"
        far = all(round(abs(other - kept), places) >= least for kept in (value, *chosen.values()))
        if far and 1 <= other <= 98 and shown not in taken and len(chosen) < 3:
            chosen[shown + found[2]] = other
    return tuple(chosen) if len(chosen) == 3 else ()


def _item(share: _Share, entry: Entry, desk: Desk) -> Item | None:
    report, name = desk.material.report(entry.report.id), desk.names[entry.report.id]
    written = share.text[share.at : share.until]
    near = report.text[max(0, share.start - AROUND) : share.end + AROUND]
    taken = frozenset(each.value for each in quantities(near) if each.kind is QuantityKind.PERCENT)
    half = _HALF.search(entry.finding.figure.interval or "") if entry.finding.figure else None
    wrong = others(written, max(LEAST, WIDE * float(half[1])) if half else LEAST, taken, entry.finding.id)
    if not wrong:
        return None
    stem, kind = _stem(share, name)
    asking = Asking(stem, written, wrong, f"{capitalised(name)} gives {written}.", near=True)
    cited = cited_at(report, entry.report, (share.start, share.end))
    return choice(about_entry("figure", entry), asking, cited, kind)


def _stem(share: _Share, name: str) -> tuple[str, ItemKind]:
    """Return a question "what share of …" where the sentence allows it, else the sentence with a gap."""
    found = _SHARE.match(share.text)
    if found:
        when = f" {found['when'][0].lower()}{found['when'][1:-2]}," if found["when"] else ""
        return f"According to {name},{when} what share of {found['whole']}?", ItemKind.CHOICE
    shown = quoted(f"{share.text[: share.at]}{GAP}{share.text[share.until :]}")
    return f"{capitalised(name)} says: “{shown}”", ItemKind.CLOZE
