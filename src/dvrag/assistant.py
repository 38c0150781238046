"""The facade for asking: one object over one library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from dvrag.answer.decline import decline
from dvrag.answer.write.events import Event, Responder, last, quoted_events
from dvrag.errors import MissingPartError, UsageError
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.answers import Answer
from dvrag.model.building import Records
from dvrag.model.documents import Report
from dvrag.model.findings import Theme
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.page_images import MarkedLine, PageImage
from dvrag.model.results import Filters, ReportSummary, SearchResult, ThemeCount
from dvrag.model.writing import WriterFacts
from dvrag.ports import ChatModel, Finder, PageImages

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

    def records(self) -> Records:
        """Return what is known of files, of the findings of reports, and of the library itself."""
        ...

    def own_themes(self) -> tuple[Theme, ...]:
        """Return the themes that users added, by name."""
        ...

    def theme_counts(self) -> Mapping[str, int]:
        """Return the number of passages that speak of each theme."""
        ...

    def themes_of(self, passages: Sequence[PassageId]) -> Mapping[PassageId, tuple[str, ...]]:
        """Return the names of the themes of each passage."""
        ...


class Assistant:
    """Searches and asks. Made by `dvrag.open`; safe to share between threads."""

    def __init__(
        self,
        library: LibraryView,
        finder: Finder,
        responder: Responder,
        notices: Callable[[], tuple[str, ...]],
        pages: PageImages | None = None,
    ) -> None:
        self._library = library
        self._finder = finder
        self._responder = responder
        self._notices = notices
        self._pages = pages

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k passages, best first. Raises UsageError for an empty or overlong query or k < 1."""
        if k < 1:
            raise UsageError(f"The number of hits must be at least 1, not {k}.")
        return self._finder.search(_checked(query, "query"), k, filters)

    def ask(self, question: str, filters: Filters | None = None, earlier: Sequence[Answer] = ()) -> Answer:
        """Return an answer of sentences with citations, or why there is none.

        `earlier` are the answers of the conversation so far, the last one last: a follow-up is understood by them.
        Raises UsageError for an empty or overlong question; a person at risk is sent to help, however long it is.
        """
        return last(self.stream(question, filters, earlier))

    def stream(self, question: str, filters: Filters | None = None, earlier: Sequence[Answer] = ()) -> Iterator[Event]:
        """Yield an answer as it comes about: Wrote and Settled by sentence, in order, and at last the Answer.

        A sentence is provisional until it is Settled; one that its citations do not carry is Settled as such and does
        not stand in the Answer. Closing the iterator cancels: the language model is asked for no more. Raises
        UsageError as `ask` does, at once.
        """
        declined = decline(question)
        if declined:
            return quoted_events(declined)
        return self._responder.stream(_checked(question, "question"), filters, earlier)

    @property
    def writer(self) -> WriterFacts | None:
        """The language model that writes the answers and where it runs; None where answers quote."""
        return self._responder.writer

    def written_by(self, model: ChatModel | str | None) -> Assistant:
        """Return an assistant over the same library whose answers another language model writes; None: that quotes.

        A name ("ollama:qwen3:8b") is read as the setting `writer` of [answer] is, with the other settings as they are.
        Raises SettingsError for a name that names no provider.
        """
        return Assistant(self._library, self._finder, self._responder.by(model), self._notices, self._pages)

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is in the library."""
        return self._library.reports()

    def report(self, name: str) -> Report:
        """Return one report by id, id prefix or file name. Raises NotFoundError."""
        return self._library.report(self._library.find(name).id)

    def records(self) -> Records:
        """Return what the library knows beside its reports: files, what is not in the register yet, its own facts."""
        return self._library.records()

    def themes(self) -> tuple[ThemeCount, ...]:
        """Return the themes that a search can be restricted to (`Filters.theme`): dvrag's, then those of users."""
        counts = self._library.theme_counts()
        listed = (*catalogue(), *self._library.own_themes())
        return tuple(ThemeCount(theme.name, theme.label, counts.get(theme.name, 0), theme.own) for theme in listed)

    def themes_of(self, passages: Sequence[PassageId]) -> Mapping[PassageId, tuple[str, ...]]:
        """Return the names of the themes that each passage speaks of, by name; a passage that is gone is left out."""
        return self._library.themes_of(passages)

    def page_image(self, report: ReportId, page: int, marks: Sequence[MarkedLine] = ()) -> PageImage:
        """Return a page of a PDF report as it looks, from 1, with those marks whose words are found on it.

        Raises InputError where the page cannot be drawn, MissingPartError where nothing can draw here, NotFoundError
        or DamagedError where the report or its file is gone.
        """
        if self._pages is None:
            raise MissingPartError("Pages cannot be drawn here.", hint="Read the text of the page instead.")
        return self._pages.image(report, page, marks)

    def prepare_pages(self) -> None:
        """Make ready what draws pages, so that the first one waits less; return at once."""
        if self._pages is not None:
            self._pages.prepare()

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
