"""`dvrag verify`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import notices_said, one_line, out_console, print_json, say, waiting, write
from dvrag.errors import NotFoundError
from dvrag.model.answers import Verdict

if TYPE_CHECKING:
    from rich.console import Console

    from dvrag.answer.verify.recheck import Recheck

NOT_CARRIED = 1
"""Exit code where a sentence is not wholly supported or a source is not what it is said to be."""
_WORDS = {Verdict.SUPPORTED: "supported", Verdict.PARTLY: "partly supported", Verdict.UNSUPPORTED: "not supported"}


def verify(
    answer: Annotated[
        Path, typer.Option("--answer", metavar="FILE", help="An answer that `dvrag ask --json` printed.")
    ],
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Check a kept answer: every quote against the reports, every sentence against what it cites.

    Exit code 1 where a sentence is not wholly supported, or a quote does not stand in the report at its place.
    """
    from dvrag.assembly.verifying import verify_answer  # noqa: PLC0415 - heavy

    if not answer.is_file():
        raise NotFoundError(f"There is no file {answer}.")
    with notices_said() as notices, waiting("Checking every sentence…"):
        found = verify_answer(answer, library, notices)
    if as_json:
        print_json(_document(str(answer), str(library), found))
    else:
        _show(out_console(), found)
    return 0 if found.holds else NOT_CARRIED


def _document(file: str, library: str, found: Recheck) -> dict[str, Any]:
    return {
        "answer": file,
        "library": library,
        "holds": found.holds,
        "claims": [
            {
                "text": claim.text,
                "citations": list(claim.citations),
                "verdict_then": claim.verdict,
                "verdict": check.verdict.value,
                "why": check.why,
                "score": round(check.score, 4),
            }
            for claim, check in found.claims
        ],
        "sources": [
            {"n": each.source.n, "report_id": each.source.report_id, "ok": not each.why, "why": each.why}
            for each in found.sources
        ],
        "notes": list(found.notes),
    }


def _show(console: Console, found: Recheck) -> None:
    for note in found.notes:
        say(note)
    for place, (claim, check) in enumerate(found.claims, start=1):
        marks = "".join(f"[{n}]" for n in claim.citations)
        write(console, f"{place}. {_WORDS[check.verdict]}", style="bold")
        write(console, f"{one_line(claim.text)} {marks}", 3)
        if check.why:
            write(console, one_line(check.why), 3, "dim")
        write(console)
    for each in found.sources:
        if each.why:
            write(console, f"[{each.source.n}] {one_line(each.source.title)}: {each.why}")
    counted = Counter(check.verdict for _, check in found.claims)
    told = ", ".join(f"{counted[verdict]} {_WORDS[verdict]}" for verdict in Verdict if counted[verdict])
    say(f"{told}." if told else "The answer holds no sentence to check.")
