"""The page Settings: which library and model are in use, what is set and by what, and what leaves the machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from dvrag.answer.write.where import writer_facts
from dvrag.assembly.about import versions
from dvrag.assembly.audit import policy_of
from dvrag.config.load import load_settings
from dvrag.config.origins import InForce, in_force
from dvrag.config.settings import EmbedSettings
from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.writing import WriterFacts
from dvrag.ui import session, words
from dvrag.ui.about import facts
from dvrag.ui.about.facts import Rows
from dvrag.ui.ask import written
from dvrag.ui.ask.source_cards import facts_table
from dvrag.ui.evaluating import view
from dvrag.ui.markup import Tone, bullets, element, escaped, notice, show, with_code

_NOTHING = (
    "Nothing is sent anywhere. Reports, questions and searches stay on this machine; dvrag asks no other computer for "
    "anything, and neither dvrag nor Streamlit reports how you use it."
)
_SOMETHING = (
    "Nothing else is sent: searches, files and what you say about an answer stay on this machine, and neither dvrag "
    'nor Streamlit reports how you use it. With `writer = ""` under `[answer]` in `dvrag.toml`, answers are quoted '
    "and nothing is sent at all."
)
_PRIVATE = (
    "Questions are kept only until you close or reload the page; a search also stands in the address and the history "
    "of your browser. What you say about an answer, and the record of answers (above), are kept in the library’s "
    "folder; phone numbers, addresses and the like are taken out.",
    "The app can be reached from this machine only.",
)
_LICENCE = "It is free software under the MIT licence: use, change and pass it on, with the licence, at your own risk."
_COPY = (
    "For a bug report. No folder, file or name of a person is in it. Copy it with the button in the corner of the box."
)


def page() -> None:
    """Show the page."""
    root = session.library_path()
    show(
        element("h1", escaped("Settings")),
        element("p", escaped("What this dvrag works with. Nothing can be changed on this page; below it says how.")),
    )
    parts: dict[str, Rows] = {}
    with session.plain_errors():
        _section("Library", parts.setdefault("Library", facts.library(root)))
    with session.plain_errors():
        _notices(parts)
    settings: Sequence[InForce] = ()
    writer: WriterFacts | None = None
    with session.plain_errors():
        settings = in_force(root, os.environ)
        _section("Model", parts.setdefault("Model", facts.model(_embed(settings))))
        writer = writer_facts(load_settings(root, os.environ).answer, os.environ)
        _section("Answers", parts.setdefault("Answers", [*facts.writer(writer), *facts.record(policy_of(root))]))
        _settings(settings)
        parts["Settings that are not the default"] = facts.changed(settings) or [("none", "all have their defaults")]
    _private(writer)
    parts["Versions"] = [*versions(), *facts.machine()]
    this = f"This is dvrag {dict(versions())['dvrag']}."
    show(element("h2", escaped("Version and licence")), element("p", escaped(f"{this} {_LICENCE}")))
    with st.expander("Versions of the parts"):
        show(facts_table(parts["Versions"]))
    _to_copy(parts, root, settings)


def _section(title: str, rows: Rows) -> None:
    show(element("h2", escaped(title)), facts_table(rows))


def _notices(parts: dict[str, Rows]) -> None:
    """Show what is out of order in the library and was handled, if anything."""
    lines = session.assistant().notices
    if lines:
        show(notice(Tone.CAUTION, "About this library", bullets(lines)))
        parts["Notices"] = [(str(number), line) for number, line in enumerate(lines, start=1)]


def _private(writer: WriterFacts | None) -> None:
    """Say what leaves this machine, and what is kept on it."""
    show(element("h2", escaped("Is anything sent anywhere?")))
    written.show_before(writer)
    first = _SOMETHING if writer is not None and writer.hosted else _NOTHING
    show(*(element("p", with_code(line)) for line in (first, *_PRIVATE)))


def _embed(settings: Sequence[InForce]) -> EmbedSettings:
    return EmbedSettings(**{s.key: s.value for s in settings if s.section == "embed"})  # type: ignore[arg-type]


def _settings(settings: Sequence[InForce]) -> None:
    different = len(facts.changed(settings))
    said = f"{words.count(different, 'setting')} of {len(settings)} set by you; the others have their defaults."
    said = said if different else "All settings have their defaults."
    show(
        element("h2", escaped("Settings in force")),
        element("p", escaped(said)),
        element("p", with_code(_HOW), "dv-soft"),
    )
    columns = (Column("Setting", False), Column("Value", False), Column("Comes from", False))
    with st.expander("All settings"):
        view.apply_style()
        rows = tuple((f"{s.section}.{s.key}", facts.value(s), words.sentence(s.origin)) for s in settings)
        show(view.table(Table("Settings in force and what sets each", columns, rows)))


_HOW = (
    "To change one, write it into `dvrag.toml` in the library’s folder (or into the file that `DVRAG_CONFIG` names), "
    "under the name of its section, for example `[retrieve]` and below it `dense_weight = 0.7`. A variable such as "
    "`DVRAG_RETRIEVE_DENSE_WEIGHT=0.7` wins over both. What each setting does stands in `docs/settings.md`. Start the "
    "app again afterwards."
)


def _to_copy(parts: dict[str, Rows], root: Path, settings: Sequence[InForce]) -> None:
    models = [str(s.value) for s in settings if s.key == "model" and Path(str(s.value)).exists()]
    servers = [str(s.value) for s in settings if s.key == "base_url"]
    models += [*servers, *(urlsplit(server).netloc for server in servers)]
    hidden = [str(root.resolve()), str(Path.cwd()), str(Path.home()), *models]
    named = [os.environ[name] for name in ("DVRAG_LIBRARY", "DVRAG_CONFIG", "DVRAG_CACHE") if os.environ.get(name)]
    show(element("h2", escaped("Copy these facts")), element("p", escaped(_COPY)))
    with st.container(key="to-copy"):
        secrets = [secret for secret in [*hidden, *named] if len(secret) > 1]
        st.code(facts.shareable(parts, secrets), language=None, wrap_lines=True)
