"""Questions written by hand, one of each form and one with hostile text, set in the reports of the small library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import GAP, Difficulty, Item, ItemKind, Role, item_id
from dvrag.training.material import Material, cited_at
from ui.fake_library import HOSTILE
from ui.fake_registrar import ASK, CONCERN, FORM, GRADE, HOSTILE_TEXT, HOUSE, NOTED

NOTE = "This question speaks of a death."
POLICE = Agency("Marlshire Police", AgencyClass.POLICE)
QUOTES = {
    "told_to": ("marian-overview.txt", FORM),
    "statement": ("marian-overview.txt", ASK),
    "term": ("petra-overview.txt", HOUSE),
    "acronyms": ("marian-overview.txt", NOTED),
    "chronology": ("marlshire.txt", CONCERN),
    "scenario": ("marlshire.txt", GRADE),
    "hostile": ("hostile.txt", HOSTILE_TEXT),
}
"""Where each of the questions below stands, by its pattern."""


def item(
    pattern: str, kind: ItemKind, stem: str, options: Sequence[str], answer: Sequence[int], **more: object
) -> Item:
    """Return a question about Marlshire Police and the risk form; `set_in` gives it its place."""
    made = Item(
        id=item_id(pattern, ReportId("r"), (0, 1)),
        kind=kind,
        pattern=pattern,
        stem=stem,
        options=tuple(options),
        answer=tuple(answer),
        rationale=f"The review says so of {pattern.replace('_', ' ')}.",
        cited=(),
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
    agencies=(Agency(HOSTILE, AgencyClass.POLICE),),
)


def set_in(material: Material, items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the questions with the quotes that they stand on; one whose report is not there is left out."""
    summaries = {summary.source: summary for summary in material.reports.values()}
    made = []
    for each in items:
        source, quote = QUOTES[each.pattern]
        if source in summaries:
            report = material.report(summaries[source].id)
            span = (start := report.text.index(quote), start + len(quote))
            cited = cited_at(report, summaries[source], span)
            made.append(replace(each, id=item_id(each.pattern, report.id, span), cited=(cited,)))
    return tuple(made)
