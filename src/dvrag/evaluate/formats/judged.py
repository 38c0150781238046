"""Queries with judged documents, whatever layout they were read from; documents matched with a library's reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

from dvrag.errors import MismatchError, UnreadableError, UsageError
from dvrag.evaluate.formats.lines import wrong
from dvrag.model.results import ReportSummary

MANY = (".jsonl", ".ndjson")
"""Endings of files that hold a document a line; the report of one is named `file#id`."""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A test set. `queries` are those with judgments; `qrels` maps query id → document id → grade above 0."""

    name: str
    split: str
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]

    @property
    def documents(self) -> frozenset[str]:
        """The ids of all documents that are judged relevant for a query."""
        return frozenset(document for judged in self.qrels.values() for document in judged)


class Judgments:
    """Collects the lines of a qrels file. A judgment may be repeated, but not with another grade."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._grades: dict[tuple[str, str], int] = {}

    def add(self, number: int, query: str, document: str, grade: int) -> None:
        """Take the judgment of a line. Raises UnreadableError where it contradicts one before."""
        known = self._grades.setdefault((query, document), grade)
        if known != grade:
            message = f"{document!r} is judged {grade} for the query {query!r}, and {known} before."
            raise wrong(self._path, number, message, hint="Keep one of the two lines.")

    def relevant(self) -> dict[str, dict[str, int]]:
        """Return query → document → grade, for grades above 0. Raises UsageError where there are none."""
        found: dict[str, dict[str, int]] = {}
        for (query, document), grade in self._grades.items():
            if grade > 0:
                found.setdefault(query, {})[document] = grade
        if not found:
            raise UsageError(f"{self._path} judges no query.", hint="It needs a line with a grade above 0.")
        return found


def texts_of_judged(texts: Mapping[str, str], qrels: Iterable[str], queries: Path, judgments: Path) -> dict[str, str]:
    """Return the judged queries with their texts, in the order of the judgments.

    A topic number counts without its leading zeros too, as in TREC 2 ("051" in the topics, "51" in the judgments).
    Raises UnreadableError for a judged query that is not there or empty.
    """
    known = {query.lstrip("0"): text for query, text in texts.items() if query.isdigit()} | dict(texts)
    judged = list(qrels)
    lacking = next((query for query in judged if query not in known), None)
    if lacking is not None:
        raise UnreadableError(
            f"{queries} lacks the query {lacking!r} that {judgments} judges.", hint="Do both belong to one test set?"
        )
    empty = next((query for query in judged if not any(c.isalnum() for c in known[query])), None)
    if empty is not None:
        raise UnreadableError(f"{queries}: the query {empty!r} has no text.")
    return {query: known[query] for query in judged}


class ReportNames:
    """Finds reports by what test sets call documents.

    That is the file name, with or without its ending; for a document of a JSONL file `file#id`, or the id alone. White
    space may be written as in `trec_word`. A name as written goes before one in another case.
    """

    def __init__(self, reports: Iterable[ReportSummary]) -> None:
        self._levels: tuple[dict[str, list[ReportSummary]], ...] = (defaultdict(list), defaultdict(list), {})
        whole, short, folded = self._levels
        for report in reports:
            brief = short_name(report.source)
            for names, name in ((whole, report.source), (short, brief)):
                for writing in {name, trec_word(name)}:
                    names[writing].append(report)
        for names in (whole, short):
            for name, found in names.items():
                folded.setdefault(name.casefold(), []).extend(found)

    def find(self, name: str) -> tuple[ReportSummary, ...]:
        """Return the reports that a name fits; none where it fits none."""
        for names, key in zip(self._levels, (name, name, name.casefold()), strict=True):
            if key in names:
                return tuple({report.id: report for report in names[key]}.values())
        return ()


def documents_of(judged: Iterable[str], reports: Sequence[ReportSummary]) -> dict[str, str]:
    """Return, for the file name of each report, the id that its document has in the judgments, if any, else its own.

    Reports of one file name are one document. Raises UsageError where a judged id fits several file names or a report
    several ids, MismatchError where no judged document is there.
    """
    names = ReportNames(reports)
    found: dict[str, str] = {}
    for document in judged:
        sources = sorted({report.source for report in names.find(document)})
        if len(sources) > 1:
            raise UsageError(
                f"The judged document {document!r} fits {sources[0]} and {sources[1]}.", hint="Write its ending."
            )
        for source in sources:
            if source in found:
                raise UsageError(f"The judged documents {found[source]!r} and {document!r} are both {source}.")
            found[source] = document
    if not found:
        raise MismatchError(
            "The library holds none of the judged documents.",
            hint="A document's id is its file name, with or without the ending.",
        )
    return {report.source: found.get(report.source, _own_id(report.source)) for report in reports}


def short_name(source: str) -> str:
    """Return a report's file name without its ending; the id of a document of a JSONL file."""
    file, mark, identity = source.partition("#")
    if mark and identity and file.lower().endswith(MANY):
        return identity
    return PurePath(source).stem


def trec_word(name: str) -> str:
    """Return a name as it stands in a TREC file, whose columns are parted by white space ("a b" → "a%20b")."""
    return re.sub(r"\s", lambda found: quote(found[0]), name)


def _own_id(source: str) -> str:
    return short_name(source) if source.partition("#")[0].lower().endswith(MANY) else source
