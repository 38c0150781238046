"""Gaps: a sentence with one term taken out, and the terms of the same kind that do not belong there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvrag.model.learning.items import GAP
from dvrag.text.plain import capitalised
from dvrag.text.stems import stems
from dvrag.training.items.build import drawn_key
from dvrag.training.terms.catalogue import Found, Group, Term, found_in, groups

MOST = 3
"""Wrong answers of a gap."""

RATIO = 1.5
"""How many times as long or short as the others the right answer is allowed to be."""

_ARTICLE = re.compile(r"\b(a|an)\s+$", re.IGNORECASE)
_LETTERS = re.compile(r" \([A-Z]{2,}")
_BRACKETS = re.compile(r" \([A-Z][A-Za-z]+(?:, [^)]*)?\)")
_THING = re.compile(
    r" (?:referral|meeting|case|assessment|form|questions?|checklist|risk|grade|coordinator|chair|list|minutes)\b"
)
"""What "a" belongs to where a name stands between ("a MARAC referral")."""
_COMPOUND = re.compile(
    r" (?:surgery|surgeries|practices?|notes?|records?|letters?|consultations?|appointments?|staff|constables?"
    r"|authors?)\b"
)
"""What a word for a person may only be a part of ("her GP surgery")."""
_NAMED = re.compile(r"\b(?:named|designated|lead|link) $", re.IGNORECASE)
"""Before a word for a person: several kinds of people hold such a post."""
_FOOTAGE = re.compile(r" (?:footage|cameras?|recordings?)\b")
_COMMON = frozenset(
    stem
    for word in "order review assessment plan service worker nurse team support health".split()
    for stem in stems(word)
)
"""Stems that many terms share, so that one of them elsewhere in the sentence gives nothing away."""

_SMALL = frozenset("a an and for in of on the to".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap at `[start, end)` of a sentence, the article in it. `right` are the sentence's own words."""

    term: Term
    start: int
    end: int
    right: str
    wrong: tuple[str, ...]

    def stem(self, sentence: str) -> str:
        """Return the sentence with the gap in it."""
        return f"{sentence[: self.start]}{GAP}{sentence[self.end :]}"


def gaps(sentence: str, near: str, key: str) -> Iterator[Gap]:
    """Yield the gaps that a sentence allows; `near` is the text around it, `key` decides which wrong answers are taken.

    A term that stands in `near` is no wrong answer: it may well fit.
    """
    found = found_in(sentence)
    spoken = {each.term.family for each in found_in(near)}
    for each in found:
        end = _with_brackets(sentence, each)
        alike = [other for other in found if other.term.family == each.term.family]
        if all(other.start == each.start or each.end < other.start < end for other in alike):
            gap = _gap(sentence, each, end, (spoken, key))
            if gap:
                yield gap


def balanced(right: str, wrong: Sequence[str], most: int = MOST) -> tuple[str, ...]:
    """Return the first wrong answers; the last gives way to one of like length where all are shorter or all longer."""
    kept = list(wrong[:most])
    if len(kept) == most < len(wrong):
        longest, shortest = max(wrong, key=len), min(wrong, key=len)
        if len(right) > RATIO * max(map(len, kept)):
            kept[-1] = longest
        elif len(right) * RATIO < min(map(len, kept)):
            kept[-1] = shortest
    return tuple(dict.fromkeys(kept))


def wrong_terms(term: Term, near: str, key: str) -> tuple[str, ...]:
    """Return terms of the same kind as wrong answers: of other families, and none that `near` speaks of."""
    spoken = {each.term.family for each in found_in(near)} | {term.family}
    fitting = [each for each in groups()[term.group].terms if each.one and each.family not in spoken]
    families: dict[str, str] = {}
    for each in sorted(fitting, key=lambda t: drawn_key(key, t.one)):
        families.setdefault(each.family, capitalised(each.one))
    return balanced(term.one, list(families.values()), MOST)


def _with_brackets(sentence: str, found: Found) -> int:
    """Return where a gap ends: behind an acronym in brackets that would give its term away."""
    brackets = _BRACKETS.match(sentence, found.end)
    if brackets and any(each.term.family == found.term.family for each in found_in(brackets.group())):
        return brackets.end()
    return found.end


def _gap(sentence: str, found: Found, end: int, around: tuple[set[str], str]) -> Gap | None:
    group, (spoken, key) = groups()[found.term.group], around
    rest = f"{sentence[: found.start]} {sentence[end:]}"
    if not found.term.asked or not found.term.cues.search(rest) or _given_away(sentence[found.start : found.end], rest):
        return None
    if _NAMED.search(sentence[: found.start]):
        return None
    if _is_spelled_out(sentence, found) or (group.after and not group.after.search(sentence[: found.start])):
        return None
    article = _ARTICLE.search(sentence[: found.start])
    if not _fits(found, article is not None, sentence[end:]):
        return None
    start = article.start() if article else found.start
    right = sentence[start : found.end]
    fitting = [term for term in group.terms if _can_stand(term, found, group, spoken, rest)]
    wrong: dict[str, str] = {}
    for term in sorted(fitting, key=lambda term: drawn_key(key, right, term.name)):
        wrong.setdefault(term.family, _as_written(term, found, right, bare=article is None))
    distinct = balanced(right, list(wrong.values()))
    return Gap(found.term, start, end, right, distinct) if len(distinct) >= group.least else None


def _is_spelled_out(sentence: str, found: Found) -> bool:
    """Return whether a term is an acronym in brackets, behind the words that it stands for."""
    return sentence[: found.start].endswith("(") and sentence[found.start : found.end].isupper()


def _fits(found: Found, with_article: bool, behind: str) -> bool:
    """Return whether what stands behind a term leaves it a word of its own, and gives no letters of it."""
    if _LETTERS.match(behind):
        return False
    if with_article and not found.term.counted:
        return _THING.match(behind) is not None
    parts = {"people": _COMPOUND, "evidence": _FOOTAGE}.get(found.term.group)
    return parts is None or parts.match(behind) is None


def _can_stand(term: Term, found: Found, group: Group, spoken: set[str], rest: str) -> bool:
    """Return whether a term can be a wrong answer: of the same form, another family, and without a cue for it."""
    if term.family == found.term.family or term.family in spoken or not (term.many if found.plural else term.one):
        return False
    return group.after is not None or not term.cues.search(rest)


def _as_written(term: Term, found: Found, right: str, *, bare: bool) -> str:
    """Return a wrong answer in the form of the right one: its number, its article, its first letter."""
    form = term.many if found.plural else term.one
    form = form.replace("’", "'") if "'" in right else form
    if _is_title(right):
        form = " ".join(word if word in _SMALL else capitalised(word) for word in form.split())
    text = form if bare else f"{'an' if term.an else 'a'} {form}"
    return capitalised(text) if right[0].isupper() and (not bare or found.term.name[0].islower()) else text


def _is_title(right: str) -> bool:
    """Return whether words are written as a name ("Home Office"), not as an acronym."""
    words = [word for word in right.split() if word not in _SMALL]
    return len(words) > 1 and all(word[0].isupper() and not word.isupper() for word in words)


def _given_away(term: str, rest: str) -> bool:
    """Return whether a telling word of the term stands elsewhere in the sentence."""
    return bool((set(stems(term)) - _COMMON) & set(stems(rest)))
