"""`dvrag train review`: what a person accepts, edits or rejects before questions are used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dvrag.cli.lessons.options import person
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import out_console, print_json, say, waiting
from dvrag.cli.training import options
from dvrag.errors import UsageError
from dvrag.model.learning.items import Decision

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Review questions before they are used: accept, edit, reject."
)


@app.command("list")
def list_items(
    theme: options.Theme = None,
    role: options.Role = None,
    agency: options.Agency = None,
    area: options.Area = None,
    year: options.Year = None,
    report: options.Report = None,
    kind: options.Kind = None,
    difficulty: options.Difficulty = None,
    decision: options.Decided = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """List the questions that the library gives, and what was decided of them."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import chosen, rows, show  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    about = {"theme": theme, "role": role, "agency": agency, "area": area, "year": year, "report": report}
    with waiting("Making the questions…"):
        filters = chosen.item_filters(trainer, {**about, "kind": kind, "difficulty": difficulty, "decision": decision})
        found = trainer.items(filters)
    if as_json:
        print_json({"items": [rows.reviewed_row(one) for one in found]})
    else:
        show.show_reviewed(out_console(), found)
    return 0


@app.command("show")
def show_item(reference: options.ItemReference, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Show one question with its answer, its quote and what was decided of it."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import rows, show  # noqa: PLC0415 - heavy

    with waiting("Making the questions…"):
        found = open_trainer(library).item(reference)
    if as_json:
        print_json(rows.reviewed_row(found))
    else:
        show.show_one(out_console(), found)
    return 0


@app.command()
def accept(
    references: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or 6 first digits or more of each.")],
    note: options.ReviewNote = "",
    by: options.Who = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Say that questions were read and are right."""
    return _decide(references, Decision.ACCEPTED, note, person(by), library)


@app.command()
def reject(
    references: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or 6 first digits or more of each.")],
    note: options.ReviewNote = "",
    by: options.Who = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Take questions out of use; `accept` brings them back."""
    return _decide(references, Decision.REJECTED, note, person(by), library)


@app.command("take-back")
def take_back(
    references: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or 6 first digits or more of each.")],
    note: options.ReviewNote = "",
    by: options.Who = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Take decisions back, with the words of an edit: the questions stand as they were made."""
    return _decide(references, Decision.UNSEEN, note, person(by), library)


@app.command()
def edit(
    reference: options.ItemReference,
    stem: Annotated[str | None, typer.Option("--stem", metavar="TEXT", help="The question in other words.")] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(
            "--option", metavar="LETTER=TEXT", help="An option in other words, for example B=GPs. May be repeated."
        ),
    ] = None,
    rationale: Annotated[str | None, typer.Option("--rationale", metavar="TEXT", help="Why it is right.")] = None,
    note: options.ReviewNote = "",
    by: options.Who = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Put a question in other words. It is checked anew against its quote, and refused where it fails."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import show  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    changes: dict[str, str | tuple[str, ...]] = {}
    changes |= {name: text for name, text in (("stem", stem), ("rationale", rationale)) if text is not None}
    if option:
        changes["options"] = _options(trainer.item(reference).item.options, option)
    if not changes:
        raise UsageError("Nothing to change is named.", hint="Add --stem, --option or --rationale.")
    changed = trainer.review(reference, Decision.EDITED, person(by), changes, note)
    show.show_one(out_console(), changed)
    return 0


def _options(now: tuple[str, ...], pairs: list[str]) -> tuple[str, ...]:
    """Return the options with those that the pairs name put in other words. Raises UsageError for a wrong pair."""
    texts = list(now)
    for pair in pairs:
        name, equals, text = (part.strip() for part in pair.partition("="))
        place = ord(name.upper()) - ord("A") if len(name) == 1 else -1
        if not equals or not text:
            raise UsageError(f"{pair!r} is not LETTER=TEXT.", hint='For example: --option "B=General practice".')
        if not 0 <= place < len(texts):
            raise UsageError(f"There is no option {name!r}.", hint=f"It has {len(texts)}, the first is A.")
        texts[place] = text
    return tuple(texts)


def _decide(references: list[str], decision: Decision, note: str, who: str, library: Path) -> int:
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    nothing: Mapping[str, str] = {}
    with waiting("Making the questions…"):
        known = [trainer.item(reference) for reference in references]  # all of them, before any is decided
    for one in known:
        trainer.review(one.item.id, decision, who, nothing, note)
        say(f"{decision.label}: {one.item.stem} ({one.item.id[:12]})")
    return 0
