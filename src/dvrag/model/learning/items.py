"""Items of a quiz: questions whose one right answer stands in a cited paragraph."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from dvrag.model.findings import Agency
from dvrag.model.ids import ReportId

ItemId = NewType("ItemId", str)
"""sha256 of what is asked of which span, first 32 hexadecimal digits. It does not depend on the wrong answers, so that
an item keeps its id, and what reviewers and learners did with it, when the library grows."""


def item_id(pattern: str, report: ReportId, span: tuple[int, int], subject: str = "") -> ItemId:
    """Return the id of the item that `pattern` makes of `span` of the report; `subject` tells several apart."""
    key = f"{pattern}:{report}:{span[0]}:{span[1]}:{subject}".encode()
    return ItemId(hashlib.sha256(key).hexdigest()[:32])


class ItemKind(StrEnum):
    """The form of an item."""

    CHOICE = "choice"
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"
    MATCH = "match"
    ORDER = "order"
    SCENARIO = "scenario"

    @property
    def label(self) -> str:
        """The form in plain words."""
        return {
            "choice": "Multiple choice",
            "true_false": "True or false",
            "cloze": "Fill the gap",
            "match": "Match",
            "order": "Put in order",
            "scenario": "Scenario",
        }[self.value]


class Difficulty(StrEnum):
    """How hard an item is expected to be."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @property
    def label(self) -> str:
        """The word for people."""
        return self.value.capitalize()


class Role(StrEnum):
    """Whose work an item is about."""

    CALL_HANDLER = "call_handler"
    RESPONSE_OFFICER = "response_officer"
    DA_SPECIALIST = "da_specialist"
    SUPERVISOR = "supervisor"
    MARAC_REPRESENTATIVE = "marac_representative"
    GP = "gp"
    HEALTH_PROFESSIONAL = "health_professional"
    MENTAL_HEALTH_WORKER = "mental_health_worker"
    SOCIAL_WORKER = "social_worker"
    HOUSING_OFFICER = "housing_officer"
    PROBATION_OFFICER = "probation_officer"
    EDUCATION_STAFF = "education_staff"
    SUPPORT_WORKER = "support_worker"
    STRATEGIC_LEAD = "strategic_lead"

    @property
    def label(self) -> str:
        """The role in plain words."""
        return {
            "da_specialist": "Domestic abuse specialist",
            "marac_representative": "MARAC representative",
            "gp": "GP",
        }.get(self.value, self.value.replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class Cited:
    """Where an answer stands: `quote` is the report's text at `[start, end)`, word for word.

    `source` is the report's file name; `page` is physical, from 1; `page_label` and `paragraph` are as printed; each is
    None where there is none. `section` is the path of headings, joined by " > ", and `paragraph_index` the paragraph's
    place in it from 1, 0 where it has none.
    """

    report_id: ReportId
    source: str
    title: str
    start: int
    end: int
    quote: str
    page: int | None
    page_label: str | None
    paragraph: str | None
    section: str
    paragraph_index: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A question, what may be answered, what is right, and why.

    `options` is what can be chosen, in the order shown. `answer` holds indices into it: one for a choice, true/false,
    cloze or scenario; for a match, the option of each of `prompts` in turn; for an order, the options in their right
    order (all of them). `prompts` is empty but for a match. In a cloze, `stem` holds the gap as `GAP` once.
    `rationale` is a plain sentence that says what the source says. `cited[0]` carries the right answer; further ones
    belong to other prompts, events or the statement corrected. `pattern` names the maker ("told_to", "grade" …).
    `note` warns of what is spoken of, "" where nothing needs a warning. `themes` are names of themes;
    `agencies` are those told or judged.
    """

    id: ItemId
    kind: ItemKind
    pattern: str
    stem: str
    options: tuple[str, ...]
    answer: tuple[int, ...]
    rationale: str
    cited: tuple[Cited, ...]
    prompts: tuple[str, ...] = ()
    difficulty: Difficulty = Difficulty.MEDIUM
    roles: tuple[Role, ...] = ()
    themes: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = ()
    note: str = ""

    def is_right(self, given: tuple[int, ...]) -> bool:
        """Return whether the indices that a learner chose are the right ones, in the right order."""
        return given == self.answer


GAP = "_____"
"""The gap in the stem of a cloze."""


class Decision(StrEnum):
    """What a reviewer decided of an item."""

    UNSEEN = "unseen"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The decision in plain words."""
        return {"unseen": "Not reviewed"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item as it is used, with what a reviewer decided; `who`, `at` (ISO, with zone) and `note` are "" if unseen.

    `reasons` say why a decided item is not issued until somebody looks at it again; empty for one that is.
    """

    item: Item
    decision: Decision = Decision.UNSEEN
    who: str = ""
    at: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFilters:
    """Restrictions on items. Values of one field are alternatives; fields are combined; empty: no restriction.

    `agency` matches the agencies told, as the register names them, or their class; `area`, `year` and `report` are as
    in `Filters`. `decision` restricts to what reviewers decided; where it is empty, rejected items are left out.
    """

    theme: tuple[str, ...] = ()
    role: tuple[Role, ...] = ()
    kind: tuple[ItemKind, ...] = ()
    difficulty: tuple[Difficulty, ...] = ()
    agency: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    report: tuple[str, ...] = ()
    decision: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiz:
    """Items in the order asked, and what they were drawn with. `available` counts the items that match."""

    items: tuple[Item, ...]
    filters: ItemFilters
    seed: int
    available: int
    library: str
