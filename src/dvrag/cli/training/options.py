"""Options that the commands of `dvrag train` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from dvrag.training.practice import sitting
from dvrag.training.quiz import LONGEST

Theme: TypeAlias = Annotated[
    list[str] | None, typer.Option("--theme", metavar="NAME", help="Only this theme. May be repeated.")
]
Role: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help="Only for this role, for example “call handler”. May be repeated."),
]
Agency: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--agency", metavar="NAME", help="Only what this agency was told, or how it was judged. May be repeated."
    ),
]
Area: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--area", metavar="NAME", help="Only reports of this area or force. May be repeated."),
]
Year: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--year", metavar="YEAR", help="Only reports of this year or range: 2019, 2015..2020. May be repeated."
    ),
]
Period: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--year", metavar="YEAR", help="Only reports of this year or period: 2019, 2015..2020."),
]
Report: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="NAME", help="Only this report: file name or id. May be repeated."),
]
Kind: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only questions of this form: choice, true_false, cloze, match, order, scenario. May be repeated.",
    ),
]
Difficulty: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--difficulty", metavar="LEVEL", help="Only easy, medium or hard ones. May be repeated."),
]
Decided: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--decision",
        metavar="DECISION",
        help="Only those reviewed so: unseen, accepted, edited, rejected. May be repeated.",
    ),
]
Count: TypeAlias = Annotated[
    int, typer.Option("--count", metavar="N", min=1, max=LONGEST, help="How many questions, at most.")
]
Minutes: TypeAlias = Annotated[
    float | None,
    typer.Option(
        "--minutes",
        metavar="N",
        min=sitting.SHORTEST,
        max=sitting.LONGEST,
        help="How long it should take, about; without it, as the settings say.",
    ),
]
Seed: TypeAlias = Annotated[
    int, typer.Option("--seed", metavar="N", help="Which draw: the same library and seed give the same quiz.")
]
Out: TypeAlias = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write into a file, named by its ending, instead of printing."),
]
Replace: TypeAlias = Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")]
ItemReference: TypeAlias = Annotated[
    str, typer.Argument(metavar="ID", help="The question's id, or 6 first digits or more.")
]
Who: TypeAlias = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; without it, your login name.")
]
ReviewNote: TypeAlias = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept beside the decision.")]
OfLearner: TypeAlias = Annotated[
    str,
    typer.Option("--learner", metavar="NAME", help="Whose profile: a name or number. Not needed where there is one."),
]
