"""What training is made from, asked again whenever the library changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Entry
from dvrag.model.findings import Theme
from dvrag.store.library import Library
from dvrag.training.likeness import Encode
from dvrag.training.material import Material, ThemesOf


@dataclass(frozen=True, slots=True)
class Sources:
    """An open library, its register, and what sorts and compares texts. The functions tell how things are now."""

    library: Library
    entries: Callable[[], tuple[Entry, ...]]
    repeats: Callable[[], tuple[RepeatGroup, ...]]
    themes: Callable[[], tuple[Theme, ...]]
    themes_of: ThemesOf
    encode: Encode

    def material(self) -> Material:
        """Return the library as it is now; each report is loaded once."""
        return Material(
            reports={summary.id: summary for summary in self.library.reports()},
            entries=self.entries(),
            themes=self.themes(),
            report=cache(self.library.report),
            themes_of=self.themes_of,
            fingerprint=self.library.fingerprint(),
            encode=self.encode,
        )
