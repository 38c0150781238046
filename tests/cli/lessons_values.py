"""A register made by hand: recommendations, a copy of one, a lesson, judgments of two scales, a figure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from cli.values import ARTICLE, REVIEW
from dvrag.lessons.actions.exchange import ImportPlan
from dvrag.lessons.register import Register
from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Action, ActionStatus, Edit, Entry
from dvrag.model.findings import (
    Agency,
    AgencyClass,
    Figure,
    Finding,
    FindingKind,
    Judgment,
    Plan,
    Scale,
    Scope,
    Theme,
    ThemeMark,
)
from dvrag.model.ids import FindingId
from dvrag.registrar import Imported

POLICE = Agency("Marlshire Police", AgencyClass.POLICE)
COUNCIL = Agency("Marlshire County Council", AgencyClass.LOCAL_AUTHORITY)


def finding(digit: str, kind: FindingKind, text: str) -> Finding:
    return Finding(
        FindingId(digit * 32), REVIEW.id, kind, 4, 4 + len(text), text, "10 Recommendations", 12, "9", "10.2", 2,
    )  # fmt: skip


ASKED = replace(
    finding("a", FindingKind.RECOMMENDATION, "=Each report should be read beside the earlier ones."),
    number="4",
    addressee="Marlshire Police and the county council",
    agencies=(POLICE, COUNCIL),
    plan=Plan(scope=Scope.MULTI_AGENCY, deadline="31 March 2020"),
    themes=(ThemeMark("record_keeping", 0.8, "says “read beside”"), ThemeMark("training", 0.6, "near an example")),
    earlier="This was recommended in 2015 too.",
    doubts=("Its text may be cut off.",),
)
AGAIN = replace(finding("b", FindingKind.RECOMMENDATION, "Read each report beside the earlier ones."), number="4")
LEARNT = replace(
    finding("c", FindingKind.LESSON, "Nobody\x1b[31m read\u202e them together."), page=None, page_label=None,
    report_id=ARTICLE.id, paragraph="Lesson 2",
)  # fmt: skip
MEASURED = replace(finding("d", FindingKind.FIGURE, "In 2018, 9 percent."), figure=Figure("cases", "9 percent"))
FOUR = replace(
    finding("e", FindingKind.JUDGMENT, "The force is inadequate at this."),
    judgment=Judgment(
        "Marlshire Police", "Marlshire Police", "Protecting people", "inadequate", Scale.PEEL_4, "2018/19"
    ),
)
OTHER = replace(
    finding("f", FindingKind.JUDGMENT, "Good"),
    judgment=Judgment("Carrowdale", None, "Leadership", "good", Scale.OFSTED_4, date="2024-02"),
)
DONE = Action(owner="Sam", due="2026-03-31", status=ActionStatus.IN_PROGRESS, version=3)
EDITS = (Edit(3, ASKED.id, "owner", "", "Sam", "Kim", "2026-11-20T10:00:00+00:00", "agreed"),)
ENTRIES = (
    Entry(ASKED, REVIEW, action=DONE, edited=("number",)),
    Entry(AGAIN, REVIEW, copy_of=ASKED.id),
    Entry(LEARNT, ARTICLE),
    Entry(MEASURED, REVIEW),
    Entry(FOUR, REVIEW),
    Entry(OTHER, REVIEW),
    Entry(replace(AGAIN, id=FindingId("9" * 32)), REVIEW, kept=False),
)
GROUP = RepeatGroup(
    id="0a1b2c3d4e5f", label=ASKED.text, entries=(ENTRIES[0], ENTRIES[2]), copies=(ENTRIES[1],),
    reports=(REVIEW.id, ARTICLE.id), areas=("Brackenford",), first="2019-11", last="2019-11-14", reviews=2,
    agencies=("Marlshire Police",), said_before=(ENTRIES[0],), closeness=0.8,
)  # fmt: skip


@dataclass
class FakeRegistrar:
    """Holds ENTRIES and remembers who changed what."""

    held: Register = field(default_factory=lambda: Register(ENTRIES, {ASKED.id: EDITS}, {}))
    plan: ImportPlan = field(default_factory=lambda: ImportPlan((), (), (), 0))
    groups: tuple[RepeatGroup, ...] = (GROUP,)
    changed: list[tuple[str, dict[str, str], str, str]] = field(default_factory=list)

    def register(self) -> Register:
        return self.held

    def today(self) -> date:
        return date(2026, 4, 1)

    def themes(self) -> tuple[Theme, ...]:
        own = Theme("doors", "Doors and locks", (), ("A door was broken.",), own=True)
        return (Theme("record_keeping", "Record keeping", (), ()), own)

    def repeats(self) -> tuple[RepeatGroup, ...]:
        return self.groups

    def history(self, reference: str) -> tuple[Edit, ...]:
        return self.held.edits.get(self.held.find(reference).finding.id, ())

    def correct(self, reference: str, changes: dict[str, str], who: str, note: str = "") -> Entry:
        self.changed.append((reference, changes, who, note))
        return self.held.find(reference)

    act = correct

    def import_actions(self, path: object, who: str, *, trial: bool = False) -> Imported:
        return Imported(self.plan, 0 if trial else len(self.plan.changes))
