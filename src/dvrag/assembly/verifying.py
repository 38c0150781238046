"""Puts together what checks kept answers."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.assembly.models import check_model, model_for
from dvrag.config.load import load_settings

if TYPE_CHECKING:
    from dvrag.answer.verify.recheck import Recheck


def verify_answer(
    file: str | PathLike[str], library: str | PathLike[str] = "index", notices: list[str] | None = None
) -> Recheck:
    """Return an answer that `dvrag ask --json` printed, checked anew against a library.

    Raises UsageError where the file holds no answer, NotFoundError, DamagedError, MismatchError as opening a library.
    `notices` receives plain lines to show.
    """
    from dvrag.answer.verify.document import read_answer  # noqa: PLC0415 - heavy
    from dvrag.answer.verify.recheck import recheck  # noqa: PLC0415 - heavy
    from dvrag.answer.verify.verifier import ClaimVerifier  # noqa: PLC0415 - heavy
    from dvrag.store.library import Library  # noqa: PLC0415 - heavy

    answer = read_answer(Path(file))
    root = Path(library)
    with Library.open(root, read_only=True) as opened:
        model = model_for(load_settings(root, os.environ).embed, notices if notices is not None else [])
        check_model(opened, model)
        return recheck(answer, opened, ClaimVerifier(model))
