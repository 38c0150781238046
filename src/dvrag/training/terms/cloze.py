"""Gaps to fill: a sentence of a report that stands alone, with one word of this work taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dvrag.model.documents import Family, Report
from dvrag.model.learning.items import Item, ItemKind
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised
from dvrag.text.stems import stems
from dvrag.training.desk import desk_of
from dvrag.training.items.build import About, Asking, choice, drawn_key, says
from dvrag.training.likeness import shared
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.making import is_undertaken
from dvrag.training.terms.alone import Alone, alone, quoted
from dvrag.training.terms.catalogue import groups
from dvrag.training.terms.definitions import says_of
from dvrag.training.terms.gaps import Gap, gaps

PATTERN = "cloze"
OF_ONE_TERM = 2
"""Gaps of one family of terms in one report, at most."""
OF_ONE_REPORT = 16
"""Gaps in one report, at most."""
FEW = 4
"""Gaps of a report up to which dull ones are taken, and sentences that another report has too."""
NEAR = 2
"""Wrong answers that the report speaks of too, from which a gap is harder."""
ALIKE = 0.75
"""Share of stems from which two sentences say the same."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A sentence with its gap; of equals, the one with the lower `key` is taken first."""

    sentence: Alone
    gap: Gap
    key: str


@dataclass(slots=True)
class _Taken:
    """What was taken from all reports so far: how often each family of terms, and which sentences with it."""

    often: Counter[str] = field(default_factory=Counter)
    said: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def has(self, drawn: _Drawn, *, any_gap: bool) -> bool:
        """Return whether nearly the same sentence was taken, with a gap for the same family or with any gap."""
        own, family = frozenset(stems(drawn.sentence.text)), drawn.gap.term.family
        return any(shared(own, other) >= ALIKE for gap, other in self.said if any_gap or gap == family)

    def add(self, drawn: _Drawn) -> None:
        """Note a gap."""
        self.often[drawn.gap.term.family] += 1
        self.said.append((drawn.gap.term.family, frozenset(stems(drawn.sentence.text))))


def cloze(material: Material) -> Iterator[Item]:
    """Yield gaps to fill, at most a few of each report and none that two reports share, in the order of the text."""
    names, taken = desk_of(material).names, _Taken()
    for identity in sorted(material.reports, key=lambda each: _rank(material.reports[each])):
        report, summary = material.report(identity), material.reports[identity]
        chosen = sorted(_chosen(report, taken), key=lambda drawn: drawn.sentence.start)
        headings = [" > ".join(report.sections[drawn.sentence.block.section].path) for drawn in chosen]
        themes = material.themes_of([drawn.sentence.text for drawn in chosen], headings) if chosen else []
        for drawn, named in zip(chosen, themes, strict=True):
            own = tuple(theme.name for theme in material.themes if theme.name == drawn.gap.term.theme)
            yield _item(drawn, named or own, names[identity], (report, summary))


def _rank(summary: ReportSummary) -> tuple[bool, str]:
    """Return where a report comes: summaries and plans, which repeat a review, after the others."""
    repeats = summary.family in {Family.DHR_SUMMARY, Family.ACTION_PLAN, Family.LIBRARY_SUMMARY}
    return (repeats, summary.source)


def _chosen(report: Report, taken: _Taken) -> list[_Drawn]:
    """Return the gaps of a report: one a sentence, few of a family, those asked least so far before others.

    A sentence that another report has too comes with another gap, where the report has little of its own.
    """
    left = [
        _Drawn(sentence, gap, drawn_key(report.id, str(sentence.start), gap.right))
        for sentence in alone(report)
        if says_of(sentence.text) is None and not is_undertaken(sentence.text)
        for gap in gaps(sentence.text, _near(report, sentence), f"{report.id}{sentence.start}")
    ]
    chosen = list[_Drawn]()
    for any_gap, dull in ((True, False), (False, False), (False, True)):
        if len(chosen) < FEW or any_gap:
            fresh = [each for each in left if _is_dull(each) is dull and not taken.has(each, any_gap=any_gap)]
            _take(fresh, chosen, taken, FEW if not any_gap else OF_ONE_REPORT)
    return chosen


def _take(left: list[_Drawn], chosen: list[_Drawn], taken: _Taken, most: int) -> None:
    """Move gaps to the chosen ones until there are `most`, one a sentence and few of a family."""
    while left and len(chosen) < most:
        often = Counter(each.gap.term.family for each in chosen)
        drawn = min(left, key=lambda each: (often[each.gap.term.family], _worn(each, taken), each.key))
        left.remove(drawn)
        spoken = any(each.sentence.start == drawn.sentence.start for each in chosen)
        if often[drawn.gap.term.family] < OF_ONE_TERM and not spoken and not taken.has(drawn, any_gap=False):
            taken.add(drawn)
            chosen.append(drawn)


def _worn(drawn: _Drawn, taken: _Taken) -> int:
    return taken.often[drawn.gap.term.family]


def _is_dull(drawn: _Drawn) -> bool:
    return groups()[drawn.gap.term.group].dull


def _near(report: Report, sentence: Alone) -> str:
    """Return the text around a sentence: its paragraph and the headings above it."""
    path = report.sections[sentence.block.section].path
    return " ".join((*path, report.text[sentence.block.start : sentence.block.end]))


def _item(drawn: _Drawn, themes: tuple[str, ...], name: str, source: tuple[Report, ReportSummary]) -> Item:
    report, summary = source
    sentence, gap = drawn.sentence, drawn.gap
    said = says(summary.family)
    shown = " ".join(quoted(gap.stem(sentence.text)).split())
    right = " ".join(gap.right.split())
    asking = Asking(
        stem=f"{capitalised(name)} {said}: “{shown}”",
        right=right,
        wrong=gap.wrong,
        near=sum(option.split(" ", 1)[-1].lower() in report.text.lower() for option in gap.wrong) >= NEAR,
        rationale=f"The words in the gap are “{right}”: so {name} {said}.",
    )
    cited = cited_at(report, summary, (sentence.start, sentence.end))
    return choice(About(PATTERN, themes, (), gap.term.name), asking, cited, ItemKind.CLOZE)
