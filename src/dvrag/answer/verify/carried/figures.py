"""Whether the cited text carries the numbers, sums, percentages and dates of a claim, each said of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import Finding, Margins, crossed, instead, misplaced, nearness, placed, swapped
from dvrag.answer.verify.facts.items import Item, ItemKind
from dvrag.answer.verify.facts.labels import labels
from dvrag.answer.verify.facts.numbers import lone_units, numbers, same_number, weaker, worked_out
from dvrag.answer.verify.facts.when import found_dates, same_date
from dvrag.answer.verify.facts.words import Words

_COUNTS = (ItemKind.NUMBER, ItemKind.PERCENT, ItemKind.MONEY, ItemKind.SHARE, ItemKind.ORDINAL)
BESIDE = Margins(0.5, 0.5)
"""Margins for a date that only stands around the cited text, where the text itself has another in its place."""
_OF = re.compile(r"^\s+(?:out\s+)?of\s+(?:the\s+|these\s+|those\s+|its\s+|all\s+)?$", re.I)
_WHOLE_FIRST = re.compile(r"(?:^|[.,;:]\s+|\n)(?:out\s+)?of\s+(?:the\s+|these\s+|its\s+|all\s+)?$", re.I)


def figures(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield what the cited text does not carry of the claim's figures and dates. `around` may date the whole text."""
    claimed, cited = numbers(pair.claim), [*numbers(pair.cited), *lone_units(pair.cited)]
    headed, ours = labels(around).values(), labels(pair.claim)
    claimed = [one for one in claimed if ours.get(one.first) not in headed]
    sure = set(_part_of(pair.claim, claimed)) & set(_part_of(pair.cited, cited))
    paired = {value for parts in sure for value in parts}
    for kind in _COUNTS:
        for timed in (False, True):
            mine = [
                i for i in claimed if i.kind is kind and bool(i.unit) is timed and (i.unit or i.value not in paired)
            ]
            yield from _of_kind(pair, mine, cited, kind)
    yield from _dates(pair, around)
    yield from _parts(pair.claim, claimed, pair.cited, numbers(pair.cited))


def _of_kind(pair: Pair, claimed: Sequence[Item], cited: Sequence[Item], kind: ItemKind) -> Iterator[Finding]:
    """Check figures of one kind, those with a unit of time apart: an age is no rival of a count."""
    if not claimed:
        return
    timed = bool(claimed[0].unit)
    rivals = [i for i in cited if i.kind is kind and bool(i.unit) is timed]
    strict = [one for one in claimed if not _derived(one, cited, pair)]
    other_units = [i for i in cited if i not in rivals and any(same_number(one, i) for one in strict)]
    rivals = [*rivals, *other_units]
    yield from misplaced(pair, strict, rivals, same_number)
    yield from crossed(pair, strict, rivals, same_number)
    for one in strict:
        equal = [i for i in rivals if same_number(one, i)]
        if equal and all(weaker(one, i) for i in equal):
            nearest = max(equal, key=lambda i: nearness(pair, one, i))
            yield Finding(f"The cited text says “{nearest.about} {nearest.written}”, not {one.written}.", grave=False)


def _derived(one: Item, cited: Sequence[Item], pair: Pair) -> bool:
    """Return whether a figure follows from others: a percentage from part and whole, a duration from two dates."""
    text = pair.cited
    if worked_out(one, _part_of(text, cited)):
        return True
    if not one.unit or one.unit == "time":
        return False
    days = [_day(i.value) for i in found_dates(text)]
    known = [day for day in days if day is not None]
    spans = [abs((a - b).days) for a, b in combinations(known, 2)]
    return any(span and abs(span - float(one.value)) <= max(16.0, 0.1 * span) for span in spans)


def _day(value: str) -> date | None:
    if "/" in value:
        return None
    year, month, day = value.split("-")
    if not (year.isdigit() and month.isdigit()):
        return None
    return date(int(year), int(month), min(int(day), 28) if day.isdigit() else 1)


def _dates(pair: Pair, around: Words) -> Iterator[Finding]:
    claimed, cited = found_dates(pair.claim), found_dates(pair.cited)
    outside = found_dates(around)
    strict = [
        one for one in claimed if any(same_date(one, i) for i in cited) or not any(same_date(one, i) for i in outside)
    ]
    yield from misplaced(pair, strict, cited, same_date)
    yield from crossed(pair, strict, cited, same_date)
    for one in claimed:
        found = placed(pair, one, cited, same_date)
        if one not in strict and found.other is not None and swapped(found, BESIDE):
            yield Finding(instead(one, found.other))


def _parts(claim: Words, claimed: Sequence[Item], cited: Words, found: Sequence[Item]) -> Iterator[Finding]:
    """Yield a part that is greater than its whole, and parts and wholes that the cited text has the other way round."""
    turned = {(whole, part) for part, whole in _part_of(cited, found)}
    for part, whole in _part_of(claim, claimed):
        if float(part) > float(whole) or (part, whole) in turned - {(whole, part)}:
            yield Finding("The cited text has the part and the whole the other way round.")
            return


def _part_of(words: Words, found: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield (part, whole) of "6 of the 20 cases" and "Of the 20 cases, 6"."""
    counts = [i for i in found if i.kind is ItemKind.NUMBER and not i.unit]
    for one, two in pairwise(counts):
        between = words.text[words.words[one.last - 1].end : words.words[two.first].start]
        if _OF.match(between):
            yield one.value, two.value
        elif _WHOLE_FIRST.search(words.text[: words.words[one.first].start]) and _same_sentence(words, one, two):
            yield two.value, one.value


def _same_sentence(words: Words, one: Item, two: Item) -> bool:
    return words.words[one.first].sentence == words.words[two.first].sentence
