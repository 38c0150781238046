"""Files that were dropped on the page: checked, and written under their own names where the builder reads them.

They stand in a folder inside the library while they are read. The library knows a file by its path, so a file of the
same name that comes later is a new version of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from dvrag.builder.scan import ENDINGS, KINDS
from dvrag.model.building import FileResult, Outcome
from dvrag.store.connection import plain_errors
from dvrag.store.files import wipe

FOLDER = "arrivals"
MOST_FILES = 50
"""Files in one upload: more at a time would wait in memory."""
MOST_MEGABYTES = 100
"""Of one file. `.streamlit/config.toml` says the same to the server."""
LONGEST_NAME = 150
"""Bytes of a file name, of 255 that file systems take; the builder puts endings behind it."""

_NAMELESS = "report"
_LONGEST_ENDING = 9
_UNFIT = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


class Upload(Protocol):
    """A file that a browser sent."""

    @property
    def name(self) -> str:
        """Its name as the browser tells it."""
        ...

    @property
    def size(self) -> int:
        """Its bytes."""
        ...

    def getvalue(self) -> bytes:
        """Return its content."""
        ...


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Files of one upload: those that are to be read, by the name that they get, and why others are not."""

    accepted: dict[str, Upload]
    refused: tuple[FileResult, ...]


def sorted_out(uploads: Sequence[Upload]) -> Arrivals:
    """Return which files of an upload are to be read, in order; nothing is written yet."""
    accepted: dict[str, Upload] = {}
    refused: list[FileResult] = []
    for number, upload in enumerate(uploads):
        name = safe_name(upload.name)
        taken = {known.casefold() for known in accepted}
        reason = _reason(upload, name, number, name.casefold() in taken)
        if reason:
            refused.append(FileResult(name, Outcome.FAILED, reason=reason))
        else:
            accepted[name] = upload
    return Arrivals(accepted, tuple(refused))


def folder(library: Path) -> Path:
    """Return the folder for files on their way in."""
    return library / FOLDER


def arrive(accepted: Mapping[str, Upload], library: Path) -> tuple[Path, ...]:
    """Write files into the library's folder for arrivals, each under its name; return where they stand.

    Raises MissingPartError where nothing can be written there.
    """
    place = folder(library)
    with plain_errors(place):
        clear(library)
        place.mkdir(parents=True)
        for name, upload in accepted.items():
            (place / name).write_bytes(upload.getvalue())
    return tuple(place / name for name in accepted)


def clear(library: Path) -> None:
    """Wipe what stands in the folder for arrivals, and the folder: the library keeps originals of its own."""
    wipe(folder(library))


def safe_name(name: str) -> str:
    """Return the last part of a name as the browser tells it, fit for a file: no path, no control characters."""
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", last))
    cleaned = " ".join(_UNFIT.sub("_", visible).split()).strip(". ")
    stem, ending = PurePath(cleaned).stem, PurePath(cleaned).suffix
    if cleaned.lower() in ENDINGS:  # it was nothing but an ending
        stem, ending = _NAMELESS, f".{cleaned}"
    ending = ending if len(ending) <= _LONGEST_ENDING else ""
    return _cut(stem, LONGEST_NAME - len(ending.encode())) + ending


def _reason(upload: Upload, name: str, number: int, twice: bool) -> str:
    """Return why a file is not read, in plain words with a next step; "" where it is."""
    if number >= MOST_FILES:
        return f"At most {MOST_FILES} files can be added at once. Add this one in another round."
    if twice:
        return "Another file of this upload has the same name. If both are wanted, rename this one and add it."
    if PurePath(name).suffix[1:].lower() not in ENDINGS:
        return f"dvrag reads {KINDS}. Save it as one of these and add it again."
    if upload.size > MOST_MEGABYTES << 20:
        return f"It is larger than {MOST_MEGABYTES} MB. Split it, or ingest it in a terminal."
    return ""


def _cut(text: str, most: int) -> str:
    """Return as much of a text as `most` bytes hold."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore").rstrip() or _NAMELESS
