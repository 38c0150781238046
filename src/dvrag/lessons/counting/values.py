"""The values of counting: what is counted, what restricts it, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind

CUT = " ¦ "
"""Stands in the rest of a question for what has been understood."""

NOUN = " ◊ "
"""Stands in the rest of a question for the counted noun."""

MARKS = "¦◊"
"""The two marks, where a stretch of words ends."""


class Unit(StrEnum):
    """What the number counts."""

    FINDINGS = "findings"
    REPORTS = "reports"
    AGENCIES = "agencies"
    BODIES = "bodies"


@dataclass(frozen=True, slots=True)
class Frame:
    """The form of a question. `rest` is what is not understood yet; `before` stands in front of the counted noun.

    `firm`: it asks for a number or a list, so that what is not understood is said; else it may be an ordinary
    question. `sorts` are the kinds of findings asked for. `open`: it asks "what …", which a register answers only where
    it restricts by something that only a register knows (an addressee, a year, a status).
    """

    unit: Unit
    sorts: tuple[FindingKind, ...]
    before: str
    rest: str
    firm: bool
    open: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """One restriction: `said` as the sentence words it, `meets` whether an entry meets it.

    `stated` tells whether an entry says anything on it at all (None: every entry does), and `lacking` words that it
    does not ("name no addressee").
    """

    said: str
    meets: Callable[[Entry], bool]
    stated: Callable[[Entry], bool] | None = None
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader understood: restrictions, and the question without the words that said them.

    `unknown` are words that stand where a restriction is given but name nothing that the register holds.
    """

    found: tuple[Restriction, ...]
    rest: str
    unknown: tuple[str, ...] = ()

    def then(self, reader: Callable[[str], Read]) -> Read:
        """Return this with what another reader understands of the rest."""
        more = reader(self.rest)
        return Read((*self.found, *more.found), more.rest, (*self.unknown, *more.unknown))


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one label: a scale of grades, an agency, a body or a report."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a counting question.

    `sentence` says the number and what was counted, or why nothing was. `entries` are all that match, by date of the
    report, report and place, without copies. `number` counts what was asked for (`unit`). `groups` divide the entries,
    where it makes sense. `refused` is the reason why nothing was counted, "" where something was; `unread` are the
    words that were not understood then. `said` is the number with the thing counted ("6 recommendations").
    """

    sentence: str
    unit: Unit = Unit.FINDINGS
    number: int = 0
    entries: tuple[Entry, ...] = ()
    copies: int = 0
    reports: int = 0
    groups: tuple[Group, ...] = ()
    unread: tuple[str, ...] = ()
    refused: str = ""
    said: str = ""


def without(text: str, start: int, end: int) -> str:
    """Return the text with a stretch of it cut out."""
    return text[:start] + CUT + text[end:]
