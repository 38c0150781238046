"""True or false: whether a review asked an agency for something, or another agency."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.model.actions import Entry
from dvrag.model.learning.items import Item
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.addressees import Addressees, in_sentence, label
from dvrag.training.items.build import Asking, about_entry, drawn_key, true_false
from dvrag.training.items.told_to import MOST
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import points
from dvrag.training.prose.cut import asked, said, shortened
from dvrag.training.terms.alone import quoted


def asked_agency(material: Material) -> Iterator[Item]:
    """Yield statements about who was asked for what, from the copies of recommendations in a review's other documents.

    The originals give other questions; half of the statements name another agency and are false.
    """
    desk = desk_of(material)
    known = Addressees(desk)
    for entry in material.entries:
        if entry.copy_of is not None and label(entry):
            item = _item(entry, desk, known)
            if item is not None:
                yield item


def _item(entry: Entry, desk: Desk, known: Addressees) -> Item | None:
    worded, name, right = _worded(entry), desk.names[entry.report.id], label(entry)
    if worded is None or points(worded[0]):
        return None
    text, start, end = worded
    others = known.others(entry, text, most=1)
    true = int(drawn_key(entry.finding.id)[0], 16) % 2 == 0
    if not others and not true:
        return None
    who = in_sentence(right if true else others[0])
    why = f"{capitalised(name)} addresses this to {in_sentence(right)}"
    asking = Asking(
        stem=text.format(name=name, Name=capitalised(name), who=who),
        right="True" if true else "False",
        wrong=(),
        rationale=f"{why}." if true else f"{why}, not to {who}.",
    )
    cited = cited_at(desk.material.report(entry.report.id), entry.report, (start, end))
    return true_false(about_entry("asked_agency", entry), asking, cited)


def _worded(entry: Entry) -> tuple[str, int, int] | None:
    """Return the stem with room for the name of the report and the agency, and the span it is taken from."""
    worded = asked(entry)
    what = shortened(worded.what, MOST - 60) if worded else ""
    if worded and what:
        return f"According to {{name}}, {{who}} should {_kept(what)}.", worded.start, worded.end
    text, start, end = said(entry, MOST - 60)
    if worded or not text:
        return None
    return f"{{Name}} addresses this recommendation to {{who}}: “{_kept(quoted(text))}”", start, end


def _kept(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
