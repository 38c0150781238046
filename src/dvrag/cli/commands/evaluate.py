"""`dvrag evaluate`: measure on sets with known answers."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure on sets with known answers.")
