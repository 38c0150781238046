"""The facade for the register: findings, themes, repeats, corrections and actions of one library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from dvrag.errors import LockedError, UsageError
from dvrag.lessons.actions.change import checked_value
from dvrag.lessons.actions.columns import values_of
from dvrag.lessons.actions.exchange import ImportPlan, plan_import
from dvrag.lessons.actions.table import read_actions
from dvrag.lessons.correct import checked_correction, value_of
from dvrag.lessons.register import Register, entries_of
from dvrag.lessons.repeats.copies import copies
from dvrag.lessons.repeats.groups import RepeatGroup, repeats
from dvrag.lessons.themes.assign import Sorter
from dvrag.lessons.themes.catalogue import catalogue, own_theme
from dvrag.model.actions import ACTION_FIELDS, Edit, Entry
from dvrag.model.findings import Theme, ThemeMark
from dvrag.model.ids import FindingId, ReportId
from dvrag.ports import Clock, Embedder, Vectors
from dvrag.store.library import Library
from dvrag.store.register import read, write
from dvrag.store.register.read import Unplaced
from dvrag.store.register.themed import replace_passage_theme
from dvrag.store.register.write import NewEdit
from dvrag.text.characters import without_controls
from dvrag.text.plain.persons import signed


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would do or did: its plan, and the number of edits that were made (0 for a trial)."""

    plan: ImportPlan
    made: int


class Registrar:
    """Reads and changes the register of the library in `root`. Safe to share between threads."""

    def __init__(self, root: Path, library: Library, embedder: Embedder, clock: Clock) -> None:
        self._root = root
        self._library = library
        self._embedder = embedder
        self._clock = clock
        self._lock = Lock()
        self._cached: tuple[int, Register] | None = None
        self._vectors: tuple[int, dict[FindingId, Vectors]] | None = None
        self._repeats: tuple[int, tuple[RepeatGroup, ...]] | None = None

    def register(self) -> Register:
        """Return the register as the library has it now. Raises DamagedError."""
        with self._lock:
            tx = self._library.transaction()
            if self._cached is None or self._cached[0] != tx:
                self._cached = (tx, self._read(tx))
            return self._cached[1]

    def today(self) -> date:
        """Return the date by the registrar's clock."""
        return self._clock.now().date()

    def unplaced(self) -> tuple[Unplaced, ...]:
        """Return the changes of people whose finding is no longer in any report."""
        return self._library.query(read.unplaced)

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes: those of dvrag, then those that users added."""
        return (*catalogue(), *self._library.query(read.own_themes))

    def repeats(self) -> tuple[RepeatGroup, ...]:
        """Return the lessons that come again in other reviews, the most often repeated first."""
        register = self.register()
        with self._lock:
            tx = self._library.transaction()
            if self._repeats is None or self._repeats[0] != tx:
                found = repeats(register.kept, self._vectors_at(tx), encode=self._embedder.encode)
                self._repeats = (tx, found)
            return self._repeats[1]

    def correct(self, reference: str, changes: Mapping[str, str], who: str, note: str = "") -> Entry:
        """Record a person's corrections (field → value; `kept` "no" takes a finding out, "" brings it back).

        Returns the entry as it is then. Raises NotFoundError, UsageError, LockedError while another process writes.
        """
        name, themes = signed(who), [theme.name for theme in self.themes()]
        entry = self.register().find(reference)
        checked = {f: checked_correction(f, value, entry.finding, themes) for f, value in changes.items()}
        flags = {"checked": "yes" if entry.checked else "", "kept": "" if entry.kept else "no"}
        now = {field: flags.get(field, value_of(entry.finding, field)) for field in checked}
        self._record(entry, now, checked, name, note)
        return self.register().find(entry.finding.id)

    def act(
        self, reference: str, changes: Mapping[str, str], who: str, note: str = "", seen: int | None = None
    ) -> Entry:
        """Record changes of a recommendation's action (owner, due, status, evidence); return the entry as it is then.

        `seen` is the `Action.version` that the person had before their eyes; where somebody changed it since, nothing
        is written. Raises NotFoundError, UsageError, LockedError.
        """
        name = signed(who)
        entry = self.register().find(reference)
        if entry.finding.kind.value != "recommendation":
            raise UsageError(
                "Only a recommendation has an action.", hint="See `dvrag lessons list --filter kind=recommendation`."
            )
        unknown = [field for field in changes if field not in ACTION_FIELDS]
        if unknown:
            raise UsageError(f"An action has no field {unknown[0]!r}.", hint=f"Known: {', '.join(ACTION_FIELDS)}.")
        checked = {field: checked_value(field, value) for field, value in changes.items()}
        if seen is not None and entry.action.version > seen:
            last = [edit for edit in self.register().edits[entry.finding.id] if edit.field in ACTION_FIELDS][-1]
            raise UsageError(
                f"{last.who} changed it meanwhile ({last.field}: {last.after or 'empty'}). Nothing was written.",
                hint="Look at it again, then repeat your change.",
            )
        self._record(entry, values_of(entry), checked, name, note)
        return self.register().find(entry.finding.id)

    def history(self, reference: str) -> tuple[Edit, ...]:
        """Return what people changed about a finding, oldest first. Raises NotFoundError, UsageError."""
        entry = self.register().find(reference)
        return self.register().edits.get(entry.finding.id, ())

    def import_actions(self, path: Path, who: str, *, trial: bool = False) -> Imported:
        """Bring in the actions of an exported and edited CSV or XLSX file; conflicts are returned, never overwritten.

        `trial` changes nothing. Raises UsageError for a file that cannot be read as one, LockedError.
        """
        name = signed(who)
        register = self.register()
        plan = plan_import(read_actions(path), register.entries, register.edits)
        if trial or not plan.changes:
            return Imported(plan, 0)
        at = self._now()
        new = [
            NewEdit(e.finding, e.report.source, field, values_of(e)[field], value, name, at, f"import of {path.name}")
            for e, field, value in ((register.find(c.finding_id), c.field, c.value) for c in plan.changes)
        ]
        self._write(new)
        return Imported(plan, len(new))

    def add_theme(self, name: str, label: str, examples: Sequence[str], terms: Sequence[str], who: str) -> Theme:
        """Add a user's theme, or replace one of that name; sort findings and passages anew. Raises UsageError."""
        theme = own_theme(name, label, examples, terms)
        with Library.open(self._root) as library, library.writing() as (connection, _):
            write.put_theme(connection, theme, signed(who), self._now())
            sorter = Sorter((*catalogue(), *read.own_themes(connection)), self._embedder)
            write.put_themes(connection, self._sorted(sorter))
            replace_passage_theme(connection, theme.name, self._speaking(sorter, theme.name))
        return theme

    def drop_theme(self, name: str) -> None:
        """Take a user's theme away again. Raises UsageError where no user's theme has that name."""
        with Library.open(self._root) as library, library.writing() as (connection, _):
            if not write.drop_theme(connection, name):
                raise UsageError(f"No theme of your own is called {name!r}.", hint="See `dvrag lessons themes`.")
            sorter = Sorter((*catalogue(), *read.own_themes(connection)), self._embedder)
            write.put_themes(connection, self._sorted(sorter))
            replace_passage_theme(connection, name, {})

    def _speaking(self, sorter: Sorter, theme: str) -> dict[ReportId, list[int]]:
        """Return the rows of the passages that speak of a theme, by report."""
        found: dict[ReportId, list[int]] = defaultdict(list)
        for rows, vectors in self._library.vector_blocks():
            passages = self._library.passages(rows.tolist())
            texts, headings = zip(*((p.text, p.section) for p in passages.values()), strict=True)
            for (row, passage), names in zip(passages.items(), sorter.themes_of(texts, vectors, headings), strict=True):
                if theme in names:
                    found[passage.report_id].append(row)
        return found

    def _sorted(self, sorter: Sorter) -> dict[FindingId, tuple[ThemeMark, ...]]:
        findings = self._library.query(read.findings)
        _, vectors = self._library.query(read.vectors)
        if not findings:
            return {}
        marks = sorter.sort([f.text for f in findings], vectors, [f.section for f in findings])
        return {finding.id: found for finding, found in zip(findings, marks, strict=True)}

    def _read(self, tx: int) -> Register:
        query = self._library.query
        entries, edits = entries_of(query(read.findings), self._library.reports(), query(read.edits))
        originals = copies(entries, self._vectors_at(tx))
        marked = tuple(replace(e, copy_of=originals.get(e.finding.id)) for e in entries)
        names = {summary.id: summary.source for summary in self._library.reports()}
        problems = {names[report]: problem for report, problem in query(read.problems).items()}
        return Register(marked, edits, problems, query(read.not_registered))

    def _vectors_at(self, tx: int) -> dict[FindingId, Vectors]:
        if self._vectors is None or self._vectors[0] != tx:
            ids, vectors = self._library.query(read.vectors)
            self._vectors = (tx, dict(zip(ids, vectors, strict=True)))
        return self._vectors[1]

    def _record(self, entry: Entry, now: Mapping[str, str], wanted: Mapping[str, str], who: str, note: str) -> None:
        at = self._now()
        said = without_controls(note).strip()
        self._write(
            [
                NewEdit(entry.finding, entry.report.source, field, now[field], value, who, at, said)
                for field, value in wanted.items()
                if value != now[field]
            ]
        )

    def _write(self, new: Sequence[NewEdit]) -> None:
        if not new:
            return
        try:
            library = Library.open(self._root)
        except LockedError as error:
            raise LockedError(
                f"{error.message} Nothing was written.", hint="Wait for it to finish, then try again."
            ) from error
        with library:
            if self._cached is None or library.transaction() != self._cached[0]:
                raise LockedError("The library was changed meanwhile. Nothing was written.", hint="Try again.")
            with library.writing() as (connection, _):
                write.put_edits(connection, new)

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")
