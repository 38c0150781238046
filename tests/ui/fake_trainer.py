"""A trainer over questions written by hand: one of each form, one with hostile text, and answers kept in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dvrag.errors import NotFoundError, UsageError
from dvrag.exports.formats import Format
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.findings import Agency, AgencyClass, Theme
from dvrag.model.ids import ReportId
from dvrag.model.learning.briefing import Briefing, BriefingRequest, Part, Point
from dvrag.model.learning.items import (
    GAP,
    Cited,
    Decision,
    Difficulty,
    Item,
    ItemFilters,
    ItemKind,
    Quiz,
    Reviewed,
    Role,
    item_id,
)
from dvrag.model.learning.learners import (
    Learner,
    LearnerId,
    Marked,
    Progress,
    Rating,
    Session,
    TeamView,
    ThemeProgress,
)
from dvrag.training.packages import PackageKind, packed
from ui.fake_library import HOSTILE

REPORT = ReportId("a" * 64)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NOTE = "This question speaks of a death."
POLICE = Agency("Marlshire Police", AgencyClass.POLICE)


def cited(quote: str, place: int = 0) -> Cited:
    return Cited(
        REPORT,
        "marian-overview.pdf",
        "Domestic Homicide Review: Marian",
        place,
        place + len(quote),
        quote,
        8,
        "5",
        f"5.{place}",
        "Findings",
    )


def item(
    pattern: str, kind: ItemKind, stem: str, options: Sequence[str], answer: Sequence[int], **more: object
) -> Item:
    """Return a question about Marlshire Police and the risk form."""
    place = sum(map(ord, pattern))
    made = Item(
        id=item_id(pattern, REPORT, (place, place + 10)),
        kind=kind,
        pattern=pattern,
        stem=stem,
        options=tuple(options),
        answer=tuple(answer),
        rationale=f"The review says so of {pattern.replace('_', ' ')}.",
        cited=(cited(f"Quote of {pattern}.", place),),
        roles=(Role.RESPONSE_OFFICER,),
        themes=("risk_assessment",),
        agencies=(POLICE,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


CHOICE = item(
    "told_to",
    ItemKind.CHOICE,
    "Which agency was told to complete the risk form at every incident?",
    ("GPs", "Marlshire Police", "The housing office", "Probation"),
    (1,),
    difficulty=Difficulty.EASY,
)
TRUE_FALSE = item("statement", ItemKind.TRUE_FALSE, "A sergeant read each form.", ("True", "False"), (1,))
CLOZE = item(
    "term", ItemKind.CLOZE, f"The form was graded {GAP}.", ("medium", "high", "low"), (0,), themes=("housing",)
)
MATCH = item(
    "acronyms",
    ItemKind.MATCH,
    "What do these stand for?",
    ("Multi-agency risk assessment conference", "Domestic homicide review"),
    (1, 0),
    prompts=("DHR", "MARAC"),
)
ORDER = item(
    "chronology",
    ItemKind.ORDER,
    "In what order did these happen?",
    ("A form was begun.", "The couple moved.", "A neighbour called."),
    (1, 2, 0),
    difficulty=Difficulty.HARD,
)
SCENARIO = item(
    "scenario",
    ItemKind.SCENARIO,
    "Officers leave before the form is complete. What did the review say should have happened?",
    ("A sergeant should have read it.", "Nothing more.", "A letter should have been sent."),
    (0,),
    note=NOTE,
    roles=(Role.SUPERVISOR,),
)
ITEMS = (CHOICE, TRUE_FALSE, CLOZE, MATCH, ORDER, SCENARIO)
HOSTILE_ITEM = replace(
    item("hostile", ItemKind.CHOICE, f"Which {HOSTILE}", (HOSTILE, f"Other {HOSTILE}", "Neither"), (0,)),
    rationale=HOSTILE,
    note=HOSTILE,
    cited=(replace(cited(HOSTILE), title=HOSTILE, source=f"{HOSTILE}.txt", paragraph=HOSTILE),),
    agencies=(Agency(HOSTILE, AgencyClass.POLICE),),
)


@dataclass
class FakeTrainer:
    """Keeps decisions, profiles and answers in memory."""

    made: tuple[Item, ...] = ITEMS
    decided: dict[str, Reviewed] = field(default_factory=dict)
    profiles: list[Learner] = field(default_factory=list)
    answers: list[tuple[LearnerId, Item, tuple[int, ...]]] = field(default_factory=list)
    nothing: str = ""
    due: int = 0

    def items(self, filters: ItemFilters = ItemFilters()) -> tuple[Reviewed, ...]:  # noqa: B008
        every = [self.decided.get(one.id, Reviewed(one)) for one in self.made]
        allowed = filters.decision or tuple(one for one in Decision if one is not Decision.REJECTED)
        return tuple(one for one in every if one.decision in allowed and _meets(one.item, filters))

    def item(self, reference: str) -> Reviewed:
        every = self.items(ItemFilters(decision=tuple(Decision)))
        return next(one for one in every if one.item.id.startswith(reference))

    def look_again(self) -> tuple[Reviewed, ...]:
        return ()

    def review(
        self, reference: str, decision: Decision, who: str, changes: Mapping[str, object] | None = None, note: str = ""
    ) -> Reviewed:
        if not who:
            raise UsageError("Nobody is named as the one who makes the change.", hint="Give a name.")
        if changes and "WRONG" in str(changes):
            raise UsageError("The question gives its answer away.", hint="Put it in other words.")
        now = self.item(reference).item
        made = Reviewed(replace(now, **(changes or {})), decision, who, NOW.isoformat(), note)  # type: ignore[arg-type]
        self.decided[now.id] = made
        return made

    def quiz(self, filters: ItemFilters, count: int = 10, seed: int = 0) -> Quiz:
        found = [one.item for one in self.items(filters)]
        turned = [*found[seed % len(found) :], *found[: seed % len(found)]]
        return Quiz(tuple(turned[:count]), filters, seed, len(found), "library")

    def learners(self) -> tuple[Learner, ...]:
        return tuple(self.profiles)

    def add_learner(self, name: str = "") -> Learner:
        made = Learner(LearnerId(len(self.profiles) + 1), name, NOW.isoformat())
        self.profiles.append(made)
        return made

    def rename_learner(self, learner: LearnerId, name: str) -> Learner:
        self.profiles = [replace(one, name=name) if one.id == learner else one for one in self.profiles]
        return next(one for one in self.profiles if one.id == learner)

    def remove_learner(self, learner: LearnerId) -> int:
        self.profiles = [one for one in self.profiles if one.id != learner]
        return 0

    def session(
        self, learner: LearnerId, filters: ItemFilters, minutes: float | None = None, seed: int | None = None
    ) -> Session:
        who = next(one for one in self.profiles if one.id == learner)
        done = {one.id for _, one, _ in self.answers}
        found = tuple(one.item for one in self.items(filters) if one.item.id not in done)
        return Session(who, found, self.due, minutes or 10)

    def answer(
        self,
        learner: LearnerId,
        reference: str,
        given: tuple[int, ...],
        rating: Rating | None = None,
        seconds: float | None = None,
    ) -> Marked:
        asked = self.item(reference).item
        self.answers.append((learner, asked, given))
        right = asked.is_right(given)
        return Marked(asked, given, right, Rating.GOOD if right else Rating.AGAIN, "2031-03-05T10:00:00+00:00")

    def progress(self, learner: LearnerId) -> Progress:
        who = next(one for one in self.profiles if one.id == learner)
        own = [(asked, given) for one, asked, given in self.answers if one == learner]
        right = sum(asked.is_right(given) for asked, given in own)
        rows = tuple(self._row(name, own) for name in dict.fromkeys(n for asked, _ in own for n in asked.themes))
        weak = tuple(row.theme for row in rows if row.right < row.answered)
        days = (("2026-03-01", 2, 1), ("2026-03-02", len(own), right))
        return Progress(who, len(own), right, self.due, rows, weak, days)

    def team(self) -> TeamView:
        each = [self.progress(one.id) for one in self.profiles]
        active = [one for one in each if one.answered]
        own = [(asked, given) for _, asked, given in self.answers]
        rows = tuple(self._row(name, own) for name in dict.fromkeys(n for asked, _ in own for n in asked.themes))
        return TeamView(len(active), rows, (), tuple(one for one in active if one.learner.name), 3, 1)

    def _row(self, name: str, own: Sequence[tuple[Item, tuple[int, ...]]]) -> ThemeProgress:
        found = [asked.is_right(given) for asked, given in own if name in asked.themes]
        label = next(theme.label for theme in self.themes() if theme.name == name)
        return ThemeProgress(name, label, len(found), sum(found), len(found), sum(found), 0)

    def briefing(self, request: BriefingRequest) -> Briefing:
        if self.nothing:
            raise NotFoundError(self.nothing, hint="Take a restriction away.")
        point = Point(
            "Risk forms were begun and left.", (cited("A form that is begun and left.", 1),), (cited("x", 2),)
        )
        hostile = Point(HOSTILE, HOSTILE_ITEM.cited)
        parts = (
            Part("again_and_again", "Again and again", "Two reviews say this.", (point,)),
            Part("good", "What good looks like", "", (hostile,)),
        )
        title, basis = "Risk assessment", "From 2 reports."
        return Briefing(title, request, NOTE, basis, ("Older reports.",), parts, ("Ring 999.",), "library")

    def quiz_file(self, quiz: Quiz, kind: PackageKind, title: str = "") -> bytes:
        return packed(quiz, kind, title, NOW)

    def briefing_file(self, briefing: Briefing, kind: str) -> bytes:
        return f"{briefing.title} as {Format(kind) if kind != 'pptx' else kind}".encode()

    def themes(self) -> tuple[Theme, ...]:
        return catalogue()


def _meets(one: Item, filters: ItemFilters) -> bool:
    names = {agency.name for agency in one.agencies}
    return all(
        not wanted or set(wanted) & set(values)
        for wanted, values in (
            (filters.theme, one.themes),
            (filters.role, one.roles),
            (filters.kind, (one.kind,)),
            (filters.difficulty, (one.difficulty,)),
            (filters.agency, names),
            (filters.report, {cited.source for cited in one.cited}),
        )
    )
