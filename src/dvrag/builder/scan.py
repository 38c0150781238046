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

KINDS = "PDF, HTML, Word (.docx), text, Markdown and JSONL files"
"""What there are readers for, in words."""

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


@dataclass(frozen=True, slots=True)
class Scan:
    """Files to read, and those in folders that were passed over because of their ending."""

    files: tuple[FoundFile, ...]
    passed_over: frozenset[Path] = frozenset()

    def passed_over_in_words(self) -> str:
        """Return a line that counts the files passed over and names their endings; empty where there are none."""
        if not self.passed_over:
            return ""
        n, endings = len(self.passed_over), sorted({printable(path.suffix.lower()) for path in self.passed_over})
        return f"{n} {'file of another kind' if n == 1 else 'files of other kinds'} passed over: {', '.join(endings)}"


def find_files(paths: Sequence[Path], library: Path) -> Scan:
    """Return each file once, hashed, in the order of `paths`; a folder's files in order of their paths.

    In folders, hidden files, files of other endings than ENDINGS, what LEFT_OUT names and the library itself are passed
    over; subfolders that cannot be read, and links that are broken or lead out of the folder, are returned with a
    problem. Raises NotFoundError for a missing path and for a folder that holds nothing to read.
    """
    found: dict[Path, FoundFile] = {}
    passed_over: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"{printable(str(path))} does not exist.", hint="Check the path.")
        files = list(_walk(path, library.resolve(), passed_over)) if path.is_dir() else [_file(path)]
        if not files:
            raise NotFoundError(
                f"{printable(str(path))} holds nothing that dvrag reads: {KINDS}.", hint="Check the folder."
            )
        for file in files:
            found.setdefault(file.path, file)
    return Scan(tuple(_hashed(file) for file in found.values()), frozenset(passed_over))


def printable(text: str) -> str:
    """Return text that can be stored and printed: bytes of a file name that are no UTF-8 become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _walk(folder: Path, library: Path, passed_over: set[Path]) -> Iterator[FoundFile]:
    root = folder.resolve()
    unreadable: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unreadable.append):
        left_out = _left_out(Path(place))
        wanted = [n for n in folders if not n.startswith(".") and not _matches(n, left_out)]
        folders[:] = sorted(n for n in wanted if (Path(place) / n).resolve() != library)
        for name in sorted(names):
            path = Path(place) / name
            if name.startswith(".") or _matches(name, left_out):
                continue
            if path.suffix[1:].lower() not in ENDINGS | {""}:
                passed_over.add(path.absolute())
            elif problem := _problem(path, root):
                yield FoundFile(path.absolute(), printable(str(path)), problem=problem)
            elif path.is_file():
                yield _file(path)
    for error in unreadable:
        path = Path(error.filename)
        yield FoundFile(path.absolute(), printable(str(path)), problem=_cannot_be_read(error))


def _problem(path: Path, root: Path) -> str:
    """Return why an entry of a folder is not read, "" where it is or is no file."""
    try:
        linked = path.is_symlink()
        if linked and not path.exists():
            return "It is a link to a file that is not there."
        if linked and not path.resolve().is_relative_to(root):
            return "A link that leads out of the folder is not followed; name the file itself to ingest it."
    except OSError as error:
        return _cannot_be_read(error)
    return ""


def _cannot_be_read(error: OSError) -> str:
    return f"It cannot be read: {error.strerror or error}."


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
        return FoundFile(file.path, file.shown, problem=_cannot_be_read(error))
