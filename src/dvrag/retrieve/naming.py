"""Which reports a query names: by area, force, partnership, title, family or year."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS, words

_SHORTEST = 3
"""Letters of a word that can be a name."""


class ReportNames:
    """The words that name each report of a library, weighted by how few reports they name.

    A proper name ("Brackenford", "Ilona") must be among them before any counts: titles also hold everyday words, which
    name nothing by themselves. A word is a proper name if passages of the library never write it in small letters.
    """

    def __init__(self, reports: Iterable[ReportSummary], texts: Callable[[str], list[str]]) -> None:
        """`texts` returns a few passages that hold a word."""
        self._texts = texts
        self._reports: dict[str, set[ReportId]] = defaultdict(set)
        self._proper: dict[str, bool] = {}
        listed = tuple(reports)
        for report in listed:
            for name in _name_stems(report):
                self._reports[name].add(report.id)
        self._weights = {name: math.log(len(listed) / len(named)) for name, named in self._reports.items()}

    def named(self, query: str) -> dict[ReportId, float]:
        """Return the reports that the query names, each with its share in (0, 1] of the weight of the naming words.

        A word's weight is log(reports / reports that it names): a word that names every report counts nothing.
        """
        asked = {stem(w): w for w in words(query) if self._weights.get(stem(w), 0.0) > 0.0}
        proper = [name for name, word in asked.items() if self._is_proper(word)]
        eligible = set[ReportId]().union(*(self._reports[name] for name in proper))
        total = sum(self._weights[name] for name in asked)
        shares = dict.fromkeys(sorted(eligible), 0.0)
        for name in asked:
            for report in self._reports[name] & eligible:
                shares[report] += self._weights[name] / total
        return shares

    def _is_proper(self, word: str) -> bool:
        if word not in self._proper:
            small = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
            name = len(word) >= _SHORTEST and not word[0].isdigit()
            self._proper[word] = name and not any(small.search(text) for text in self._texts(word))
        return self._proper[word]


def _name_stems(report: ReportSummary) -> frozenset[str]:
    facts = report.facts
    stated = (facts.title, facts.area, facts.force, facts.partnership)
    texts = [fact.value for fact in stated if fact.value]
    texts += [(facts.published.value or "")[:4], (facts.year_of_death.value or "")[:4]]
    texts += [report.family.value.replace("_", " ")]
    return frozenset(stem(word) for text in texts for word in words(text) if word not in STOP_WORDS)
