"""The kinds of files that a quiz can be written as."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from dvrag.errors import UsageError
from dvrag.exports.characters import one_line
from dvrag.exports.formats import Format, written
from dvrag.model.learning.items import Quiz
from dvrag.training.packages.wording import TITLE


class PackageKind(StrEnum):
    """A kind of file."""

    CSV = "csv"
    GIFT = "gift"
    ANKI = "anki"
    SCORM = "scorm"
    DOCX = "docx"
    PDF = "pdf"
    MARKDOWN = "md"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            "csv": "Spreadsheet (CSV)",
            "gift": "Moodle questions (GIFT)",
            "anki": "Anki cards",
            "scorm": "Learning management system (SCORM 1.2)",
            "docx": "Handout (Word)",
            "pdf": "Handout (PDF)",
            "md": "Handout (Markdown)",
        }[self.value]

    @property
    def ending(self) -> str:
        """The ending of its files, with the dot."""
        return {"gift": ".gift.txt", "anki": ".apkg", "scorm": ".scorm.zip"}.get(self.value, f".{self.value}")

    @property
    def mime(self) -> str:
        """Its media type."""
        return {
            "csv": "text/csv",
            "gift": "text/plain",
            "anki": "application/octet-stream",
            "scorm": "application/zip",
        }.get(self.value) or Format(self.value).mime


def packed(quiz: Quiz, kind: PackageKind, title: str, created: datetime) -> bytes:
    """Return the file of a quiz: the same bytes for the same quiz, title and time.

    `title` may be empty. `created` has its zone. Raises UsageError for a quiz without questions or one too long for
    its kind, MissingPartError as `exports.formats.written` does.
    """
    if created.tzinfo is None:
        raise ValueError("the date of a file needs its zone")
    if not quiz.items:
        raise UsageError("There is no question to save.", hint="Choose fewer restrictions, or add reports.")
    named = one_line(title) or TITLE
    if kind is PackageKind.CSV:
        from dvrag.training.packages.table import to_csv  # noqa: PLC0415 - beside the others

        return to_csv(quiz)
    if kind is PackageKind.GIFT:
        from dvrag.training.packages.gift import to_gift  # noqa: PLC0415 - beside the others

        return to_gift(quiz, named)
    if kind is PackageKind.ANKI:
        from dvrag.training.packages.anki import to_anki  # noqa: PLC0415 - heavy

        return to_anki(quiz, named, created)
    if kind is PackageKind.SCORM:
        from dvrag.training.packages.scorm.archive import to_scorm  # noqa: PLC0415 - beside the others

        return to_scorm(quiz, named, created)
    from dvrag.training.packages.handout import handout  # noqa: PLC0415 - beside the others

    return written(handout(quiz, named, created), Format(kind.value))
