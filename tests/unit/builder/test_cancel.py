"""Cancelled from a thread, a build is as clean as after Ctrl-C: what ended is kept, nothing is left half done."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.config.settings import IngestSettings
from dvrag.errors import UnreadableError
from dvrag.ingest.pool import ParsePool
from dvrag.model.building import Outcome
from dvrag.model.raw import RawDocument
from dvrag.ports import Cancelled
from dvrag.store.library import Library
from dvrag.store.tables import FORMAT
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import SmallParser, small_parts


class Stopper(Listener):
    """A progress that is told to stop by a note, or from outside; then every call to it raises."""

    def __init__(self, at: str = "nothing") -> None:
        super().__init__()
        self.wanted = threading.Event()
        self._at = at

    def start(self, label: str, total: int) -> None:
        super().start(label, total)
        self.check()

    def advance(self, note: str = "") -> None:
        super().advance(note)
        if note.startswith(self._at):
            self.wanted.set()
        self.check()

    def check(self) -> None:
        if self.wanted.is_set():
            raise Cancelled


class Blocking:
    """Reads `slow.txt` until it is closed, as a worker process does that is ended."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.began = threading.Event()

    def parse(self, path: Path) -> Sequence[RawDocument]:
        if path.name == "slow.txt":
            self.began.set()
            self.closed.wait(30)
            raise UnreadableError("Reading was stopped.")
        return SmallParser().parse(path)

    def close(self) -> None:
        self.closed.set()


def in_a_thread(work: Callable[[], object]) -> tuple[threading.Thread, list[BaseException]]:
    """Run work in a thread, as the app does; what it raises is put into the list."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - Cancelled is none of Exception
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, raised


def sources(root: Path) -> list[str]:
    with Library.open(root, read_only=True) as library:
        assert library.verify() == ()
        return [summary.source for summary in library.reports()]


def test_what_ended_is_kept_and_told(folder: Path, root: Path) -> None:
    with pytest.raises(Cancelled) as stop:
        Builder(root, small_parts()).build([folder], Stopper("birch"))
    told = [(Path(result.path).name, result.outcome) for result in stop.value.results]
    assert told == [("alder.txt", Outcome.ADDED), ("birch.txt", Outcome.ADDED)]
    assert sources(root) == ["alder.txt", "birch.txt"]
    results = Builder(root, small_parts()).build([folder], Listener())
    assert [result.outcome.value for result in results] == ["unchanged", "unchanged", "added"]


def test_a_file_of_many_documents_is_taken_out_again(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text("\n".join(json.dumps({"_id": f"d{i}", "text": f"Document {i}"}) for i in range(400)))
    with pytest.raises(Cancelled) as stop:
        Builder(root, small_parts()).build([path], Stopper("d255"))
    assert stop.value.results == ()
    assert sources(root) == []
    assert list((root / "files").glob("*.jsonl")) == []
    (result,) = Builder(root, small_parts()).build([path], Listener())
    assert (result.outcome, result.passages) == (Outcome.ADDED, 400)


def test_a_file_that_takes_long_is_given_up_at_once_and_not_held_against_it(folder: Path, root: Path) -> None:
    (folder / "slow.txt").write_text("A long report")
    parser, watched = Blocking(), Stopper()
    builder = Builder(root, replace(small_parts(), parser=parser))
    thread, raised = in_a_thread(lambda: builder.build([folder], watched))
    assert parser.began.wait(10)
    began = time.monotonic()
    watched.wanted.set()
    thread.join(10)
    assert not thread.is_alive()
    assert time.monotonic() - began < 3
    assert [type(error) for error in raised] == [Cancelled]
    with Library.open(root, read_only=True) as library:
        assert all(attempt.outcome is not Outcome.FAILED for attempt in library.attempts())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("parse")]


@pytest.mark.slow
def test_worker_processes_end(folder: Path, root: Path) -> None:
    with ParsePool(IngestSettings(workers=2)) as pool:
        builder = Builder(root, replace(small_parts(), parser=pool))
        workers: list[int] = []

        def stop(note: str) -> None:
            workers.extend(worker._process.pid for worker in pool._parsers.running)
            raise Cancelled

        thread, raised = in_a_thread(lambda: builder.build([folder], Listener(stop)))
        thread.join(60)
        assert [type(error) for error in raised] == [Cancelled]
        assert workers
        for pid in workers:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)
    assert sources(root) == ["alder.txt"]


def test_the_lock_is_free_afterwards(folder: Path, root: Path) -> None:
    thread, raised = in_a_thread(lambda: Builder(root, small_parts()).build([folder], Stopper("alder")))
    thread.join(20)
    assert [type(error) for error in raised] == [Cancelled]
    with Library.open(root) as library:
        assert len(library.reports()) == 1


def test_findings_that_were_left_are_read_without_any_file(folder: Path, root: Path) -> None:
    (folder / "asked.txt").write_text("Review of asking\nRecommendation 1: ask everyone.")
    watched = Stopper("cedar.txt: added")
    with pytest.raises(Cancelled):
        Builder(root, small_parts()).build([folder], watched)
    with Library.open(root, read_only=True) as library:
        assert len(library.records().unread) == 4
    assert Builder(root, small_parts()).build([], Listener()) == ()
    with Library.open(root, read_only=True) as library:
        records = library.records()
        assert records.unread == frozenset()
        assert list(records.findings.values()) == [1]
        assert library.verify() == ()


def test_a_cancelled_rebuild_leaves_the_old_vectors(folder: Path, root: Path) -> None:
    Builder(root, small_parts()).build([folder], Listener())
    other = HashingEmbedder(16)
    with pytest.raises(Cancelled):
        Builder(root, small_parts(other)).rebuild(Stopper("birch"))
    with Library.open(root, read_only=True) as library:
        assert library.meta()["embedder"] == HashingEmbedder().fingerprint
        assert library.verify() == ()


def test_a_cancelled_rescue_is_finished_by_the_next_rebuild(folder: Path, root: Path) -> None:
    Builder(root, small_parts()).build([folder], Listener())
    (root / "library.sqlite").write_bytes(b"\xff" * 8192)
    with pytest.raises(Cancelled) as stop:
        Builder(root, small_parts()).rebuild(Stopper("birch"))
    assert Path(stop.value.results[-1].path).name == "birch.txt"
    Builder(root, small_parts()).rebuild(Listener())
    assert sources(root) == ["alder.txt", "birch.txt", "cedar.txt"]


def test_records_tell_how_files_ended(folder: Path, root: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    builder = Builder(root, small_parts())
    builder.build([folder], Listener())
    (folder / "birch.txt").write_text("Review of birch\nA newer text.")
    builder.build([folder], Listener())
    with Library.open(root, read_only=True) as library:
        records, (birch,) = library.records(), [r for r in library.reports() if r.source == "birch.txt"]
    assert [(Path(file.path).name, file.reason) for file in records.failed] == [("bad.txt", "It is not a text file.")]
    assert [file.outcome for file in records.files_of(birch.id)] == [Outcome.REPLACED]
    assert records.facts["format"] == str(FORMAT)
