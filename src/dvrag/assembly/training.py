"""Puts training together over a library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.assembly.clock import SystemClock
from dvrag.config.load import load_settings
from dvrag.ports import Clock

if TYPE_CHECKING:
    from dvrag.trainer import Trainer


def open_trainer(library: str | PathLike[str] = "index", clock: Clock | None = None) -> Trainer:
    """Return the trainer of a library. Raises NotFoundError, DamagedError, MismatchError, SettingsError."""
    from dvrag.assembly.models import check_model, model_for  # noqa: PLC0415 - heavy
    from dvrag.lessons.themes.assign import Sorter  # noqa: PLC0415 - heavy
    from dvrag.registrar import Registrar  # noqa: PLC0415 - heavy
    from dvrag.store.library import Library  # noqa: PLC0415 - heavy
    from dvrag.trainer import Trainer  # noqa: PLC0415 - heavy
    from dvrag.training.sources import Sources, StoredVectors  # noqa: PLC0415 - heavy

    root, now = Path(library), clock or SystemClock()
    settings = load_settings(root, os.environ)
    model = model_for(settings.embed)
    opened = Library.open(root, read_only=True)
    check_model(opened, model)
    registrar = Registrar(root, opened, model, now)
    sorter = cache(lambda themes: Sorter(themes, model))
    vectors = StoredVectors(opened, model)

    def themes_of(texts: Sequence[str], headings: Sequence[str]) -> list[tuple[str, ...]]:
        return sorter(registrar.themes()).themes_of(texts, vectors.encode(texts), headings) if texts else []

    sources = Sources(
        library=opened,
        entries=lambda: registrar.register().kept,
        repeats=registrar.repeats,
        themes=registrar.themes,
        themes_of=themes_of,
        encode=vectors.encode,
    )
    return Trainer(root, sources, now, settings.train)
