"""Read settings from TOML and the environment.

Order, later wins: defaults, `<library>/dvrag.toml` or the file named by `DVRAG_CONFIG`, variables
`DVRAG_<SECTION>_<KEY>` (for example `DVRAG_RETRIEVE_DENSE_WEIGHT=0.7`).
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from dvrag.config.settings import Settings
from dvrag.errors import SettingsError

T = TypeVar("T")

RESERVED = frozenset({"DVRAG_CACHE", "DVRAG_CONFIG", "DVRAG_DEBUG", "DVRAG_LIBRARY"})


def load_settings(library: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings for `library`. Raises SettingsError for an unknown key or a value of the wrong type."""
    named = environ.get("DVRAG_CONFIG")
    path = Path(named) if named else library / "dvrag.toml"
    if named and not path.is_file():
        raise SettingsError(
            f"The settings file {path} (DVRAG_CONFIG) does not exist.",
            hint="Unset DVRAG_CONFIG or name an existing file.",
        )
    table = _read(path) if path.is_file() else {}
    return settings_from(_merge(table, _from_environment(environ)), str(path))


def settings_from(table: Mapping[str, Any], origin: str) -> Settings:
    """Return settings from nested tables `{section: {key: value}}`; `origin` is named in errors."""
    return changed(Settings(), table, origin)


def changed(settings: Settings, table: Mapping[str, Any], origin: str) -> Settings:
    """Return `settings` with what the nested tables name replaced; `origin` is named in errors."""
    sections = {f.name: getattr(settings, f.name) for f in dataclasses.fields(Settings)}
    _reject_unknown(table, sections, f"section in {origin}")
    replaced = {}
    for name, values in table.items():
        if not isinstance(values, Mapping):
            raise SettingsError(f"[{name}] in {origin} must be a table of settings.")
        replaced[name] = _section(sections[name], values, f"[{name}] in {origin}")
    return dataclasses.replace(settings, **replaced)


def check_choice(key: str, value: str, choices: Sequence[str], section: str) -> None:
    """Raise SettingsError where a setting's value is none of its choices."""
    if value not in choices:
        raise SettingsError(f"{key} {section} is {value!r}.", hint=f"Known: {', '.join(choices)}.")


def fingerprint(settings: object) -> str:
    """Return 12 hexadecimal digits that change when any value of a settings dataclass changes."""
    text = json.dumps(dataclasses.asdict(settings), sort_keys=True)  # type: ignore[call-overload]
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.", hint="Mend the file or remove it.") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, value in environ.items():
        if not name.startswith("DVRAG_") or name in RESERVED:
            continue
        section, _, key = name.removeprefix("DVRAG_").lower().partition("_")
        found.setdefault(section, {})[key] = value
    return found


def _merge(base: Mapping[str, Any], over: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    merged = dict(base)
    for section, values in over.items():
        merged[section] = {**merged.get(section, {}), **values}
    return merged


def _section(default: T, values: Mapping[str, Any], origin: str) -> T:
    known = {f.name: getattr(default, f.name) for f in dataclasses.fields(default)}  # type: ignore[arg-type]
    _reject_unknown(values, known, f"setting {origin}")
    typed = {key: _typed(value, known[key], f"{key} {origin}") for key, value in values.items()}
    return dataclasses.replace(default, **typed)  # type: ignore[type-var]


def _typed(value: Any, default: Any, origin: str) -> Any:
    kind = type(default)
    if kind is bool and isinstance(value, str) and value.lower() in {"true", "false", "1", "0"}:
        return value.lower() in {"true", "1"}
    if isinstance(value, str) and kind in {int, float}:
        try:
            return kind(value)
        except ValueError as error:
            raise SettingsError(f"{origin} must be a number, not {value!r}.") from error
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise SettingsError(f"{origin} must be of type {kind.__name__}, not {type(value).__name__}.")
    return value


def _reject_unknown(given: Mapping[str, Any], known: Mapping[str, Any], what: str) -> None:
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(sorted(known))}."
            raise SettingsError(f"Unknown {what}: {key!r}.", hint=hint)
