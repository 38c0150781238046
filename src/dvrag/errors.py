"""The errors of dvrag, drawn as a tree.

DvragError                  every error that dvrag raises on purpose
├── UserError               the person who runs dvrag can mend it (exit code 2)
│   ├── UsageError          a wrong option, an empty question, an unknown filter
│   ├── SettingsError       a setting that is unknown or out of range
│   ├── NotFoundError       no such library, report or file
│   ├── MissingPartError    something is missing on this machine (model, engine, disk space)
│   └── WriterError         a language model is missing, unreachable, too slow, or refused
├── InputError              a document's fault: the file is recorded as failed with this reason
│   ├── UnreadableError     damaged, empty, not what its name says
│   ├── EncryptedError      needs a password
│   └── LimitError          too large, too slow, too much memory
└── LibraryError            the library's fault
    ├── DamagedError        bytes differ from what was written; `dvrag library rebuild`
    ├── LockedError         another process is writing
    └── MismatchError       made by another version, model or setting

Each message is one line; `hint` says what to do next.
"""

from __future__ import annotations

__all__ = [
    "DamagedError",
    "DvragError",
    "EncryptedError",
    "InputError",
    "LibraryError",
    "LimitError",
    "LockedError",
    "MismatchError",
    "MissingPartError",
    "NotFoundError",
    "SettingsError",
    "UnreadableError",
    "UsageError",
    "UserError",
    "WriterError",
]


class DvragError(Exception):
    """Base of all errors. `str(error)` is one plain line; `hint` the next step (may be empty)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UserError(DvragError):
    """The person who runs dvrag can mend it."""


class UsageError(UserError):
    """A wrong option, an empty question, an unknown filter."""


class SettingsError(UserError):
    """A setting that is unknown or out of range."""


class NotFoundError(UserError):
    """No such library, report or file."""


class MissingPartError(UserError):
    """Something is missing on this machine: a model, an engine, disk space."""


class WriterError(UserError):
    """A language model is missing, unreachable, too slow, or refused; the answer is quoted instead."""


class InputError(DvragError):
    """A document's fault; the file ends as failed, with this as its reason."""


class UnreadableError(InputError):
    """Damaged, empty, or not what its name says."""


class EncryptedError(InputError):
    """The document needs a password."""


class LimitError(InputError):
    """Too large, too slow, or too much memory."""


class LibraryError(DvragError):
    """The library's fault."""


class DamagedError(LibraryError):
    """Stored bytes differ from what was written."""


class LockedError(LibraryError):
    """Another process is writing to the library."""


class MismatchError(LibraryError):
    """The library was made by another version, model or setting."""
