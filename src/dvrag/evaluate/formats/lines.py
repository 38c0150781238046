"""Text files of test sets, line by line; what is wrong in one is said with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dvrag.errors import NotFoundError, UnreadableError

CODING = "utf-8-sig"
"""UTF-8, with or without a byte order mark."""


def text_of(path: Path, what: str) -> str:
    """Return a file's text; `what` names the kind of file, for messages.

    Raises NotFoundError where there is no such file, UnreadableError where it is not UTF-8.
    """
    _check(path, what)
    try:
        return path.read_text(CODING)
    except UnicodeDecodeError as error:
        raise _other_coding(path) from error


def numbered(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank with their numbers, from 1. Raises what `text_of` raises."""
    _check(path, what)
    with path.open(encoding=CODING) as file:
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line.rstrip("\n")
        except UnicodeDecodeError as error:
            raise _other_coding(path) from error


def wrong(path: Path, number: int, message: str, hint: str = "") -> UnreadableError:
    """Return the error that names a line of a file and what is wrong there."""
    return UnreadableError(f"{path}, line {number}: {message}", hint=hint)


def whole_number(text: str) -> int | None:
    """Return the number that a text is, or None."""
    try:
        return int(text)
    except ValueError:
        return None


def _check(path: Path, what: str) -> None:
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", hint=f"Name {what}.")


def _other_coding(path: Path) -> UnreadableError:
    return UnreadableError(f"{path} is not UTF-8 text.", hint="Save it as UTF-8.")
