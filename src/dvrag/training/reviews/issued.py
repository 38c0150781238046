"""Items as they are used: what was made, with what reviewers decided, each decided item checked anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dvrag.errors import UsageError
from dvrag.model.learning.items import Decision, Item, ItemFilters, ItemId, Reviewed
from dvrag.store.training.decisions import Decided
from dvrag.training.material import Material
from dvrag.training.reviews.edited import Changes, edited
from dvrag.training.reviews.kept import strangers

Check = Callable[[Item], tuple[str, ...]]
"""What is wrong with an item, in plain sentences; empty where it can be issued."""

_KEPT = frozenset({Decision.ACCEPTED, Decision.EDITED})


def reviewed(made: Sequence[Item], decided: Mapping[ItemId, Decided], check: Check) -> tuple[Reviewed, ...]:
    """Return every item with its decision: those made in their order, then decided ones that are not made any more.

    An accepted or edited item is as it was decided, whatever the makers give now. Where it fails its check, `reasons`
    say why, and the item is as it is made now, if it is: it must not be issued before somebody looks at it. A rejected
    item that is not made any more is left out.
    """
    new = {item.id: item for item in made}
    others = {d.item_id: d.item for d in decided.values() if d.decision in _KEPT and d.item and d.item_id not in new}
    found = (as_decided(item, decided.get(identity), check) for identity, item in {**new, **others}.items())
    return tuple(found)


def as_decided(item: Item, decided: Decided | None, check: Check) -> Reviewed:
    """Return an item, as it is made now, with the last decision about it."""
    if decided is None or decided.decision is Decision.UNSEEN:
        return Reviewed(item)
    kept = decided.item or item
    reasons = check(kept) if decided.decision in _KEPT else ()
    shown = item if reasons else kept
    return Reviewed(shown, decided.decision, decided.who, decided.at, decided.note, reasons)


def checked(item: Item, material: Material, problems: Callable[[Item, Material], tuple[str, ...]]) -> tuple[str, ...]:
    """Return why an item cannot be issued: its quotes do not stand in the stored reports, or it fails a rule."""
    return unverified(item, material) or problems(item, material)


def unverified(item: Item, material: Material) -> tuple[str, ...]:
    """Return, in plain sentences, which quotes of an item do not stand at their place in the stored reports."""
    said: list[str] = []
    for cited in item.cited:
        if cited.report_id not in material.reports:
            said.append(f"{cited.source} is not in the library as it was.")
        elif material.report(cited.report_id).text[cited.start : cited.end] != cited.quote:
            said.append(f"A quote no longer stands at its place in {cited.source}.")
    return tuple(dict.fromkeys(said))


def decided_item(now: Reviewed, decision: Decision, changes: Changes | None, check: Check) -> Item | None:
    """Return the item to keep with a decision; None where none is kept (rejected, taken back).

    Raises UsageError for changes without an edit or the other way round, and, with the reasons, for an item that
    cannot be issued.
    """
    if (decision is Decision.EDITED) != bool(changes):
        raise UsageError(
            "Changes belong to an edited question, and an edited question needs changes.",
            hint="Give both, or accept or reject it without changes.",
        )
    if decision not in _KEPT:
        return None
    item = edited(now.item, changes) if changes else now.item
    reasons = (*(strangers(now.item, item) if changes else ()), *check(item))
    if reasons:
        raise UsageError(f"The question cannot be used: {' '.join(reasons)}", hint="Mend that, or reject it.")
    return item


def usable(reviewed: Reviewed, *, only_accepted: bool = False) -> bool:
    """Return whether an item may be asked: it is not rejected nor to be looked at again and, if so set, reviewed."""
    decided = reviewed.decision in _KEPT or (reviewed.decision is Decision.UNSEEN and not only_accepted)
    return decided and not reviewed.reasons


def none_usable(filters: ItemFilters, *, only_accepted: bool) -> UsageError:
    """Return the error that says why no item can be asked; `only_accepted`: because none was accepted yet."""
    if Decision.REJECTED in filters.decision:
        return UsageError("Rejected questions are used nowhere.", hint="Accept one first, or ask for others.")
    if only_accepted:
        return UsageError(
            "No question was accepted yet, and the settings ask for accepted ones only.",
            hint="Review some, or set only_accepted in [train] to false.",
        )
    return UsageError("No question matches.", hint="Ask for fewer restrictions.")
