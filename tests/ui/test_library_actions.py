"""The page Library: what can be done on it, while it runs, and how it ended."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dvrag.errors import DamagedError, LockedError
from dvrag.model.building import Damage, FileRecord, FileResult, Outcome, Records
from dvrag.model.ids import report_id
from dvrag.model.results import ReportSummary
from dvrag.ports import Progress
from dvrag.ui import session
from dvrag.ui.jobs import JOBS, Kind, Task
from dvrag.ui.library import acts
from ui.fake_library import FakeLibrary, sample_reports
from ui.page import PageUnderTest, Start
from ui.test_library_page import MARIAN, OVERVIEW, choose, failed

Given = dict[str, bytes]


@pytest.fixture(autouse=True)
def nothing_runs() -> Iterator[None]:
    """No action runs before a test or after it."""
    yield
    JOBS.cancel()
    assert JOBS.wait(20)
    JOBS.dismiss()


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the library that the page acts on."""
    monkeypatch.setenv("DVRAG_LIBRARY", str(tmp_path / "library"))
    return tmp_path / "library"


def fake_build(monkeypatch: pytest.MonkeyPatch, bad: str = "bad.pdf") -> Given:
    """Let adding read nothing: a file of the name `bad` fails, others are added. Returns what was there to read."""
    given: Given = {}

    def build(paths: Iterable[Path], library: Path, progress: Progress, notices: list[str]) -> tuple[FileResult, ...]:
        results = []
        found = list(paths)
        progress.start("Reading reports", len(found))
        for path in found:
            given[path.name] = path.read_bytes()
            reason = "The PDF is damaged. Fetch it again." if path.name == bad else ""
            outcome = Outcome.FAILED if reason else Outcome.ADDED
            results.append(FileResult(str(path), outcome, reason=reason, pages=3, passages=11))
            progress.advance(f"{path.name}: {outcome.value}")
        return tuple(results)

    monkeypatch.setattr(acts, "build_library", build)
    return given


def ended(page: PageUnderTest) -> PageUnderTest:
    """Wait for the action that runs; show the page afresh."""
    assert JOBS.wait(20)
    return page.run()


def offer(page: PageUnderTest, *files: tuple[str, bytes, str]) -> PageUnderTest:
    page.app.file_uploader(key="library_upload_0").set_value(list(files))
    return page.run()


def test_added_files_are_told_one_by_one(start: Start, monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    given = fake_build(monkeypatch)
    page = offer(start("library"), ("good.pdf", b"one", "application/pdf"), ("bad.pdf", b"two", "application/pdf"))
    page = ended(page.press("Add 2 files to the library"))
    assert given == {"good.pdf": b"one", "bad.pdf": b"two"}
    assert "Some files could not be read" in page.text
    assert "2 files: 1 added, 1 not read." in page.text
    told = page.text.split("What became of each file")[1]
    assert "The PDF is damaged. Fetch it again." in told.split("bad.pdf")[1]
    assert not (library / "arrivals").exists()
    assert "library_upload_1" in {element.key for element in page.app.file_uploader}
    assert "What became of each file" not in page.press("Dismiss this message").text


def test_two_files_of_one_name_are_told_apart(start: Start, monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    given = fake_build(monkeypatch)
    page = offer(start("library"), ("a.pdf", b"one", "application/pdf"), ("A.PDF", b"two", "application/pdf"))
    page = ended(page.press("Add 2 files to the library"))
    assert given == {"a.pdf": b"one"}
    assert "Another file of this upload has the same name." in page.text


def running(progress: Progress, begun: threading.Event) -> None:
    """A long action that has read one file of three, until it is cancelled."""
    progress.start("Reading reports", 3)
    progress.advance("a.pdf: added")
    begun.set()
    while True:
        progress.start("Reading reports", 2)
        threading.Event().wait(0.02)


def begin(kind: Kind = Kind.ADD, *, can_stop: bool = True) -> None:
    begun = threading.Event()
    names = ("a.pdf", "b.pdf", "c.pdf")
    JOBS.start(Task(kind, "Adding 3 files to the library", lambda p, _: running(p, begun), names, can_stop=can_stop))
    assert begun.wait(5)


def test_a_running_action_is_seen_and_cancelled_from_any_page(start: Start) -> None:
    begin()
    page = start("library")
    assert "Adding 3 files to the library" in page.text
    rows = page.html.split("Files, in the order in which they are read")[2]
    assert [text in rows for text in ("read and stored", "being read", "waiting")] == [True] * 3
    assert not page.app.file_uploader
    other = start("library")
    other.press("Cancel")
    page = ended(page)
    assert "Adding reports was stopped" in page.text
    assert "Not reached" in page.text
    assert page.app.file_uploader


def test_what_would_disturb_a_running_action_cannot_be_pressed(start: Start) -> None:
    begin()
    page = choose(start("library"), OVERVIEW)
    closed = {button.label for button in page.app.button if button.disabled}
    assert closed == {"Remove this report", "Check all files", "Rebuild"}


def test_removing_asks_first_and_says_what_goes(start: Start, monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    removed: list[str] = []

    def remove(name: str, library: Path, notices: list[str]) -> tuple[ReportSummary, ...]:
        removed.append(name)
        return (FakeLibrary(sample_reports()).find(name),)

    monkeypatch.setattr(acts, "remove_report", remove)
    records = Records(findings={MARIAN: 7}, edits={MARIAN: 1})
    page = choose(start("library", records=records), OVERVIEW).press("Remove this report")
    assert [text in page.text for text in ("11 passages", "7 findings", "1 change that people made")] == [True] * 3
    page.press("Keep")
    assert removed == []
    assert "Remove" not in page.buttons
    page = ended(page.press("Remove this report").press("Remove"))
    assert removed == [MARIAN]
    assert f"“{OVERVIEW}” is gone for good" in page.text


def test_a_file_of_several_reports_goes_as_a_whole(start: Start) -> None:
    file = FileRecord("/x/all.jsonl", Outcome.ADDED, "", "", (MARIAN, report_id(b"courier.html")))
    page = choose(start("library", records=Records(files=(file,))), OVERVIEW)
    assert "Its file holds 1 other report beside it." in page.text
    page.press("Remove this report")
    assert "Its file goes as a whole, and 1 other report with it." in page.text


def test_an_error_is_a_sentence(start: Start, monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    def refuse(*_: object) -> tuple[FileResult, ...]:
        raise LockedError("Another process is writing to the library.", hint="Wait for it to finish.")

    monkeypatch.setattr(acts, "rebuild_library", refuse)
    page = start("library").press("Rebuild").press("Rebuild now")
    page = ended(page)
    assert "This could not be finished" in page.text
    assert "Another process is writing to the library. Wait for it to finish." in page.text


def test_health_tells_what_was_found(start: Start, monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    found = [Damage("files/a.pdf", "Its original is damaged.", repairable=False), Damage("CURRENT", "Gone.", True)]
    monkeypatch.setattr(acts, "verify_library", lambda *_: tuple(found))
    page = ended(start("library").press("Check all files"))
    assert "Damage was found" in page.text
    assert "Rebuild, then add the file again." in page.text
    assert "it mends 1 of 2" in page.text
    found.clear()
    page = ended(page.press("Dismiss this message").press("Check all files"))
    assert "The library is whole" in page.text


def test_a_library_that_cannot_be_opened_can_be_rebuilt(
    start: Start, monkeypatch: pytest.MonkeyPatch, library: Path
) -> None:
    page = start("library")

    def refuse() -> None:
        raise DamagedError("The library is damaged.", hint="Run `dvrag library rebuild`.")

    monkeypatch.setattr(session, "assistant", refuse)
    page.run()
    assert "The library cannot be opened" in page.text
    assert {"Check all files", "Rebuild"} <= set(page.buttons)
    assert not page.app.file_uploader
    begin(Kind.REBUILD)
    page.run()
    assert "The library is being rebuilt" in page.text
    assert "cannot be opened" not in page.text


def test_names_and_reasons_stand_for_themselves(start: Start) -> None:
    hostile = "<b>x</b> **bold** [y](javascript:z()).pdf"
    result = FileResult(f"/arrivals/{hostile}", Outcome.FAILED, reason=f"{hostile} is odd.")
    JOBS.start(Task(Kind.ADD, "Adding", lambda *_: (result,)))
    page = ended(start("library", records=Records(files=(failed(hostile, f"{hostile} is odd."),))))
    assert "&lt;b&gt;x&lt;/b&gt; **bold**" in page.html or "b&gt; **bold**" in page.html
    assert "<b>" not in page.html
    assert not [element for element in page.app.markdown if "bold" in element.value]
