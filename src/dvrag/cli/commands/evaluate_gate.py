"""`dvrag evaluate gate`, `baseline` and `ablate`: keeping what is there, and knowing what it is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from dvrag.cli.commands.evaluate_run import DEFAULT_GOLD, Gold, Split, evaluator_of
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.progress import progress
from dvrag.cli.terminal import out_console, print_json, say
from dvrag.errors import NotFoundError, UnreadableError

if TYPE_CHECKING:
    from dvrag.evaluate.gate import Change
    from dvrag.evaluate.run import Run
    from dvrag.evaluator import Evaluator

LOST = 1
"""Exit code of `gate` where a measure is significantly lower than in the baseline."""

Kept: TypeAlias = Annotated[Path, typer.Option("--baseline", metavar="FILE", help="The file that keeps the baseline.")]
DEFAULT_BASELINE = Path("eval/baselines.json")


def gate(
    gold: Gold = DEFAULT_GOLD,
    split: Split = "dev",
    kept: Kept = DEFAULT_BASELINE,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Compare with the kept baseline; exit code 1 where a measure is significantly lower."""
    from dvrag.evaluate.gate import UPDATE, against  # noqa: PLC0415 - heavy

    document = _document(kept)
    changes = against(_product(library, gold, split), document, str(kept))
    _show(changes, as_json)
    lost = any(change.failed for change in changes)
    if lost:
        say(f"Some measures are significantly lower than in {kept}. {UPDATE}")
    return LOST if lost else 0


def baseline(
    gold: Gold = DEFAULT_GOLD,
    split: Split = "dev",
    kept: Kept = DEFAULT_BASELINE,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Keep today's figures as the baseline, and print what changes by that."""
    from dvrag.evaluate.gate import against, baseline_of  # noqa: PLC0415 - heavy

    made = _product(library, gold, split)
    if kept.is_file():
        document = _document(kept)
        if document.get("gold_sha256") == made.gold_sha256:
            _show(against(made, document, str(kept)), as_json)
        else:
            say(f"{kept} was made with other questions; there is nothing to compare.")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(baseline_of(made), indent=1, ensure_ascii=False) + "\n", "utf-8")
    say(f"Kept in {kept}.")
    return 0


def ablate(
    gold: Gold = DEFAULT_GOLD,
    split: Split = "dev",
    part: Annotated[
        list[str] | None, typer.Option("--part", help="Only this part; may be repeated. Without it, all.")
    ] = None,
    documents: Annotated[
        Path, typer.Option("--documents", metavar="DIR", help="The reports of the library, for other passage sizes.")
    ] = Path("corpus"),
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Change one part at a time and print which parts and settings earn their place."""
    from dvrag.evaluate.ablate import MEASURES, chosen  # noqa: PLC0415 - heavy

    parts = chosen(part or ())
    evaluator = evaluator_of(library)
    questions = evaluator.gold(gold, split)
    with progress() as bars:

        @contextmanager
        def rebuilt(settings: Mapping[str, Mapping[str, str]]) -> Iterator[Evaluator]:
            from dvrag.assembly import temporary_library  # noqa: PLC0415 - heavy

            with temporary_library([documents], settings, bars) as folder:
                yield evaluator_of(folder)

        found = evaluator.ablate(questions, split, parts, rebuilt, bars)
        if as_json:
            rows = [{**asdict(item), "verdict": item.verdict} for item in found]
            print_json({"measures": list(MEASURES), "ablations": rows})
        else:
            from dvrag.cli.show_evaluation import show_ablations  # noqa: PLC0415 - heavy

            show_ablations(out_console(), found, MEASURES)
    return 0


def _product(library: Path, gold: Path, split: str) -> Run:
    from dvrag.evaluate.systems import parse_system  # noqa: PLC0415 - only here

    evaluator = evaluator_of(library)
    with progress() as bars:
        return evaluator.run(evaluator.gold(gold, split), split, parse_system("dvrag"), bars)


def _document(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise NotFoundError(f"There is no baseline {path}.", hint="Make one: `dvrag evaluate baseline`.")
    try:
        document = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UnreadableError(f"{path} is not JSON.", hint="Make it anew: `dvrag evaluate baseline`.") from error
    return document if isinstance(document, dict) else {}


def _show(changes: tuple[Change, ...], as_json: bool) -> None:
    if as_json:
        print_json({"changes": [{**asdict(change), "failed": change.failed} for change in changes]})
    else:
        from dvrag.cli.show_evaluation import show_gate  # noqa: PLC0415 - heavy

        show_gate(out_console(), changes)
