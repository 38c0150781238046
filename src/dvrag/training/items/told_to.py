"""Who was told to do something: a recommendation without its addressee, which is one of several agencies."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind
from dvrag.model.learning.items import Item
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.addressees import Addressees, in_sentence, is_spoken_of, label
from dvrag.training.items.build import Asking, about_entry, choice
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import points
from dvrag.training.prose.cut import Asked, asked, said, shortened
from dvrag.training.terms.alone import quoted

MOST = 300
"""Characters of the words of a recommendation in a stem, at most."""
_FEWEST = 2
"""Wrong answers, at least."""

_MADE = {
    FindingKind.RECOMMENDATION: "made this recommendation",
    FindingKind.AREA_FOR_IMPROVEMENT: "named this area for improvement",
}


def told_to(material: Material) -> Iterator[Item]:
    """Yield, for each recommendation to one agency, the question who was told."""
    desk = desk_of(material)
    known = Addressees(desk)
    for entry in material.entries:
        if entry.finding.kind in _MADE and entry.copy_of is None and label(entry):
            item = _item(entry, desk, known)
            if item is not None:
                yield item


def _item(entry: Entry, desk: Desk, known: Addressees) -> Item | None:
    right, name, report = label(entry), desk.names[entry.report.id], desk.material.report(entry.report.id)
    worded = _stem(entry, name)
    if worded is None or desk.is_only_addressee(entry) or right.casefold() in name.casefold():
        return None
    stem, shown, start, end = worded
    wrong = known.others(entry, shown)
    if is_spoken_of(right, shown) or len(wrong) < _FEWEST:
        return None
    asking = Asking(stem, right, wrong, f"{capitalised(name)} addressed this to {in_sentence(right)}.", near=True)
    return choice(about_entry("told_to", entry), asking, cited_at(report, entry.report, (start, end)))


def _stem(entry: Entry, name: str) -> tuple[str, str, int, int] | None:
    """Return the stem, the words of the recommendation in it, and their span."""
    worded: Asked | None = asked(entry)
    what = shortened(worded.what, MOST) if worded else ""
    if points(what):
        return None
    if worded and what:
        return f"According to {name}, who should {what}?", what, worded.start, worded.end
    text, start, end = said(entry, MOST)
    if worded or not text or points(text):
        return None
    return f"{capitalised(name)} {_MADE[entry.finding.kind]}: “{quoted(text)}” Who was to act on it?", text, start, end
