"""What a PDF says about itself: properties, outline and page labels, through pypdf."""

from __future__ import annotations

import logging
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from dvrag.model.raw import OutlineEntry

MOST_ENTRIES = 2_000
LONGEST_VALUE = 1_000
DAMAGE = (
    PyPdfError,
    DependencyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pypdf raises on damaged files."""

KEYS = {"/Title": "title", "/Author": "author", "/Subject": "subject", "/Keywords": "keywords", "/Producer": "producer"}
DATES = {"/CreationDate": "created", "/ModDate": "modified"}


@dataclass(frozen=True, slots=True)
class Properties:
    """Metadata (dates as ISO days; `date` is the day of creation), outline, and one label a page, None where none."""

    values: dict[str, str] = field(default_factory=dict)
    outline: tuple[OutlineEntry, ...] = ()
    labels: tuple[str | None, ...] = ()
    warnings: tuple[str, ...] = ()


def read_properties(path: str, pages: int) -> Properties:
    """Return the properties of a PDF of `pages` pages; what cannot be read is left out with a warning."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            return Properties(warnings=("The file's own properties are encrypted.",))
    except DAMAGE:
        return Properties(warnings=("The file's own properties could not be read: its structure is damaged.",))
    failed: list[str] = []
    values = _tried(lambda: _values(reader), "properties", failed) or {}
    outline = _tried(lambda: _outline(reader), "outline", failed) or ()
    labels = _tried(lambda: _labels(reader, pages), "page labels", failed) or ()
    warnings = tuple(f"The file's {name} could not be read." for name in failed)
    return Properties(values, outline, labels, warnings)


def _tried(read: Any, name: str, failed: list[str]) -> Any:
    try:
        return read()
    except DAMAGE:
        failed.append(name)
        return None


def _values(reader: PdfReader) -> dict[str, str]:
    raw: Any = reader.metadata or {}
    values = {name: _plain(raw.get(key)) for key, name in KEYS.items()}
    for key, name in DATES.items():
        values[name] = iso_day(_plain(raw.get(key)))
    values["date"] = values["created"]
    return {name: value for name, value in values.items() if value}


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", text).strip()[:LONGEST_VALUE]


def iso_day(text: str) -> str:
    """Return the day of a PDF date (`D:YYYYMMDD…`, ISO 32000-1, 7.9.4) as `YYYY-MM-DD`, "" if it is none."""
    match = re.match(r"(?:D:)?\s*(\d{4})-?(\d{2})-?(\d{2})", text)
    if not match:
        return ""
    try:
        return datetime(*(int(part) for part in match.groups())).date().isoformat()  # type: ignore[arg-type]
    except ValueError:
        return ""


def _outline(reader: PdfReader) -> tuple[OutlineEntry, ...]:
    numbers = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1) if page.indirect_reference
    }
    found: list[OutlineEntry] = []
    _collect(reader.outline, 1, numbers, found)
    return tuple(found)


def _collect(entries: Any, level: int, numbers: dict[int, int], found: list[OutlineEntry]) -> None:
    for entry in entries:
        if len(found) >= MOST_ENTRIES or level > 20:
            return
        if isinstance(entry, list):
            _collect(entry, level + 1, numbers, found)
            continue
        target = getattr(getattr(entry, "page", None), "idnum", None)
        title = _plain(entry.title)
        if title:
            found.append(OutlineEntry(title, level, numbers.get(target, 0) if target is not None else 0))


def _labels(reader: PdfReader, pages: int) -> tuple[str | None, ...]:
    if "/PageLabels" not in reader.root_object:
        return ()
    labels = [_plain(label) or None for label in reader.page_labels[:pages]]
    return tuple(labels) if len(labels) == pages else ()
