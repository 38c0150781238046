"""The facade for asking: one object over one library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dvrag.answer.decline import decline
from dvrag.errors import UsageError
from dvrag.model.answers import Answer
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, ReportSummary, SearchResult
from dvrag.ports import Finder

MAX_QUESTION = 2000
"""Characters of a question or query; longer ones are refused, not cut."""


class LibraryView(Protocol):
    """What an assistant reads of a library."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report, in order of title."""
        ...

    def find(self, reference: str) -> ReportSummary:
        """Return the report with that id, id prefix or file name. Raises NotFoundError."""
        ...

    def report(self, identity: ReportId) -> Report:
        """Return a report in full."""
        ...


class Assistant:
    """Searches and asks. Made by `dvrag.open`; safe to share between threads."""

    def __init__(
        self,
        library: LibraryView,
        finder: Finder,
        answer: Callable[[str, Filters | None], Answer],
        notices: Callable[[], tuple[str, ...]],
    ) -> None:
        self._library = library
        self._finder = finder
        self._answer = answer
        self._notices = notices

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k passages, best first. Raises UsageError for an empty or overlong query or k < 1."""
        if k < 1:
            raise UsageError(f"The number of hits must be at least 1, not {k}.")
        return self._finder.search(_checked(query, "query"), k, filters)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Return an answer of quoted sentences with citations, or why there is none.

        Raises UsageError for an empty or overlong question; a person at risk is sent to help, however long it is.
        """
        return decline(question) or self._answer(_checked(question, "question"), filters)

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is in the library."""
        return self._library.reports()

    def report(self, name: str) -> Report:
        """Return one report by id, id prefix or file name. Raises NotFoundError."""
        return self._library.report(self._library.find(name).id)

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain sentences about what is out of order and how it was handled (an index that was rebuilt, say)."""
        return self._notices()


def _checked(text: str, what: str) -> str:
    cleaned = " ".join(text.split())
    if not any(c.isalnum() for c in cleaned):
        raise UsageError(f"The {what} is empty.", hint="Type a few words, for example: Was a DASH completed?")
    if len(cleaned) > MAX_QUESTION:
        raise UsageError(f"The {what} is longer than {MAX_QUESTION} characters.", hint="Ask a shorter one.")
    return cleaned
