"""Publishers of reports as sides: by their whole name, or by a word of it ("the Courier article")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import GENERIC, Name, NameKind, core, filed_under
from dvrag.model.documents import Authority
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary

_SAMPLE = 12
"""Passages looked at for whether a word is an ordinary one."""
_PRESS = r"articles?|stor(?:y|ies)|pieces?|newspapers?|paper|news|coverage"
_DOCUMENT = rf"(?:news\s+)?(?:{_PRESS}|reviews?|reports?|recommendations)"


def publisher_of(report: ReportSummary) -> str:
    """Return the own name of who published a report, in lower case; empty where it is not known."""
    return core((report.facts.publisher.value or "").partition(",")[0])


def publishers_in(text: str, corpus: Corpus) -> list[Name]:
    """Return the publishers that a question names, each with its reports: by the whole name, else by a word of it."""
    by_name = _by_name(corpus.reports())
    found: list[Name] = []
    for name in sorted(by_name, key=len, reverse=True):
        found += _named(text, rf"\b{re.escape(name)}\b", by_name[name], found)
    for word, about in _words(by_name, corpus.reports()):
        named = _named(text, rf"\b{re.escape(word)}\b(?=(?:['’]s)?\s+{_DOCUMENT}\b)", about, found)
        found += [name for name in named if text[name.start].isupper() or not _is_ordinary(word, corpus)]
    return found


def is_published(name: Name, reports: Sequence[ReportSummary]) -> bool:
    """Return whether a name is that of a publisher, with just its reports."""
    return any(name.about == about for about in _by_name(reports).values())


def of_press(name: Name, reports: Sequence[ReportSummary]) -> bool:
    """Return whether what a publisher published is in the news."""
    return all(r.authority in {Authority.NEWS, Authority.OPINION} for r in reports if r.id in name.about)


def _by_name(reports: Sequence[ReportSummary]) -> dict[str, frozenset[ReportId]]:
    filed = filed_under(tuple(reports))
    found: dict[str, set[ReportId]] = {}
    for report in reports:
        name = publisher_of(report)
        if len(name) > 3 and name not in filed:
            found.setdefault(name, set()).add(report.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _words(
    by_name: dict[str, frozenset[ReportId]], reports: Sequence[ReportSummary]
) -> Iterator[tuple[str, frozenset[ReportId]]]:
    """Yield the words that name one publisher only."""
    filed = " ".join(filed_under(tuple(reports))).split()
    split = {name: set(name.split()) for name in by_name}
    for name, own in split.items():
        others = set[str]().union(*(words for other, words in split.items() if other != name))
        for word in sorted(own - others - GENERIC - set(filed)):
            if len(word) > 3 and len(own) > 1:
                yield word, by_name[name]


def _is_ordinary(word: str, corpus: Corpus) -> bool:
    """Return whether reports write a word small."""
    written = re.compile(rf"\b{re.escape(word)}\b")
    return any(written.search(passage.text) for passage in corpus.sample([word], _SAMPLE))


def _named(text: str, pattern: str, about: frozenset[ReportId], taken: Sequence[Name]) -> list[Name]:
    found = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if not any(name.start < match.end() and match.start() < name.end for name in taken):
            shown = match[0].title() if match[0].islower() else match[0]
            found.append(Name(shown, *match.span(), NameKind.FILED, about, about))
    return found
