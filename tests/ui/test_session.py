"""The library that the app opens, and what it says where there is none or a damaged one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dvrag
from dvrag.errors import DamagedError, NotFoundError
from dvrag.store.files import DATABASE
from dvrag.ui import session
from ui.fake_assistant import fake_assistant
from ui.page import PageUnderTest, ask_page, library_page

PAGES = pytest.mark.parametrize("page", [ask_page, library_page], ids=["ask", "library"])


@pytest.fixture(autouse=True)
def nothing_opened() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DVRAG_LIBRARY", str(tmp_path))
    return tmp_path


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths that `dvrag.open` is called with from now on."""
    calls: list[str] = []
    monkeypatch.setattr(dvrag, "open", lambda path: calls.append(path) or fake_assistant())
    return calls


def refuse(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refusing(path: str) -> None:
        raise error

    monkeypatch.setattr(dvrag, "open", refusing)


@PAGES
def test_no_library_teaches_how_to_make_one(monkeypatch: pytest.MonkeyPatch, folder: Path, page: object) -> None:
    refuse(monkeypatch, NotFoundError("There is no library."))
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


def test_the_library_is_opened_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    session.assistant()
    assert calls == [str(folder)]


@pytest.mark.parametrize("name", [DATABASE, f"{DATABASE}-wal", "CURRENT"])
def test_a_library_that_changed_is_opened_again(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    (folder / name).write_bytes(b"changed")
    session.assistant()
    assert len(calls) == 2


def test_another_library_is_opened_when_the_variable_changes(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    calls = opened(monkeypatch)
    session.assistant()
    other = tmp_path_factory.mktemp("other")
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
