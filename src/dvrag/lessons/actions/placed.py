"""A file put in its place whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dvrag.errors import UsageError


def put_file(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write the content to a temporary file beside, then give it its name in one step.

    An existing file is kept unless `replace`. Raises UsageError where it exists or the folder cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path.name or path} is a folder.", hint="Give the name of a file.")
    if not replace and path.exists():
        raise _taken(path)
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _name(temporary, path, replace=replace)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{path.name} cannot be written: {reason}.", hint="Choose another folder.") from error
    finally:
        temporary.unlink(missing_ok=True)


def _name(temporary: Path, path: Path, *, replace: bool) -> None:
    """A link fails where the name was taken meanwhile; a file system without links gets the plain renaming."""
    if not replace:
        try:
            os.link(temporary, path)
            return
        except FileExistsError as error:
            raise _taken(path) from error
        except OSError:
            if path.exists():
                raise
    os.replace(temporary, path)


def _taken(path: Path) -> UsageError:
    return UsageError(f"{path.name} exists already.", hint="Choose another name, or say that it may be replaced.")
