"""Put in order: four events of one report, told without their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.model.documents import Report
from dvrag.model.learning.items import Item, ItemKind, item_id
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised
from dvrag.training.chronology.events import Event, events
from dvrag.training.desk import desk_of
from dvrag.training.items.build import NOTE, mixed
from dvrag.training.material import Material, cited_at
from dvrag.training.roles.assign import roles_of
from dvrag.training.roles.difficulty import difficulty_of
from dvrag.training.terms.glossaries import alike

PATTERN = "chronology"
EVENTS = 4
"""Events of an item; three where a report has no more."""
LEAST = 3
MOST = 3
"""Items of one report, at most."""
APART = 10
"""Days between two events of an item, at least."""


def put_in_order(material: Material) -> Iterator[Item]:
    """Yield, for each report that dates its events, items that put a few of them in order."""
    names = desk_of(material).names
    for identity, summary in material.reports.items():
        report = material.report(identity)
        for chosen in _sets(_spread(events(report))):
            yield _item(chosen, material, names[identity], (report, summary))


def _spread(found: Sequence[Event]) -> list[Event]:
    """Return the events, by day, without those too near to the one before or too like another."""
    kept: list[Event] = []
    for event in found:
        near = kept and (event.on - kept[-1].on).days < APART
        if not near and not any(alike(event.text, other.text) for other in kept):
            kept.append(event)
    return kept


def _sets(found: Sequence[Event]) -> Iterator[list[Event]]:
    """Yield sets of events by day, no event in two of them, each spread over the whole time."""
    count = min(MOST, max(1, len(found) // EVENTS))
    for first in range(count):
        every = found[first::count]
        if len(every) >= LEAST:
            size = min(EVENTS, len(every))
            yield [every[round(place * (len(every) - 1) / (size - 1))] for place in range(size)]


def _item(chosen: Sequence[Event], material: Material, name: str, source: tuple[Report, ReportSummary]) -> Item:
    report, summary = source
    cited = tuple(cited_at(report, summary, (event.start, event.end)) for event in chosen)
    identity = item_id(PATTERN, report.id, (chosen[0].start, chosen[0].end), str([event.start for event in chosen]))
    told = [event.text for event in chosen]
    options = shuffled(identity, told)
    text = " ".join(each.quote for each in cited)
    (themes,) = material.themes_of([text], [cited[0].section])
    stem = f"In which order did these events in {name} happen?"
    return Item(
        id=identity,
        kind=ItemKind.ORDER,
        pattern=PATTERN,
        stem=stem,
        options=options,
        answer=tuple(options.index(each) for each in told),
        rationale=f"{capitalised(name)} dates them {', '.join(event.written for event in chosen)}.",
        cited=cited,
        difficulty=difficulty_of(ItemKind.ORDER, stem, len(options), near=len(options) >= EVENTS),
        roles=roles_of(text, (), themes),
        themes=themes,
        note=NOTE,
    )


def shuffled(identity: str, told: Sequence[str]) -> tuple[str, ...]:
    """Return the events in an order that is not already the right one: where it would be, the first goes last."""
    shown = mixed(identity, told)
    return shown if list(shown) != list(told) else (*shown[1:], shown[0])
