"""`dvrag train practise`, `progress` and `learners`: a sitting in the terminal, how it went, and whose it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import one_line, out_console, print_json, say, waiting, write
from dvrag.cli.training import options
from dvrag.errors import NotFoundError, UsageError
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dvrag.model.learning.learners import Learner
    from dvrag.trainer import Trainer

learners = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Profiles on this machine: list, add, rename, remove."
)
WhichLearner = Annotated[str, typer.Argument(metavar="LEARNER", help="The profile's name or number.")]


def practise(
    theme: options.Theme = None,
    role: options.Role = None,
    agency: options.Agency = None,
    area: options.Area = None,
    kind: options.Kind = None,
    difficulty: options.Difficulty = None,
    minutes: options.Minutes = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="Which order new questions come in.")] = None,
    learner: options.OfLearner = "",
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Practise in the terminal: questions that are due again come first, each with its quote after the answer."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import chosen, sitting  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    about = {"theme": theme, "role": role, "agency": agency, "area": area, "kind": kind, "difficulty": difficulty}
    with waiting("Making the questions…"):
        filters = chosen.item_filters(trainer, about)
        whose = _who(trainer, learner) if learner else _one_of(trainer.learners())
        trainer.usable(filters, needed=True)  # before a profile is made that nobody would know of
        whose = whose or trainer.add_learner()
        session = trainer.session(whose.id, filters, minutes, seed)
    if not session.items:
        say("No question fits, or all that fit were answered and none is due again. Leave a restriction out.")
        return 0
    answered, right = sitting.sit(trainer, session, sitting.stdin_line)
    write(out_console(), one_line(sitting.told(answered, right, whose.shown)), style="bold")
    return 0


def progress(learner: options.OfLearner = "", library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Show how a learner fares by theme; without --learner, how all fare together."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import rows, show_progress  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    if learner:
        one = trainer.progress(_who(trainer, learner).id)
        if as_json:
            print_json(rows.progress_document(one))
        else:
            show_progress.show_progress(out_console(), one)
        return 0
    team = trainer.team()
    if as_json:
        print_json(rows.team_document(team))
    else:
        show_progress.show_team(out_console(), team)
    return 0


@learners.command("list")
def list_learners(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """List the profiles."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import rows  # noqa: PLC0415 - heavy

    found = open_trainer(library).learners()
    if as_json:
        print_json({"learners": [rows.learner_row(one) for one in found]})
        return 0
    for one in found:
        write(out_console(), one_line(f"{one.id}  {one.shown}, since {one.since[:10]}"))
    write(out_console(), f"{counted(len(found), 'profile')}.", style="bold")
    return 0


@learners.command("add")
def add_learner(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name; none is needed.")] = "",
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Make a profile. It needs no name: without one it is called by its number."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy

    made = open_trainer(library).add_learner(name)
    say(f"{made.shown} was added (number {made.id}).")
    return 0


@learners.command("rename")
def rename_learner(
    learner: WhichLearner,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name; an empty one takes it away.")],
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Give a profile another name."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    found = _who(trainer, learner)
    renamed = trainer.rename_learner(found.id, name)
    say(f"{found.shown} is now called {renamed.shown}.")
    return 0


@learners.command("remove")
def remove_learner(
    learner: WhichLearner,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Remove a profile with all its answers. Asks first."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    found = _who(trainer, learner)
    if not yes and not typer.confirm(f"Remove {one_line(found.shown)} with all answers?", err=True):
        say("Nothing was removed.")
        return 0
    trainer.remove_learner(found.id)
    say(f"{found.shown} was removed, with all answers.")
    return 0


def _who(trainer: Trainer, named: str) -> Learner:
    """Return the profile of that name or number.

    Raises NotFoundError where there is none, as for an empty name; UsageError where a name is another's number.
    """
    word = named.strip().casefold()
    known = trainer.learners() if word else ()
    found = _one_of([one for one in known if word in {str(one.id), one.name.casefold(), one.shown.casefold()}])
    if found is None:
        raise NotFoundError(f"No profile is called {named!r}.", hint="See `dvrag train learners list`.")
    return found


def _one_of(found: Sequence[Learner]) -> Learner | None:
    """Return the only profile of some, None where there is none. Raises UsageError where there are several."""
    if len(found) > 1:
        names = ", ".join(f"{one.shown} ({one.id})" for one in found[:6])
        raise UsageError(
            f"There are several profiles: {names}.", hint="Name one by its number; `practise` takes it with --learner."
        )
    return found[0] if found else None
