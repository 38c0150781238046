"""Whose work a text is about: by the words for a role and its tasks, by the agencies told, else by the themes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dvrag.model.findings import Agency
from dvrag.model.learning.items import Role

MOST = 4
"""Roles of an item, at most."""
_COLLEGE = re.compile(r"\b(?:Royal )?College of [A-Z]\w+(?: [A-Z]\w+)*")
"""A body of a profession, where nobody is taught at a desk."""
_BY_THEME = 2
"""Roles that themes alone give, at most."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What shows that a text is about a role."""

    role: Role
    words: re.Pattern[str]
    agencies: frozenset[str]
    classes: frozenset[str]
    themes: frozenset[str]


def roles_of(text: str, agencies: Iterable[Agency] = (), themes: Iterable[str] = ()) -> tuple[Role, ...]:
    """Return the roles whose work a text is about, the clearest first, at most `MOST`; () where nothing says.

    `agencies` are those told or judged, `themes` the names of the text's themes: they are asked only where neither
    words nor agencies say whose work it is.
    """
    told, named = tuple(agencies), tuple(themes)
    text = _COLLEGE.sub(" ", text)
    weighed = [(_weight(signs, text, told), signs.role) for signs in _signs()]
    found = [role for weight, role in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]
    return tuple(found[:MOST]) if found else _by_theme(named)


def _weight(signs: _Signs, text: str, told: Sequence[Agency]) -> int:
    """Return how clearly a text is about a role: an agency told by name counts most, then words, then a class."""
    words = {found.group().lower() for found in signs.words.finditer(text)}
    by_name = any(_is_one(agency, signs.agencies) for agency in told)
    by_class = any(agency.kind.value in signs.classes for agency in told)
    return 4 * by_name + 2 * min(len(words), 2) + by_class


def _is_one(agency: Agency, names: frozenset[str]) -> bool:
    """Return whether an agency has one of the names, as a whole or at its end ("Arnbury Probation Service")."""
    own = agency.name.lower()
    return any(own == name or own.endswith(f" {name}") for name in names)


def _by_theme(themes: Sequence[str]) -> tuple[Role, ...]:
    shared = [(len(signs.themes.intersection(themes)), signs.role) for signs in _signs()]
    return tuple(role for count, role in sorted(shared, key=lambda pair: -pair[0]) if count)[:_BY_THEME]


@lru_cache(maxsize=1)
def _signs() -> tuple[_Signs, ...]:
    table = tomllib.loads(files("dvrag.training.roles").joinpath("roles.toml").read_text("utf-8"))
    return tuple(
        _Signs(
            role=Role(name),
            words=re.compile("|".join(_pattern(phrase) for phrase in entry["words"])),
            agencies=frozenset(agency.lower() for agency in entry.get("agencies", ())),
            classes=frozenset(entry.get("classes", ())),
            themes=frozenset(entry.get("themes", ())),
        )
        for name, entry in table.items()
    )


def _pattern(phrase: str) -> str:
    exact = phrase.startswith("=")
    words = [re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in phrase.lstrip("=").split()]
    joined = r"\b" + r"\s+".join(words) + r"(?!\w)"
    return joined if exact else f"(?i:{joined})"
