"""What the pages stand on: assistant and evaluator over the library, this session's questions, plain errors."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st

import dvrag
from dvrag.assembly import audit as recording
from dvrag.assembly import open_evaluator, open_library
from dvrag.assembly.feedback import open_feedback
from dvrag.assembly.registers import open_registrar
from dvrag.assistant import Assistant
from dvrag.audit import AuditBook
from dvrag.config.load import load_settings
from dvrag.config.settings import Settings
from dvrag.errors import DvragError, LibraryError, NotFoundError
from dvrag.evaluator import Evaluator
from dvrag.feedback import FeedbackBook
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters
from dvrag.registrar import Registrar
from dvrag.store.files import DATABASE
from dvrag.ui.jobs import JOBS, Kind
from dvrag.ui.markup import Tone, bullets, element, escaped, joined, notice, show, with_code

if TYPE_CHECKING:
    from dvrag.trainer import Trainer

HISTORY = 30
"""Answers kept in a session, newest first; nothing is kept after it."""

_log = logging.getLogger(__name__)

Identity: TypeAlias = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of this session with its restrictions and its answer; `before`: the turns that it followed up."""

    question: str
    filters: Filters
    answer: Answer
    before: tuple[Asked, ...] = ()


def library_path() -> Path:
    """Return the folder of the library: `DVRAG_LIBRARY`, else `index`."""
    return Path(os.environ.get("DVRAG_LIBRARY") or "index")


def assistant() -> Assistant:
    """Return the assistant over the library; it follows what is ingested and removed while it is open.

    Opened again for another library, file, model or settings. Raises NotFoundError where there is no library,
    DamagedError or MismatchError where it cannot be trusted.
    """
    return _opened(*_identified())


def evaluator() -> Evaluator:
    """Return the evaluator over the library, opened again when the assistant would be. Raises the same."""
    return _opened_evaluator(*_identified())


def registrar() -> Registrar:
    """Return the registrar of the library, opened again when the assistant would be. Raises the same."""
    return _opened_registrar(*_identified())


def trainer() -> Trainer:
    """Return the trainer of the library, opened again when the assistant would be. Raises the same."""
    return _opened_trainer(*_identified())


def feedback() -> FeedbackBook:
    """Return what readers said about answers from the library, and what stores it. Raises as the assistant does."""
    return _opened_feedback(*_identified())


def audit() -> AuditBook:
    """Return the record of answers from the library, opened again when the assistant would be. Raises the same."""
    return _opened_audit(*_identified())


def record(asked: Asked) -> str:
    """Record an answer where the settings say so; return what to tell the reader, an empty text where all is well."""
    return recording.record(asked.answer, asked.filters, library_path())


def earlier() -> list[Asked]:
    """Return the questions of this session, newest first. The list may be changed."""
    history: list[Asked] = st.session_state.setdefault("history", [])
    return history


def remember(asked: Asked) -> None:
    """Keep an answer for this session. A question that was declined is shown once and not kept."""
    st.session_state["current"] = asked
    if asked.answer.status is not Status.DECLINED:
        history = earlier()
        history.insert(0, asked)
        del history[HISTORY:]


def current() -> Asked | None:
    """Return the answer on display, None before the first."""
    asked: Asked | None = st.session_state.get("current")
    return asked


@contextmanager
def plain_errors() -> Iterator[None]:
    """Show an error as one line with its next step; one that is not dvrag's own goes to the server's log."""
    try:
        yield
    except NotFoundError as error:
        if (library_path() / DATABASE).exists():
            _show_problem(error)
        else:
            teach(f"There is no library in {library_path()} yet.")
    except DvragError as error:
        _show_problem(error)
    except Exception:
        _log.exception("A page failed.")
        line = "The app could not finish this. Reload the page; if it happens again, read the log of the app."
        show(notice(Tone.PROBLEM, "Something went wrong", element("p", escaped(line))))


def teach(first: str) -> None:
    """Show how to fill a library."""
    lines = (
        first,
        "To fill it, open the page Library and drop your reports there: PDF, Word, web pages or text.",
        "Or put them into a folder and run in a terminal, with that folder in place of PATH: `dvrag ingest PATH`",
        "When it is done, reload this page.",
    )
    show(notice(Tone.INFO, "The library is empty", joined(element("p", with_code(line)) for line in lines)))


def show_notices(assistant: Assistant) -> None:
    """Show what is out of order in the library and how it was handled."""
    if assistant.notices:
        show(notice(Tone.CAUTION, "About this library", bullets(assistant.notices)))


def rebuilding() -> bool:
    """Return whether the library is being rebuilt, which closes a damaged one until its reports are read again."""
    seen = JOBS.seen()
    return seen is not None and seen.ended is None and seen.task.kind is Kind.REBUILD


def show_rebuilding() -> None:
    """Say that the library is closed while it is rebuilt."""
    line = "It opens again when its reports have been read. The page Library shows how far it is."
    show(notice(Tone.INFO, "The library is being rebuilt", element("p", escaped(line))))


def _show_problem(error: DvragError) -> None:
    if isinstance(error, LibraryError) and rebuilding():
        show_rebuilding()
        return
    show(notice(Tone.PROBLEM, "This needs your attention", element("p", with_code(str(error)))))


def _identified() -> tuple[str, Identity, Settings]:
    """Return the folder of the library, what tells it from another one in the same place, and its settings."""
    path = library_path().resolve()
    with open_library(path) as library:
        facts = library.meta()
    file = (path / DATABASE).stat()
    identity = (file.st_dev, file.st_ino, facts["library"], facts.get("embedder", ""))
    return str(path), identity, load_settings(path, os.environ)


@st.cache_resource(max_entries=1, show_spinner="Opening the library…")
def _opened(path: str, identity: Identity, settings: Settings) -> Assistant:
    made = dvrag.open(path)
    made.prepare_pages()
    return made


@st.cache_resource(max_entries=1, show_spinner="Opening the library…")
def _opened_evaluator(path: str, identity: Identity, settings: Settings) -> Evaluator:
    return open_evaluator(path)


@st.cache_resource(max_entries=1, show_spinner="Opening the register…")
def _opened_registrar(path: str, identity: Identity, settings: Settings) -> Registrar:
    return open_registrar(path)


@st.cache_resource(max_entries=1, show_spinner="Opening the library…")
def _opened_trainer(path: str, identity: Identity, settings: Settings) -> Trainer:
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - of one page, and heavy

    return open_trainer(path)


@st.cache_resource(max_entries=1, show_spinner=False)
def _opened_feedback(path: str, identity: Identity, settings: Settings) -> FeedbackBook:
    return open_feedback(path)


@st.cache_resource(max_entries=1, show_spinner=False)
def _opened_audit(path: str, identity: Identity, settings: Settings) -> AuditBook:
    return recording.open_audit(path)
