"""A follow-up and the questions before it → a question that stands alone.

Nothing of what an earlier answer said may enter: only the words of earlier questions, and the places, kinds and titles
of reports that were cited. A question that stands alone is left exactly as it is: the topic has changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.answer.corpus import Corpus
from dvrag.answer.decline import decline
from dvrag.answer.question.names import Name, NameKind, names_in
from dvrag.answer.question.parse import Kind, Word, parse
from dvrag.answer.talk.cited import ORDINAL, at_place, handles
from dvrag.answer.talk.joined import among, on_matter
from dvrag.answer.talk.needs import DOCUMENT, Need, need_of
from dvrag.answer.talk.swap_matter import with_matter, with_term, with_year, years_of
from dvrag.answer.talk.swap_names import added, named_by, person, phrase, with_name
from dvrag.answer.talk.taken import Turn, is_clause, taken
from dvrag.model.answers import Answer, Status
from dvrag.model.ids import ReportId

LONGEST = 2000
"""Characters of a resolved question at most; one that would be longer is left as it was typed."""
_COMPARES = re.compile(r"\b(?:compare[sd]?|differ\w*|versus|than|better|worse|same\s+as)\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|of|for|from|by|at)\s*$", re.IGNORECASE)
_DOCUMENT_ALONE = re.compile(
    r"^(?:(?:in|from|does|of)\s+)?the\s+((?:inspection\s+|quality\s+assurance\s+|jtai\s+)?(?:letter|action\s+plan|inspection|guidance))$",
    re.IGNORECASE,
)
LOOKED_AT = 6
"""Earlier answers that are looked at, from the last one back."""


@dataclass(frozen=True, slots=True)
class Base:
    """The question before, without its mark, and its names; `earlier`: the answers from which it comes."""

    text: str
    names: tuple[Name, ...]
    earlier: tuple[Answer, ...]

    def named(self, word: Word) -> bool:
        """Return whether a word belongs to a name."""
        return any(start < word.end and word.start < end for start, end in self.spans)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where its names stand, with the words of bodies and documents around them."""
        return tuple(phrase(self.text, name) for name in self.names)


def resolve(text: str, earlier: Sequence[Answer], corpus: Corpus) -> str:
    """Return the question that a turn asks, taken with the answers before it, the last one last.

    A turn that stands alone, and one whose meaning cannot be worked out, is returned as it is. Questions that were
    declined are not part of the conversation.
    """
    asked = tuple(answer for answer in earlier if answer.status is not Status.DECLINED and not decline(answer.question))
    if not asked:
        return text
    asked = asked[-LOOKED_AT:]
    base = _base(asked, corpus)
    pointed = _pointed(text, base, corpus)
    if pointed is not None:
        return _finished(pointed, text) if pointed else text
    turn = taken(text, corpus)
    need = need_of(turn, base.text)
    resolved = None
    if need is Need.PIECE:
        resolved = _piece(turn, base)
    elif need is Need.MATTER:
        resolved = _on_matter(turn, base)
    elif need is Need.SCOPE:
        resolved = _scoped(turn, base, corpus)
    return _finished(resolved, text) if resolved else text


def _pointed(text: str, base: Base, corpus: Corpus) -> str | None:
    """Return the question that a turn asks of a report that it names by its place among those cited.

    None where it names none so, an empty text where so many were not cited.
    """
    turn = taken(text, corpus)
    match = ORDINAL.search(turn.body)
    name = at_place(match, base.earlier) if match else None
    if match is None or name is None:
        return "" if match else None
    before, after = turn.body[: match.start()], turn.body[match.end() :]
    if turn.clause or is_clause(after.lstrip(" ,")):
        return f"{before}{name}{after}"
    renamed = with_name(base.text, base.names, name, NameKind.FILED)
    rest = f"{_IN.sub('', before)} {after}".strip(" ,")
    return (with_matter(renamed, rest, ()) if rest else None) or renamed


def _base(earlier: tuple[Answer, ...], corpus: Corpus) -> Base:
    asked = (earlier[-1].resolved_question or earlier[-1].question).strip()
    asked = asked.rstrip(" ?.!")
    return Base(asked, names_in(parse(asked), corpus), earlier)


def _piece(turn: Turn, base: Base) -> str | None:
    """Return the question before with another name, year or matter in it."""
    if not base.names and parse(base.text).kind is Kind.DEFINITION:
        return with_term(base.text, turn.body)
    of_document = _in_document(turn, base)
    if of_document:
        return of_document
    if turn.names and _belongs(turn, base):
        return with_matter(base.text, turn.body, base.spans)
    text = _renamed(turn, base)
    dated = years_of(turn.body)
    if dated:
        text = with_year(text, dated)
    rest = _left(turn, dated)
    if not turn.content or not rest:
        asks = bool(turn.question.words) and not turn.names and not dated
        return on_matter(text, turn.body) if asks else text if text != base.text else None
    spans = () if turn.names else base.spans
    changed = with_matter(text, rest, spans)
    if changed is None and len(spans) > 1:  # "What did the Oakfield review recommend for Elm Trust", "and for GPs"
        changed = with_matter(text, rest, spans[:-1])
    if changed or turn.names or dated:
        return changed or f"{rest}: {text}"
    return _in_scope(f"What about {rest}", base)


def _in_document(turn: Turn, base: Base) -> str | None:
    """Return the question before of another document on the same place ("and the action plan?")."""
    match = _DOCUMENT_ALONE.match(turn.body)
    place = next((name for name in base.names if name.kind is not NameKind.CONCENTRATED), None)
    if match is None or place is None:
        return None
    return with_name(base.text, base.names, f"the {place.text} {match[1]}", NameKind.FILED)


def _belongs(turn: Turn, base: Base) -> bool:
    """Return whether the names of a turn are its matter: "Jodie's GP", or a person of the case that was asked about."""
    name = turn.names[-1]
    owns = re.match(r"['’]s\s+\w", turn.body[name.end :]) is not None
    about = frozenset[ReportId]().union(*(other.about for other in base.names))
    same = name.kind is NameKind.CONCENTRATED and bool(about & name.about)
    return same and (owns or (person(base.text, base.names) is None and not turn.content))


def _left(turn: Turn, dated: str | None) -> str:
    """Return the piece without its names, their prepositions and its year: the matter that it brings."""
    text = turn.body
    for name in sorted(turn.names, key=lambda n: n.start, reverse=True):
        start, end = phrase(text, name)
        text = re.sub(r"\b(?:in|of|for|at|to|by|from)\s+(?:the\s+)?$", "", text[:start]) + text[end:]
    if dated:
        text = text.replace(dated, "")
    return " ".join(text.split()).strip(" ,’'")


def _renamed(turn: Turn, base: Base) -> str:
    """Return the question before with the names of a turn in place of its own."""
    if not turn.names or _COMPARES.search(turn.body):
        return base.text
    name = turn.names[-1]
    return with_name(base.text, base.names, named_by(turn.body, name), name.kind)


def _on_matter(turn: Turn, base: Base) -> str:
    """Return a question that goes on from the one before; "of those" becomes what it counts, if it says no more."""
    told = [word for word in parse(base.text).words if word.weight == 1.0 and not base.named(word)]
    counted = among(base.text, turn.body) if base.names and not turn.names and not told else None
    return (_in_scope(counted, base) if counted else None) or on_matter(_renamed(turn, base), turn.body)


def _scoped(turn: Turn, base: Base, corpus: Corpus) -> str | None:
    """Return a question that has its own matter, of the same case, body or report as one before."""
    named = _with_names(base, corpus)
    document = DOCUMENT.search(turn.body)
    if document:
        report = _document(named, document[1])
        return turn.body[: document.start()] + report + turn.body[document.end() :] if report else None
    return _in_scope(turn.body, named)


def _with_names(base: Base, corpus: Corpus) -> Base:
    """Return the latest question that names something, the last one where none does."""
    for n in range(len(base.earlier), 0, -1):
        found = base if n == len(base.earlier) else _base(base.earlier[:n], corpus)
        if found.names:
            return found
    return base


def _document(base: Base, what: str) -> str | None:
    """Return the name of the report that is meant by "the review", by the names of the question or what it cited."""
    cited = handles(base.earlier[-1])
    if what.lower() in {"guidance", "inspection"} and what.lower() not in f"{base.text} {' '.join(cited)}".lower():
        return None
    if not base.names:
        return next((name for name in cited if name.endswith(f" {what}")), cited[0] if cited else None)
    one = person(base.text, base.names)
    place = next((name for name in base.names if name.kind is not NameKind.CONCENTRATED), None)
    if place is None:
        return f"the {what} about {(one or base.names[0]).text}"
    written = named_by(base.text, place)
    return written if written.lower().endswith(what.lower()) else f"the {place.text} {what}"


def _in_scope(text: str, base: Base) -> str | None:
    """Return a question with the case, the place or the body of the one before, and its year, at its end."""
    if not base.names:
        cited = handles(base.earlier[-1])
        return f"{text}, in {cited[0]}" if len(cited) == 1 else None
    name = person(base.text, base.names) or base.names[0]
    dated = years_of(base.text)
    whole = named_by(base.text, name)
    text = added(text, whole, name.kind if whole == name.text else NameKind.FILED)
    return with_year(text, dated) if dated and not years_of(text) else text


def _finished(resolved: str, typed: str) -> str:
    """Return a resolved question with a capital and a question mark; the turn as typed where it became too long."""
    plain = " ".join(resolved.split()).strip(" ?,;")
    return f"{plain[:1].upper()}{plain[1:]}?" if len(plain) < LONGEST else typed
