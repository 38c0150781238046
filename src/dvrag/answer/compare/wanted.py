"""What a comparison asks: its sides, its rows, and the question that is put to each side for each row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dvrag.answer.compare import wording
from dvrag.answer.compare.aspects import aspects_of
from dvrag.answer.compare.side import Side, Sides, agency_of
from dvrag.answer.compare.sides import names_of, sides_in
from dvrag.answer.compare.told import theme_of
from dvrag.answer.corpus import Corpus
from dvrag.text.plain import capitalised

MOST = 4
"""Sides of one comparison."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One row: what it is about, as the question says it, and the question put to each side, in their order."""

    about: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A comparison that a question asks for. Where it names only the sides, there is one matter with an empty name."""

    sides: tuple[Side, ...]
    matters: tuple[Matter, ...]

    @property
    def topic(self) -> str:
        """What is compared, in the question's own words."""
        return ", ".join(matter.about for matter in self.matters)


def comparison_in(text: str, corpus: Corpus) -> Wanted | None:
    """Return the comparison that a question asks for, or None: it needs the wording, and two sides at least."""
    if not wording.may_compare(text):
        return None
    names = names_of(text, corpus)
    sides = sides_in(text, names, corpus)
    if not 1 < len(sides.found) <= MOST or _of_two_matters(text, sides):
        return None
    if not wording.sets_apart(text, sides.spans) and not (len(names) > 1 and _of_each(text, sides)):
        return None
    return Wanted(sides.found, _matters(text, sides, corpus))


def _of_each(text: str, sides: Sides) -> bool:
    """Return whether the same is asked of each side: its grade, or what can be put to each alone."""
    return wording.asks_of_each(text) and (wording.speaks_of_grades(text) or all(_alone(text, sides)))


def _matters(text: str, sides: Sides, corpus: Corpus) -> tuple[Matter, ...]:
    counted = wording.counted_noun(text)
    about = _topic(text, sides)
    one = counted or not about or theme_of(about) is not None
    parts = (about,) if one else aspects_of(about, corpus)
    if len(parts) > 1:
        return tuple(
            Matter(part, tuple(_question(side, sides, part, "", text) for side in sides.found)) for part in parts
        )
    asked = _alone(text, sides)
    if all(asked) and not wording.speaks_of_grades(text):
        named = wording.named_by_its_question(text, sides.spans) if counted else about
        return (Matter(named, asked),)
    questions = tuple(_question(side, sides, about, counted, text) for side in sides.found)
    return (Matter(counted or about, questions),)


def _alone(text: str, sides: Sides) -> tuple[str, ...]:
    """Return the question as it reads for each side alone; empty texts where it cannot be put so."""
    return tuple(wording.asked_of_one(text, sides.spans, side.name) for side in sides.found)


def _of_two_matters(text: str, sides: Sides) -> bool:
    """Return whether another thing is said of each side ("good for cost in 2019 but late in 2022")."""
    return any(re.search(r"\bbut\b", text[end:start]) for (_, end), (start, _) in pairwise(sides.spans))


def _topic(text: str, sides: Sides) -> str:
    return _of_one_agency(text, sides) or _own_topic(text, sides)


def _of_one_agency(text: str, sides: Sides) -> str:
    """Return what is asked of one agency in each place ("the police in A … the police in B"); empty where not so."""
    found = [agency_of(text, side) for side in sides.found if not (side.agency or side.year)]
    kinds = {agency.lower() for agency, _, _ in found}
    if len(found) < len(sides.found) or len(kinds) > 1 or "" in kinds:
        return ""
    spans = tuple(
        (min(side.start, start), max(side.end, end)) for side, (_, start, end) in zip(sides.found, found, strict=True)
    )
    topic = wording.topic_of_comparison(text, spans)
    before = any(start < side.start for side, (_, start, _) in zip(sides.found, found, strict=True))
    if not wording.trimmed(topic) or not (before or wording.is_act(topic)):
        return ""
    return wording.done_by(found[0][0], topic)


def _own_topic(text: str, sides: Sides) -> str:
    topic = wording.topic_of_comparison(text, sides.spans)
    if sides.named:
        name = rf"(?:the\s+)?{re.escape(sides.named)}(?:['’]s)?"
        topic = re.sub(rf"^{name}(?:\s+|$)|\s+(?:in|of|for|at)\s+{name}\s*$", "", topic, flags=re.IGNORECASE)
    return re.sub(r"\btheir\b", "the", wording.trimmed(wording.without_grade(wording.trimmed(topic))))


def _question(side: Side, sides: Sides, about: str, counted: str, text: str) -> str:
    if side.only and not (side.year or side.agency) and about and not counted and not wording.speaks_of_grades(text):
        return capitalised(about)
    if side.publisher and counted:
        return f"How many {counted} were there?"
    return wording.question_for(_placed(side, sides.named), about, counted, text)


def _placed(side: Side, named: str) -> str:
    """Return the name that a question is put about: the named one, where the sides are its years or agencies."""
    if not named:
        return side.name
    return named if side.year else f"{side.name} in {named}"
