"""Quizzes and briefings as files, named by their ending."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.cli.terminal import say
from dvrag.errors import UsageError
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from dvrag.cli.training.rows import Row
    from dvrag.model.learning.briefing import Briefing
    from dvrag.model.learning.items import Quiz
    from dvrag.trainer import Trainer
    from dvrag.training.packages import PackageKind

BRIEFING_ENDINGS = ("docx", "pdf", "md", "pptx")
_KINDS = {"txt": "gift", "apkg": "anki", "zip": "scorm"}
"""Kinds of files whose ending is not their name."""


def quiz_kind(path: Path, named: str = "") -> PackageKind:
    """Return the kind of file: as `named`, else as the ending of the name says. Raises UsageError for another one."""
    from dvrag.training.packages import PackageKind  # noqa: PLC0415 - heavy

    asked = named.strip().casefold() or path.suffix.lower().removeprefix(".")
    found = _KINDS.get(asked, asked)
    if found not in set(PackageKind):
        what = f"A quiz cannot be written as {asked!r}." if asked else f"The name {path.name!r} has no ending."
        raise UsageError(what, hint="Give a name that ends in .csv, .txt (GIFT), .apkg, .zip, .docx, .pdf or .md.")
    return PackageKind(found)


def briefing_kind(path: Path) -> str:
    """Return the kind of file that a name asks for. Raises UsageError for another ending."""
    asked = path.suffix.lower().removeprefix(".")
    if asked not in BRIEFING_ENDINGS:
        what = f"A briefing cannot be written as {asked!r}." if asked else f"The name {path.name!r} has no ending."
        raise UsageError(what, hint="Give a name that ends in .docx, .pdf, .md or .pptx.")
    return asked


def put_quiz(trainer: Trainer, quiz: Quiz, kind: PackageKind, path: Path, *, title: str, replace: bool) -> None:
    """Write a quiz into a file, whole or not at all. Raises UsageError where there is no question to write."""
    if not quiz.items:
        raise UsageError("No question fits, so nothing was written.", hint="Leave a restriction out.")
    _put(path, trainer.quiz_file(quiz, kind, title), replace=replace)
    say(f"{counted(len(quiz.items), 'question')} written to {path}.")


def put_briefing(trainer: Trainer, briefing: Briefing, path: Path, *, replace: bool) -> None:
    """Write a briefing into a file, whole or not at all."""
    _put(path, trainer.briefing_file(briefing, briefing_kind(path)), replace=replace)
    say(f"Written to {path}.")


def put_json(path: Path, document: Row, *, replace: bool) -> None:
    """Write a JSON document into a file, whole or not at all."""
    _put(path, f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode(), replace=replace)
    say(f"Written to {path}.")


def _put(path: Path, content: bytes, *, replace: bool) -> None:
    from dvrag.lessons.actions.placed import put_file  # noqa: PLC0415 - heavy

    put_file(path, content, replace=replace)
