"""Invented quizzes: an item of each kind in plain words, and one of each kind whose texts try to break a file."""

from __future__ import annotations

from datetime import UTC, datetime

from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import GAP, Cited, Difficulty, Item, ItemFilters, ItemKind, Quiz, Role, item_id

CREATED = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
HOSTILE = (
    "=cmd|'/C calc'!A1",
    "~wrong } {T} ::name:: #### # \\ \\n \\{ -> 50%",
    "<script>alert(1)</script> & &amp; \"quoted\" 'single'",
    "[plain]{{c1::gone::hint}} [sound:x.mp3] \\(x\\) [latex]$",
    "ש\u202eלום \u202eعربي\u202c – naïve €5",
    "// not a comment\n\n::next:: {=a}",
)
"""Texts that mean something to a spreadsheet, GIFT, HTML, Anki, or the order of a line."""
REPORT = ReportId("0" * 64)


def cited(start: int = 100, quote: str = "Housing should train its staff.", *, page: int | None = 9) -> Cited:
    """Return an invented citation."""
    return Cited(
        report_id=REPORT,
        source="pellhaven.pdf",
        title="The Pellhaven review",
        start=start,
        end=start + len(quote),
        quote=quote,
        page=page,
        page_label="7" if page else None,
        paragraph="5.14",
        section="5 Analysis > Housing",
    )


def plain_items() -> tuple[Item, ...]:
    """Return an item of each kind."""
    one, two, three = cited(), cited(300, "The meeting was in May."), cited(400, "The visit was in June.", page=None)
    return (
        _item(ItemKind.CHOICE, "Which agency was told to train its staff?", ("Police", "Housing", "GPs"), (1,), one),
        _item(ItemKind.TRUE_FALSE, "The review says that no meeting was held.", ("True", "False"), (1,), two),
        _item(ItemKind.CLOZE, f"Staff should have a {GAP}.", ("plan", "budget", "van", "form"), (0,), one),
        _item(
            ItemKind.MATCH,
            "Match each short form with its meaning.",
            ("idea", "National letter", "Domestic review"),
            (2, 1),
            one,
            two,
            prompts=("DR", "NL"),
        ),
        _item(
            ItemKind.ORDER,
            "Put the events in order.",
            ("The visit", "The call", "The meeting"),
            (1, 2, 0),
            one,
            two,
            three,
        ),
        _item(
            ItemKind.SCENARIO,
            "A caller asks for help. What should be done first?",
            ("Ask about safety", "Close the record"),
            (0,),
            one,
            note="This question speaks of a call for help.",
        ),
    )


def hostile_items() -> tuple[Item, ...]:
    """Return an item of each kind that carries each of the hostile texts."""
    quote, note = cited(500, HOSTILE[2] + HOSTILE[5]), HOSTILE[2]
    options = (*HOSTILE, "the plain one")
    last = len(HOSTILE)
    return (
        *(
            _item(kind, f"{text} {GAP if kind is ItemKind.CLOZE else ''}", options, (last,), quote, note=note)
            for kind in (ItemKind.CHOICE, ItemKind.CLOZE, ItemKind.SCENARIO)
            for text in HOSTILE
        ),
        *(_item(ItemKind.TRUE_FALSE, text, ("True", "False"), (0,), quote) for text in HOSTILE),
        _item(ItemKind.MATCH, HOSTILE[1], options, tuple(range(last)), quote, prompts=HOSTILE),
        _item(ItemKind.ORDER, HOSTILE[5], options, tuple(reversed(range(last + 1))), quote),
    )


def quiz_of(items: tuple[Item, ...]) -> Quiz:
    """Return a quiz of these items."""
    return Quiz(items=items, filters=ItemFilters(), seed=0, available=len(items), library="f" * 16)


def _item(
    kind: ItemKind,
    stem: str,
    options: tuple[str, ...],
    answer: tuple[int, ...],
    *where: Cited,
    prompts: tuple[str, ...] = (),
    note: str = "",
) -> Item:
    return Item(
        id=item_id(kind.value, REPORT, (where[0].start, where[0].end), stem),
        kind=kind,
        pattern="invented",
        stem=stem,
        options=options,
        answer=answer,
        rationale=f"The review says so of {options[answer[0]]}.",
        cited=where,
        prompts=prompts,
        difficulty=Difficulty.EASY,
        roles=(Role.HOUSING_OFFICER, Role.GP),
        themes=("risk_assessment", "multi agency"),
        agencies=(Agency("Housing", AgencyClass.HOUSING),),
        note=note,
    )
