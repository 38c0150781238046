"""The facade for evaluating: gold questions, systems and runs over one library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from dvrag.answer.corpus import Corpus
from dvrag.errors import MismatchError, UsageError
from dvrag.evaluate.ablate import Ablation, ablation, spec_of
from dvrag.evaluate.gold.check import check_gold
from dvrag.evaluate.gold.place import place_all
from dvrag.evaluate.gold.questions import GoldSet, Mistake
from dvrag.evaluate.gold.read import parse_gold, read_gold
from dvrag.evaluate.gold.write import questions_sha256
from dvrag.evaluate.run import Run
from dvrag.evaluate.runner import run_questions
from dvrag.evaluate.systems import CHANGEABLE, SystemSpec
from dvrag.ports import Clock, Progress, System

Parts: TypeAlias = Mapping[str, Sequence[tuple[str, ...]]]
"""Part → changes, each one or more `section.key=value`."""
Rebuilt: TypeAlias = Callable[[Mapping[str, Mapping[str, str]]], AbstractContextManager["Evaluator"]]
"""Settings of the library as nested tables → an evaluator over a library made with them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A gold file as checked: what can be read of it, and every mistake, in order of row."""

    gold: GoldSet
    mistakes: tuple[Mistake, ...]


class Evaluator:
    """Runs systems on gold questions. `system` makes the system of a spec over the library."""

    def __init__(
        self,
        corpus: Corpus,
        system: Callable[[SystemSpec], System],
        models: dict[str, str],
        clock: Clock,
        version: str,
    ) -> None:
        self.corpus = corpus
        self._system = system
        self._models = models
        self._clock = clock
        self._version = version

    def check(self, path: Path) -> Checked:
        """Return what is wrong in a gold file: its format, its splits, and whether it fits this library."""
        gold, mistakes = parse_gold(path)
        found = (*mistakes, *check_gold(gold, self.corpus))
        return Checked(gold, tuple(sorted(found, key=lambda mistake: mistake.row)))

    def gold(self, path: Path, split: str) -> GoldSet:
        """Return the questions of one split ("all" for every one). Raises what `read_gold` raises, UsageError."""
        gold = read_gold(path).split(split)
        if not gold.questions:
            raise UsageError(f"{path} has no question in the split {split!r}.", hint="Splits: dev, test, all.")
        return gold

    def ablate(
        self, gold: GoldSet, split: str, parts: Parts, rebuilt: Rebuilt, progress: Progress
    ) -> Iterator[Ablation]:
        """Yield what each change of each part does, as it is known; `rebuilt` opens a library with other settings."""
        product = self.run(gold, split, SystemSpec("dvrag"), progress)
        for part, sweeps in parts.items():
            for settings in sweeps:
                spec = spec_of(settings)
                if spec.table.keys() <= set(CHANGEABLE):
                    made = self.run(gold, split, spec, progress)
                else:
                    with rebuilt(spec.table) as other:
                        made = other.run(gold, split, SystemSpec("dvrag"), progress)
                yield ablation(part, product, made, settings)

    def run(self, gold: GoldSet, split: str, spec: SystemSpec, progress: Progress) -> Run:
        """Ask a system every question. Raises MismatchError where the gold set does not fit the library."""
        placed, mistakes = place_all(gold, self.corpus)
        if mistakes:
            more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
            raise MismatchError(
                f"{gold.name} does not fit this library: {mistakes[0]}{more}.",
                hint="Name the library that it was written for with --library, or see `dvrag evaluate check`.",
            )
        started = self._clock.now().isoformat(timespec="seconds")
        records = run_questions(placed, self._system(spec), self.corpus.reports(), progress, f"Asking {spec}")
        return Run(
            system=spec.name,
            settings=spec.settings,
            models=self._models,
            library=self.corpus.fingerprint(),
            gold=gold.name,
            gold_sha256=questions_sha256(gold.questions),
            split=split,
            started=started,
            version=self._version,
            records=records,
        )
