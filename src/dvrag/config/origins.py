"""Where each setting in force comes from."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from dvrag.config.load import load_settings
from dvrag.config.settings import Settings


class Origin(StrEnum):
    """What sets a value, in plain words."""

    DEFAULT = "default"
    FILE = "the library’s dvrag.toml"
    NAMED_FILE = "the file that DVRAG_CONFIG names"
    ENVIRONMENT = "environment"


@dataclasses.dataclass(frozen=True, slots=True)
class InForce:
    """A setting with its value and where that comes from."""

    section: str
    key: str
    value: str | int | float | bool
    origin: Origin

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"DVRAG_{self.section}_{self.key}".upper()


def in_force(library: Path, environ: Mapping[str, str]) -> tuple[InForce, ...]:
    """Return every setting for `library` in the order of the sections. Raises SettingsError as `load_settings` does."""
    settings = load_settings(library, environ)
    named = environ.get("DVRAG_CONFIG")
    path = Path(named) if named else library / "dvrag.toml"
    written = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    from_file = Origin.NAMED_FILE if named else Origin.FILE
    found = []
    for section in (field.name for field in dataclasses.fields(Settings)):
        values = getattr(settings, section)
        for key in (field.name for field in dataclasses.fields(values)):
            origin = from_file if key in written.get(section, {}) else Origin.DEFAULT
            setting = InForce(section, key, getattr(values, key), origin)
            set_outside = any(_sets(name, setting) for name in environ)
            found.append(dataclasses.replace(setting, origin=Origin.ENVIRONMENT) if set_outside else setting)
    return tuple(found)


def _sets(name: str, setting: InForce) -> bool:
    return name.startswith("DVRAG_") and name.upper() == setting.variable
