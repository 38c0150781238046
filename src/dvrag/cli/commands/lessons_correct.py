"""`dvrag lessons correct`, `confirm`, `take-out`, `bring-back`, `history`, `unplaced`: what people put right."""

from __future__ import annotations

from typing import Annotated

import typer

from dvrag.cli.lessons.options import By, Note, Reference, person
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import one_line, out_console, print_json, say, write
from dvrag.errors import UsageError


def correct(
    reference: Reference,
    values: Annotated[list[str], typer.Option("--set", metavar="FIELD=VALUE", help="A field and its right value.")],
    note: Note = "",
    by: By = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Put right what was read: kind, number, addressee, agencies, themes, scope, deadline, lead, grade, question."""
    changes = {}
    for pair in values:
        field, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not FIELD=VALUE.", hint='For example: --set "addressee=Marlshire Police".')
        changes[field.strip()] = value
    _change(reference, changes, person(by), note, library)
    return 0


def confirm(reference: Reference, note: Note = "", by: By = None, library: Library = DEFAULT_LIBRARY) -> int:
    """Say that a finding was checked and is right."""
    _change(reference, {"checked": "yes"}, person(by), note, library)
    return 0


def take_out(reference: Reference, note: Note = "", by: By = None, library: Library = DEFAULT_LIBRARY) -> int:
    """Take out what is no finding; it is not counted any more and can be brought back."""
    _change(reference, {"kept": "no"}, person(by), note, library)
    return 0


def bring_back(reference: Reference, note: Note = "", by: By = None, library: Library = DEFAULT_LIBRARY) -> int:
    """Bring back what was taken out."""
    _change(reference, {"kept": ""}, person(by), note, library)
    return 0


def history(reference: Reference, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Show who changed what about a finding, and when."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import rows, show  # noqa: PLC0415 - heavy

    edits = open_registrar(library).history(reference)
    if as_json:
        print_json({"rows": [rows.edit_row(edit) for edit in edits]})
    elif edits:
        show.show_edits(out_console(), edits)
    else:
        say("Nobody has changed anything about it.")
    return 0


def unplaced(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """List changes of people whose finding is in no report any more, with the words they were made on."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import rows, show  # noqa: PLC0415 - heavy

    left = open_registrar(library).unplaced()
    if as_json:
        print_json({"rows": [{**rows.edit_row(u.edit), "source": u.source, "text": u.text} for u in left]})
        return 0
    for item in left:
        write(out_console(), one_line(f"{item.source}: “{item.text}”"))
        show.show_edits(out_console(), [item.edit])
    if not left:
        say("Every change of people has its finding.")
    return 0


def _change(reference: str, changes: dict[str, str], who: str, note: str, library: Library) -> None:
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import show  # noqa: PLC0415 - heavy

    entry = open_registrar(library).correct(reference, changes, who, note)
    show.show_line(out_console(), entry)
