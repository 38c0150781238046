"""Finding the files to read: what was named, and what stands in named folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from dvrag.errors import NotFoundError

ENDINGS = frozenset("pdf html htm xhtml docx doc txt text md markdown jsonl ndjson".split())
"""Endings of files that are read in a named folder, beside files without one; a file that is named itself is tried."""

LEFT_OUT = ".dvragignore"
"""A file in a folder that names what is left out of it: one name or pattern (`*.md`) a line, `#` for remarks."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `shown` is the path as its user knows it; `problem` says why it cannot be read, if so.

    `recorded` is the path to record where it is not `path`.
    """

    path: Path
    shown: str
    sha256: str = ""
    size: int = 0
    problem: str = ""
    recorded: str = ""

    @property
    def key(self) -> str:
        """The absolute path by which the library knows the file; bytes that are no text are replaced."""
        return self.recorded or printable(str(self.path))

    @property
    def ending(self) -> str:
        """The file name's ending, lower case, letters and digits only; may be empty."""
        ending = self.path.suffix[1:].lower()
        return ending if ending.isalnum() and ending.isascii() and len(ending) <= 8 else ""


def find_files(paths: Sequence[Path], library: Path) -> tuple[FoundFile, ...]:
    """Return each file once, hashed, in the order of `paths`; a folder's files in order of their paths.

    In folders, hidden files, files of other endings than ENDINGS, what LEFT_OUT names and the library itself are passed
    over, and links that lead out of the folder are returned with a problem. Raises NotFoundError for a missing path.
    """
    found: dict[Path, FoundFile] = {}
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"{printable(str(path))} does not exist.", hint="Check the path.")
        for file in _walk(path, library.resolve()) if path.is_dir() else [_file(path)]:
            found.setdefault(file.path, file)
    return tuple(_hashed(file) for file in found.values())


def printable(text: str) -> str:
    """Return text that can be stored and printed: bytes of a file name that are no UTF-8 become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _walk(folder: Path, library: Path) -> Iterator[FoundFile]:
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        left_out = _left_out(Path(place))
        wanted = [n for n in folders if not n.startswith(".") and not _matches(n, left_out)]
        folders[:] = sorted(n for n in wanted if (Path(place) / n).resolve() != library)
        for name in sorted(names):
            path = Path(place) / name
            if name.startswith(".") or _matches(name, left_out) or path.suffix[1:].lower() not in ENDINGS | {""}:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                problem = "A link that leads out of the folder is not followed; name the file itself to ingest it."
                yield FoundFile(path.absolute(), printable(str(path)), problem=problem)
            elif path.is_file():
                yield _file(path)


def _left_out(folder: Path) -> tuple[str, ...]:
    try:
        lines = (folder / LEFT_OUT).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return tuple(line.strip().rstrip("/") for line in lines if line.strip() and not line.startswith("#"))


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _file(path: Path) -> FoundFile:
    return FoundFile(path.resolve(), printable(str(path)))


def _hashed(file: FoundFile) -> FoundFile:
    if file.problem:
        return file
    try:
        with file.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return FoundFile(file.path, file.shown, digest, stream.tell())
    except OSError as error:
        return FoundFile(file.path, file.shown, problem=f"It cannot be read: {error.strerror or error}.")
