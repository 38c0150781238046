"""The library that the app opens, and what it says where there is none or a damaged one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dvrag
from dvrag.errors import DamagedError, NotFoundError
from dvrag.model.answers import Answer, Status
from dvrag.model.building import Outcome
from dvrag.model.results import Filters
from dvrag.store.files import DATABASE
from dvrag.store.library import Attempt, Library
from dvrag.store.register.feedback import entries
from dvrag.ui import session
from ui.fake_assistant import fake_assistant
from ui.fake_evaluator import fake_evaluator
from ui.page import PageUnderTest, ask_page, evaluate_page, library_page

PAGES = pytest.mark.parametrize("page", [ask_page, library_page, evaluate_page], ids=["ask", "library", "evaluate"])


@pytest.fixture(autouse=True)
def nothing_opened() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty library."""
    root = tmp_path / "library"
    Library.open(root, create=True).close()
    monkeypatch.setenv("DVRAG_LIBRARY", str(root))
    return root


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths that `dvrag.open` is called with from now on."""
    calls: list[str] = []
    monkeypatch.setattr(dvrag, "open", lambda path: calls.append(path) or fake_assistant())
    return calls


def refuse(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refusing(path: str) -> None:
        raise error

    monkeypatch.setattr(dvrag, "open", refusing)
    monkeypatch.setattr(session, "open_evaluator", refusing)


@PAGES
def test_no_library_teaches_how_to_make_one(folder: Path, page: object) -> None:
    shutil.rmtree(folder)
    shown = PageUnderTest(AppTest.from_function(page))  # type: ignore[arg-type]
    assert f"There is no library in {folder} yet." in shown.text
    assert "dvrag ingest PATH" in shown.text


@PAGES
def test_a_damaged_library_is_one_line_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch, folder: Path, page: object
) -> None:
    refuse(monkeypatch, DamagedError("The library is damaged.", hint="Run `dvrag library rebuild`."))
    shown = PageUnderTest(AppTest.from_function(page))  # type: ignore[arg-type]
    assert "The library is damaged. Run <code>dvrag library rebuild</code>." in shown.html
    assert "Traceback" not in shown.text


def test_a_person_at_risk_gets_help_without_a_library(folder: Path) -> None:
    shutil.rmtree(folder)
    app = AppTest.from_function(ask_page)
    app.session_state["question"], app.session_state["pending"] = "My partner strangled me last night.", True
    shown = PageUnderTest(app)
    assert "dvrag cannot answer this" in shown.text
    assert "There is no library" in shown.text


def test_the_library_is_opened_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    session.assistant()
    assert calls == [str(folder)]


def test_the_evaluator_is_opened_once_and_again_for_other_settings(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(session, "open_evaluator", lambda path: calls.append(path) or fake_evaluator())
    assert session.evaluator() is session.evaluator()
    assert calls == [str(folder)]
    _other_settings(folder)
    session.evaluator()
    assert len(calls) == 2


def test_what_is_ingested_meanwhile_needs_no_opening_again(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    with Library.open(folder) as library:
        library.record(Attempt("a.pdf", "", Outcome.FAILED, "It is empty.", "2026-01-01"))
        library.publish(library.transaction(), lambda index: (index / "index").write_bytes(b"content"))
    session.assistant()
    assert len(calls) == 1


def _made_anew(folder: Path) -> None:
    shutil.rmtree(folder)
    Library.open(folder, create=True).close()


def _restored(folder: Path) -> None:
    shutil.copyfile(folder / DATABASE, folder / "backup")
    (folder / "backup").replace(folder / DATABASE)


def _other_model(folder: Path) -> None:
    with Library.open(folder) as library:
        library.use_embedder("another model", 3)


def _other_settings(folder: Path) -> None:
    (folder / "dvrag.toml").write_text("[answer]\nmax_quotes = 2\n")


@pytest.mark.parametrize("change", [_made_anew, _restored, _other_model, _other_settings])
def test_another_file_model_or_setting_is_noticed(
    monkeypatch: pytest.MonkeyPatch, folder: Path, change: Callable[[Path], None]
) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    change(folder)
    session.assistant()
    assert len(calls) == 2


def test_what_readers_said_is_kept_in_the_library_of_the_session(folder: Path) -> None:
    book = session.feedback()
    assert session.feedback() is book
    assert book.give(Answer("Did GPs ask?", Status.ANSWERED), Filters(), useful=True) is not None
    with Library.open(folder, read_only=True) as library:
        assert [said.question for said in library.query(entries)] == ["Did GPs ask?"]
    assert session.feedback() is book, "to say something does not open it again"
    shutil.rmtree(folder)
    with pytest.raises(NotFoundError):
        session.feedback()


def test_a_library_that_was_deleted_is_noticed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    opened(monkeypatch)
    session.assistant()
    shutil.rmtree(folder)
    with pytest.raises(NotFoundError):
        session.assistant()


@pytest.mark.slow
def test_the_open_assistant_follows_the_library(
    monkeypatch: pytest.MonkeyPatch, library_copy: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("DVRAG_LIBRARY", str(library_copy))
    assistant = session.assistant()
    assert assistant.ask("What did the panel say about zebrafish?").status is Status.NOT_FOUND
    path = tmp_path / "zebrafish.txt"
    path.write_text("Review of Aquaria\n\nThe panel said that zebrafish were kept at the address in three tanks.\n")
    dvrag.build([path], library_copy)
    assert session.assistant() is assistant
    answer = assistant.ask("What did the panel say about zebrafish?")
    assert [source.hit.report.source for source in answer.sources] == ["zebrafish.txt"]


def test_another_library_is_opened_when_the_variable_changes(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    other = tmp_path_factory.mktemp("other")
    Library.open(other, create=True).close()
    monkeypatch.setenv("DVRAG_LIBRARY", str(other))
    session.assistant()
    assert calls == [str(folder), str(other)]


def test_the_library_is_in_index_where_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DVRAG_LIBRARY", raising=False)
    assert session.library_path() == Path("index")
    monkeypatch.setenv("DVRAG_LIBRARY", "")
    assert session.library_path() == Path("index")


@pytest.mark.slow
@PAGES
def test_a_library_whose_file_was_overwritten_is_one_line(
    monkeypatch: pytest.MonkeyPatch, library_copy: Path, page: object
) -> None:
    with (library_copy / DATABASE).open("r+b") as file:
        file.seek(0)
        file.write(b"\xff" * 8192)
    monkeypatch.setenv("DVRAG_LIBRARY", str(library_copy))
    shown = PageUnderTest(AppTest.from_function(page))  # type: ignore[arg-type]
    assert "damaged" in shown.text
    assert "<code>dvrag library rebuild</code>" in shown.html
    assert "Something went wrong" not in shown.text


@pytest.mark.slow
@PAGES
def test_the_pages_open_the_sample_library(
    monkeypatch: pytest.MonkeyPatch, sample_library: Path, corpus: tuple[Path, ...], page: object
) -> None:
    monkeypatch.setenv("DVRAG_LIBRARY", str(sample_library))
    shown = PageUnderTest(AppTest.from_function(page))  # type: ignore[arg-type]
    assert f"{len(corpus)} reports" in shown.text
