"""The kinds of files that a document can be written as."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from dvrag.errors import UsageError
from dvrag.exports.document import Document


class Format(StrEnum):
    """A kind of file, by its ending."""

    DOCX = "docx"
    PDF = "pdf"
    MARKDOWN = "md"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"docx": "Word", "pdf": "PDF", "md": "Markdown"}[self.value]

    @property
    def mime(self) -> str:
        """Its media type as registered with IANA."""
        return {
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "pdf": "application/pdf",
            "md": "text/markdown",
        }[self.value]


def format_of(path: Path) -> Format:
    """Return the kind of file that a name asks for. Raises UsageError for another ending."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in set(Format):
        raise UsageError(
            f"A file that ends in “{path.suffix}” cannot be written."
            if path.suffix
            else f"The name {path.name!r} has no ending.",
            hint="Give a name that ends in .docx, .pdf or .md.",
        )
    return Format(ending)


def written(document: Document, kind: Format) -> bytes:
    """Return the document's file: the same bytes for the same document. Raises MissingPartError as `to_pdf` does."""
    if kind is Format.DOCX:
        from dvrag.exports.docx import to_docx  # noqa: PLC0415 - heavy

        return to_docx(document)
    if kind is Format.PDF:
        from dvrag.exports.pdf import to_pdf  # noqa: PLC0415 - heavy

        return to_pdf(document)
    from dvrag.exports.markdown import to_markdown  # noqa: PLC0415 - beside the others

    return to_markdown(document)
