"""Facts about this dvrag as pairs of name and value, and the same as text that names no person and no folder."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from dvrag.answer.write.prompt import prompt_text
from dvrag.assembly import open_library
from dvrag.assembly.about import runtime_of
from dvrag.config.origins import InForce, Origin
from dvrag.config.settings import EmbedSettings
from dvrag.model.audit import AuditPolicy, Recording
from dvrag.model.writing import WriterFacts
from dvrag.ui import words

Rows: TypeAlias = list[tuple[str, str]]

FOLDER = "Folder"
HIDDEN = "(a folder or file of this machine)"
_PATH = re.compile(r"(?<![^\s(\"'“‘=\[])(?:~|\.{1,2}|[A-Za-z]:|file:/)?[/\\][^\s\"'<>|;,()]+")


def library(root: Path) -> Rows:
    """Return what there is to say of a library. Raises NotFoundError, DamagedError or MismatchError as opening it."""
    with open_library(root) as opened:
        facts, state, reports, passages = opened.meta(), opened.fingerprint(), opened.reports(), opened.passage_count()
    return [
        (FOLDER, str(root.resolve())),
        ("Reports", f"{len(reports):,}"),
        ("Passages", f"{passages:,}"),
        ("Fingerprint", state),
        ("Format", facts.get("format", words.NOT_STATED)),
        ("Made with", facts.get("embedder", "none yet")),
    ]


def model(embed: EmbedSettings) -> Rows:
    """Return which model finds passages, and what it runs on."""
    name = "all-MiniLM-L6-v2, from its package (default)" if embed.model == "default" else embed.model
    return [
        ("Finds meaning with", name),
        ("Runs on", f"{runtime_of(embed)}, on this machine"),
    ]


def writer(found: WriterFacts | None) -> Rows:
    """Return what writes the answers, where it runs, and which instructions it is given."""
    if found is None:
        return [("Answers", "quoted word for word from the reports; no language model writes them")]
    where = "on this machine" if not found.hosted else "not on this machine: what is sent there stands below"
    return [
        ("Answers", "written by a language model, every sentence checked; quoted where it cannot be asked"),
        ("Language model", found.name),
        ("Its server", f"{found.address}, {where}"),
        ("Version of the instructions to it", prompt_text().version),
    ]


def record(policy: AuditPolicy) -> Rows:
    """Return which answers are recorded in the library, and for how long."""
    kept = words.count(policy.keep_days, "day") if policy.keep_days else "for ever"
    return [("Answers recorded", _RECORDED[policy.recording]), ("Records are kept", kept)]


_RECORDED = {
    Recording.WRITTEN: "those that a language model wrote or was to write",
    Recording.ALL: "all",
    Recording.NONE: "none",
}


def value(setting: InForce) -> str:
    """Return a setting's value as it would be written in dvrag.toml, texts without quotation marks."""
    return str(setting.value).lower() if isinstance(setting.value, bool) else str(setting.value)


def changed(settings: Iterable[InForce]) -> Rows:
    """Return the settings that something else than dvrag itself sets, with their value and what sets them."""
    return [
        (f"{setting.section}.{setting.key}", f"{value(setting)} ({setting.origin})")
        for setting in settings
        if setting.origin is not Origin.DEFAULT
    ]


def machine() -> Rows:
    """Return the versions of Python and of the operating system; never the name of the machine."""
    return [
        ("Python", platform.python_version()),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
    ]


def shareable(parts: Mapping[str, Sequence[tuple[str, str]]], private: Iterable[str]) -> str:
    """Return the parts as text with a heading each, without folders and files; `private` texts are hidden whole."""
    lines: list[str] = []
    for title, rows in parts.items():
        lines += [title, *(f"  {name}: {shown}" for name, shown in rows if name != FOLDER), ""]
    text = "\n".join(lines).strip()
    for secret in sorted(set(private), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _PATH.sub(HIDDEN, text)
