"""Writing to the terminal: untrusted text is made harmless, results go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 88
"""Columns used at most, so that lines stay readable on a wide terminal."""


_CONTROL = (*range(0x20), *range(0x7F, 0xA0))
_BIDIRECTIONAL = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SURROGATES = range(0xD800, 0xE000)
_DROPPED = {c: None for c in (*_CONTROL, *_BIDIRECTIONAL, *_SURROGATES) if chr(c) not in "\n\t"}
_ESCAPED = {c: f"\\u{c:04x}" for c in (*range(0x7F, 0xA0), *_BIDIRECTIONAL, *_SURROGATES)}


def plain(text: str) -> str:
    """Return `text` without control characters (escape sequences, bidirectional overrides); newlines and tabs stay."""
    return text.translate(_DROPPED)


def one_line(text: str) -> str:
    """Return `text` made harmless and on one line."""
    return " ".join(plain(text.replace("\n", " ")).split())


def out_console() -> Console:
    """Return a console on stdout that reads no markup in what it prints."""
    return _console(stderr=False)


def err_console() -> Console:
    """Return a console on stderr that reads no markup in what it prints."""
    return _console(stderr=True)


def write(console: Console, text: str = "", indent: int = 0, style: str = "") -> None:
    """Print `text`, already made harmless, wrapped to the console's width; all its lines are indented."""
    from rich.text import Text  # noqa: PLC0415 - not needed for --help and --json

    if not text:
        console.print()
        return
    for line in Text(text, style=style).wrap(console, console.width - indent):
        line.rstrip()
        console.print(Text(" " * indent) + line, no_wrap=True, crop=False)


def is_terminal() -> bool:
    """Return whether a person is watching stderr."""
    return sys.stderr.isatty()


def print_json(document: dict[str, Any]) -> None:
    """Write one JSON document to stdout; characters that steer a terminal are escaped."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2).translate(_ESCAPED) + "\n")


def say(message: str) -> None:
    """Write one plain line to stderr."""
    sys.stderr.write(f"{one_line(message)}\n")


@contextmanager
def notices_said() -> Iterator[list[str]]:
    """Yield a list for notices; each is written to stderr in the end, also where the work fails."""
    notices: list[str] = []
    try:
        yield notices
    finally:
        for notice in notices:
            say(notice)


def waiting(message: str) -> AbstractContextManager[object]:
    """Return a context that shows `message` with a spinner on a terminal, and nothing elsewhere."""
    return err_console().status(message) if is_terminal() else nullcontext()


def _console(stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - not needed for --help and --json

    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDTH)
    return console
