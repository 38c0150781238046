"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Library: TypeAlias = Annotated[
    Path, typer.Option("--library", metavar="DIR", envvar="DVRAG_LIBRARY", help="The folder of the library.")
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on stdout, nothing else there.")
]
FilterPairs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="KEY=VALUE",
        help="Only these reports: family, area, publisher, year (2019 or 2015..2020) or report. May be repeated.",
    ),
]
Themes: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--theme", metavar="NAME", help="Only passages that speak of this theme. May be repeated."),
]
DEFAULT_LIBRARY = Path("index")
