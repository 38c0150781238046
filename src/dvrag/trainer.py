"""The facade for training: items and their review, quizzes, practice, progress, briefings and files of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from threading import Lock, RLock

from dvrag.config.settings import TrainSettings
from dvrag.errors import LockedError, SettingsError, UsageError
from dvrag.exports.formats import Format, written
from dvrag.model.findings import Theme
from dvrag.model.learning.briefing import Briefing, BriefingRequest
from dvrag.model.learning.items import Decision, Item, ItemFilters, ItemId, Quiz, Reviewed
from dvrag.model.learning.learners import (
    Given,
    Learner,
    LearnerId,
    Marked,
    Progress,
    Session,
    TeamView,
)
from dvrag.model.results import ReportSummary
from dvrag.ports import Clock
from dvrag.store.library import Library
from dvrag.store.register.kept import Patience, opened_for_writing
from dvrag.store.training import decisions, learners
from dvrag.store.training.decisions import Decided
from dvrag.text.characters import without_controls
from dvrag.text.plain.persons import named, signed
from dvrag.training.packages import PackageKind, packed
from dvrag.training.practice import progress, sitting
from dvrag.training.practice.answering import check_given
from dvrag.training.practice.schedule import Schedule, rated
from dvrag.training.quiz import drawn, matching
from dvrag.training.reviews import issued
from dvrag.training.reviews.edited import Changes
from dvrag.training.reviews.made import made_items
from dvrag.training.reviews.shelf import Shelf, found
from dvrag.training.sources import Sources

LONGEST_NOTE = 2000
"""Characters of a reviewer's note, at most."""
TURN_SECONDS = 10.0
"""How long an answer waits for those of others before it; each takes some hundredths of a second."""


class Trainer:
    """Makes training from the library in `root` and keeps what people do with it. Safe to share between threads."""

    def __init__(
        self,
        root: Path,
        sources: Sources,
        clock: Clock,
        settings: TrainSettings | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Raises SettingsError for settings out of range."""
        self._root = root
        self._sources = sources
        self._library = sources.library
        self._clock = clock
        self._settings = settings or TrainSettings()
        self._schedule = Schedule(self._settings.desired_retention)
        self._patience = patience or Patience()
        self._lock = RLock()
        self._turn = Lock()
        self._kept: Shelf | None = None
        if self._settings.team_at_least < 2:
            raise SettingsError(
                f"team_at_least in [train] is {self._settings.team_at_least}.", hint="Give 2 or more, so nobody shows."
            )
        if not sitting.SHORTEST <= self.minutes <= sitting.LONGEST:  # not-a-number too
            raise SettingsError(
                f"minutes in [train] is {self.minutes:g}.",
                hint=f"Give a number from {sitting.SHORTEST:.0f} to {sitting.LONGEST:.0f}.",
            )

    @property
    def minutes(self) -> float:
        """The length of a sitting where none is given, from the settings."""
        return self._settings.minutes

    def items(self, filters: ItemFilters = ItemFilters()) -> tuple[Reviewed, ...]:  # noqa: B008 - frozen
        """Return the items to review that match, each with its decision, and with reasons where it is not issued.

        Rejected ones are left out unless the filters ask for them. Raises DamagedError, NotFoundError.
        """
        return matching(self._reviewed(), filters, self.reports())

    def usable(self, filters: ItemFilters = ItemFilters(), *, needed: bool = False) -> tuple[Reviewed, ...]:  # noqa: B008
        """Return the items that match and may be asked: not rejected, not to be looked at again, reviewed if so set.

        Where one is `needed`, raises UsageError that says why there is none, also where rejected ones are asked for.
        """
        only, shelf = self._settings.only_accepted, self._shelf()
        asked = [each for each in shelf.reviewed(self._library) if issued.usable(each, only_accepted=only)]
        found = matching(asked, filters, shelf.material.reports.values())
        if needed and (not found or Decision.REJECTED in filters.decision):
            raise issued.none_usable(filters, only_accepted=only and not asked)
        return found

    def item(self, reference: str) -> Reviewed:
        """Return the item with that id, or 6 first digits or more of it, whatever was decided.

        Raises NotFoundError where there is none, UsageError where there are several.
        """
        return found(self._reviewed(), reference)

    def look_again(self) -> tuple[Reviewed, ...]:
        """Return accepted and edited items that are not issued any more, each with its reasons."""
        return tuple(each for each in self._reviewed() if each.reasons)

    def history(self, reference: str) -> tuple[Decided, ...]:
        """Return every decision about an item, oldest first. Raises as `item`."""
        identity = self.item(reference).item.id
        return self._library.query(lambda connection: decisions.history(connection, identity))

    def review(
        self, reference: str, decision: Decision, who: str, changes: Changes | None = None, note: str = ""
    ) -> Reviewed:
        """Record a reviewer's decision (`unseen` takes one back) and return the item as it is then.

        An item that is not made any more is listed no longer once it is rejected or its decision taken back.
        Raises as `item`; UsageError for changes that cannot be made and for an item that cannot be issued, with the
        reasons; LockedError while another process writes, or where the library was changed meanwhile.
        """
        name, said = signed(who), without_controls(note).strip()
        if len(said) > LONGEST_NOTE:
            raise UsageError(f"The note is longer than {LONGEST_NOTE} characters.", hint="Say it in fewer words.")
        now, shelf = self.item(reference), self._shelf()
        kept = issued.decided_item(now, decision, changes, shelf.check)
        first = now.item.cited[0]
        new = Decided(0, now.item.id, first.report_id, first.source, decision, kept, name, self._at(), said)
        with self._writing("The decision was not stored.") as library:
            if library.transaction() != shelf.tx:
                raise LockedError("The library was changed meanwhile. Nothing was written.", hint="Try again.")
            decisions.append(library, new)
        after = next((each for each in self._reviewed() if each.item.id == now.item.id), None)
        return after or issued.as_decided(now.item, new, shelf.check)

    def quiz(self, filters: ItemFilters, count: int = 10, seed: int = 0) -> Quiz:
        """Return a quiz; the same library, filters, count and seed give the same. Raises UsageError as `drawn`."""
        return drawn(self.usable(filters, needed=True), filters, count, seed, self._shelf().material)

    def learners(self) -> tuple[Learner, ...]:
        """Return every profile, oldest first."""
        return self._library.query(learners.learners)

    def add_learner(self, name: str = "") -> Learner:
        """Add a profile, with a name or without. Raises UsageError for a name that another one has, LockedError."""
        cleaned = named(name)
        with self._writing("The profile was not stored.") as library:
            return learners.add(library, cleaned, self._at())

    def rename_learner(self, learner: LearnerId, name: str) -> Learner:
        """Give a profile another name, "" for none. Raises as `add_learner`; NotFoundError."""
        cleaned = named(name)
        with self._writing("The name was not stored.") as library:
            return learners.rename(library, learner, cleaned)

    def remove_learner(self, learner: LearnerId) -> int:
        """Erase a profile with all its answers; return their number. Raises NotFoundError, LockedError."""
        with self._writing("Nothing was removed.") as library:
            return learners.remove(library, learner)

    def session(
        self, learner: LearnerId, filters: ItemFilters, minutes: float | None = None, seed: int | None = None
    ) -> Session:
        """Return a sitting for a learner: what is due again, then new items. None are in it where all are known.

        `minutes` and `seed` are those of the settings, and of the learner's last answer, where none are given.
        Raises NotFoundError for an unknown learner; UsageError for a time out of range and where no item matches.
        """
        known, material = self._known(learner), self._shelf().material
        fitting = self.usable(filters, needed=True)
        lot = learner * 1_000_003 + len(known.answers) if seed is None else seed
        wanted = self.minutes if minutes is None else minutes
        return sitting.sitting(
            known,
            fitting,
            wanted,
            self._clock.now(),
            lambda new, count: drawn(new, filters, count, lot, material).items,
        )

    def answer(
        self,
        learner: LearnerId,
        reference: str,
        given: tuple[int, ...],
        seconds: float | None = None,
    ) -> Marked:
        """Store a learner's answer and return how it went: a right one was good, a wrong one comes again.

        Raises as `item`; NotFoundError for an unknown learner; UsageError for what is no answer to the item and for an
        item that was taken out; LockedError while another process writes.
        """
        reviewed = self.item(reference)
        item = reviewed.item
        if not issued.usable(reviewed, only_accepted=self._settings.only_accepted):
            raise UsageError("The question was taken out meanwhile. Nothing was stored.", hint="Go on with the next.")
        check_given(item, given)
        right = item.is_right(given)
        how, at = rated(right), self._clock.now()
        taken = seconds if seconds is not None and isfinite(seconds) and seconds > 0 else None
        stored = Given(0, learner, item.id, item.kind, item.themes, right, how, self._at(), taken)
        with self._writing("The answer was not stored.") as library:
            card = library.query(lambda connection: learners.card(connection, learner, item.id))
            after = self._schedule.again(card, how, at) if card else self._schedule.first(learner, item.id, how, at)
            learners.answer(library, stored, after)
        return Marked(item, given, right, how, after.due)

    def progress(self, learner: LearnerId) -> Progress:
        """Return how a learner fares. Raises NotFoundError."""
        return progress.progress(self._known(learner), self._issued(), self.themes(), self._clock.now())

    def team(self) -> TeamView:
        """Return how all learners fare together; see `TeamView` for whom it shows."""
        members = [self._known(learner.id) for learner in self.learners()]
        return progress.team(members, self._issued(), self.themes(), self._clock.now(), self._settings.team_at_least)

    def briefing(self, request: BriefingRequest) -> Briefing:
        """Return a briefing. Raises UsageError where nothing is found for it."""
        from dvrag.training.briefing.make import briefing  # noqa: PLC0415 - only for briefings

        return briefing(self._shelf().material, request, self._sources.repeats())

    def quiz_file(self, quiz: Quiz, kind: PackageKind, title: str = "") -> bytes:
        """Return a quiz as a file. Raises as `packed`."""
        return packed(quiz, kind, title, self._clock.now())

    def briefing_file(self, briefing: Briefing, kind: str) -> bytes:
        """Return a briefing as a file: docx, pdf, md or pptx. Raises UsageError for another kind, MissingPartError."""
        if kind == "pptx":
            from dvrag.training.briefing.written.slides import briefing_slides  # noqa: PLC0415 - heavy

            return briefing_slides(briefing, self._clock.now())
        if kind not in set(Format):
            raise UsageError(f"A briefing cannot be written as {kind!r}.", hint="Known: docx, pdf, md, pptx.")
        from dvrag.training.briefing.written.document import briefing_document  # noqa: PLC0415 - only for briefings

        return written(briefing_document(briefing, self._clock.now()), Format(kind))

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes: those of dvrag, then those that users added."""
        return self._sources.themes()

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return the reports of the library as they are listed now."""
        return self._library.reports()

    def _shelf(self) -> Shelf:
        """Return the items of the library as it is now."""
        with self._lock:
            tx = self._library.transaction()
            if self._kept is None or self._kept.tx != tx:
                material = self._sources.material()
                self._kept = Shelf(tx, material, made_items(self._library, tx, material))
            return self._kept

    def _reviewed(self) -> tuple[Reviewed, ...]:
        with self._lock:
            return self._shelf().reviewed(self._library)

    def _issued(self) -> dict[ItemId, Item]:
        return {each.item.id: each.item for each in self.usable()}

    def _known(self, learner: LearnerId) -> sitting.Known:
        query = self._library.query
        return sitting.Known(
            learner=query(lambda connection: learners.learner(connection, learner)),
            answers=query(lambda connection: learners.answers(connection, learner)),
            cards=query(lambda connection: learners.cards(connection, learner)),
        )

    @contextmanager
    def _writing(self, lost: str) -> Iterator[Library]:
        """Lend the library, open for writing; learners of this process come one after another. Raises LockedError."""
        if not self._turn.acquire(timeout=TURN_SECONDS):
            raise LockedError(f"Too many people are writing at once. {lost}", hint="Send it again.")
        try:
            with opened_for_writing(self._root, lost, self._patience) as library:
                yield library
        finally:
            self._turn.release()

    def _at(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")
