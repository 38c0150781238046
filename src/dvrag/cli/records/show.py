"""One row of the record of answers, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dvrag.cli.terminal import one_line, out_console, write

if TYPE_CHECKING:
    from dvrag.model.audit import AuditEntry

_ERASED = "(erased with a report that was removed)"


def show_entry(entry: AuditEntry) -> None:
    """Print a row: how the answer came about, each sentence with its verdict, the model's words."""
    from dvrag.model.audit import AuditKind  # noqa: PLC0415 - not needed for --help

    record: Mapping[str, Any] = entry.record
    _line("Row", f"{entry.n}, recorded {entry.at} by dvrag {record.get('version', '')}".rstrip())
    if entry.kind is AuditKind.CUT:
        _line("Deleted by age", f"{record['rows']} rows up to row {record['through']}")
        _lines("Wrong before that", record["faults"])
    elif entry.kind is AuditKind.ERASED:
        _line("Words erased of rows", ", ".join(map(str, record["erased"])))
    else:
        _answer(record)
        _sentences("Sentences", record["claims"], _of(entry, "claims"))
        _sentences("Left out", record["dropped"], _of(entry, "dropped"))
        if record["writer"]:
            _line("The model's words", _ERASED if entry.words is None else entry.words["raw"])
    _line("Digest", entry.digest)
    _line("Digest of the row before", entry.before)


def _answer(record: Mapping[str, Any]) -> None:
    _line("Question", record["question"])
    if record["resolved_question"] not in ("", record["question"]):
        _line("Understood as", record["resolved_question"])
    _line("Outcome", f"{record['status']}, confidence {record['confidence']}")
    for title, key in (("Reason", "reason"), ("Note", "note")):
        if record[key]:
            _line(title, record[key])
    _lines("Only", [f"{name}={value}" for name, values in record["filters"].items() for value in values])
    _line("Library", record["library"])
    _lines("Models", [f"{name}: {value}" for name, value in sorted(record["models"].items())])
    if writer := record["writer"]:
        usage = writer["usage"]
        cost = "" if usage["cost"] is None else f", cost {usage['cost']}"
        left = "text left this machine" if writer["hosted"] else "on this machine"
        _line("Written by", f"{writer['model']} ({left}), prompt {writer['prompt']}")
        _line("Tokens", f"{usage['input_tokens']} read, {usage['output_tokens']} written{cost}")
    _lines("Passages given", [f"{p['passage']} of {p['report'] or 'a report not there'}" for p in record["given"]])
    _lines("Milliseconds", [f"{name} {took}" for name, took in record["timings_ms"].items()])


def _sentences(title: str, verdicts: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, str]] | None) -> None:
    if not verdicts:
        return
    write(out_console(), f"{title}:")
    for number, claim in enumerate(verdicts):
        cites = "".join(f"[{n}]" for n in claim["citations"])
        text, why = (said[number]["text"], said[number]["why"]) if said else (_ERASED, "")
        write(out_console(), one_line(f"{claim['verdict']}: {text} {cites} {why}"), indent=4)


def _line(title: str, text: object) -> None:
    write(out_console(), one_line(f"{title}: {text}"))


def _lines(title: str, texts: Sequence[str]) -> None:
    if texts:
        write(out_console(), f"{title}:")
    for text in texts:
        write(out_console(), one_line(text), indent=4)


def _of(entry: AuditEntry, key: str) -> Sequence[Mapping[str, str]] | None:
    return None if entry.words is None else entry.words[key]
