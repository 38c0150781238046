"""What an evaluation returns: a Run, one Record for each question. Both go to JSON and back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from dvrag.errors import MismatchError, UnreadableError

FORMAT = 1

Scores: TypeAlias = Mapping[str, float]
"""Measure → value in [0, 1]; a measure that does not apply to a question is not there."""


@dataclass(frozen=True, slots=True)
class Said:
    """A cited quote of an answer as it was judged. `right`: it lies on a gold passage."""

    quote: str
    source: str
    page: int | None
    paragraph: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One question with what came back. `ranks` holds, per gold passage (nearly equal ones count as one), the
    rank that found it (0: not found).

    `families` are the kinds of report of its gold passages. `missed` lists the vital points that were not said.
    """

    id: str
    question: str
    type: str
    subtype: str
    split: str
    expected: str
    status: str
    gated: bool
    confidence: float
    scores: dict[str, float]
    reason: str = ""
    answer: tuple[Said, ...] = ()
    ranks: tuple[int, ...] = ()
    families: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    ranking: tuple[str, ...] = ()
    search_ms: float = 0.0
    ask_ms: float = 0.0

    @property
    def group(self) -> str:
        """Its type, and for a question without an answer why there is none."""
        return f"{self.type}: {self.subtype.replace('_', ' ')}" if self.subtype else self.type


@dataclass(frozen=True, slots=True)
class Run:
    """A system's answers to a gold set. `settings` are those that differ from the defaults, as `section.key=value`.

    `gold` names the gold file and `gold_sha256` its questions; `library` is the fingerprint of what was searched.
    """

    system: str
    settings: tuple[str, ...]
    models: dict[str, str]
    library: str
    gold: str
    gold_sha256: str
    split: str
    started: str
    version: str
    records: tuple[Record, ...] = field(default=())

    @property
    def name(self) -> str:
        """The system with its settings, in one line."""
        return ",".join((self.system, *self.settings))

    def by_id(self) -> dict[str, Record]:
        """Return the records by the id of their question."""
        return {record.id: record for record in self.records}


def run_json(run: Run) -> dict[str, Any]:
    """Return a run as plain values."""
    return {"format": FORMAT, **asdict(run)}


def run_from_json(document: Any, origin: str) -> Run:
    """Return the run that `run_json` wrote. Raises UnreadableError, MismatchError naming `origin`."""
    if not isinstance(document, dict) or "records" not in document:
        raise UnreadableError(f"{origin} is not a run.", hint="Make one: `dvrag evaluate run --out FOLDER`.")
    if document.get("format") != FORMAT:
        raise MismatchError(f"{origin} was written by another version of dvrag.", hint="Run the evaluation again.")
    try:
        fields = {key: value for key, value in document.items() if key != "format"}
        records = tuple(_record(item) for item in fields.pop("records"))
        return Run(**{**fields, "settings": tuple(fields["settings"])}, records=records)
    except (TypeError, KeyError) as error:
        raise UnreadableError(f"{origin} is not a run ({error}).", hint="Run the evaluation again.") from error


def _record(item: dict[str, Any]) -> Record:
    listed = {key: tuple(value) for key, value in item.items() if isinstance(value, list)}
    answer = tuple(Said(**said) for said in item["answer"])
    return Record(**{**item, **listed, "answer": answer})
