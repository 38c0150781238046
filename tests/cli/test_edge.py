"""Every error is one line on stderr and an exit code; no traceback reaches a user."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from dvrag.cli.commands.lazy import COMMANDS
from dvrag.cli.main import app
from dvrag.errors import DamagedError, NotFoundError, UsageError
from dvrag.model.building import FileResult, Outcome


def line(ran) -> str:
    assert ran.out == ""
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    return ran.err.strip()


@pytest.mark.parametrize("command", [("ask", "x"), ("search", "x"), ("library", "list"), ("ingest", "x")])
@pytest.mark.parametrize("kind", [UsageError, NotFoundError, DamagedError])
def test_an_error_of_ours_is_one_line(dvrag, fakes, command, kind):
    fakes.fails_with = kind("Line one\nof two.", hint="Do this.")
    ran = dvrag(*command)
    assert (ran.code, line(ran)) == (2, "dvrag: Line one of two. Do this.")


@pytest.mark.parametrize("extra", [(), ("--filter", "yeer=2019"), ("and then " * 300,)])
def test_a_person_at_risk_gets_help_whatever_else_is_wrong(dvrag, fakes, extra):
    fakes.fails_with = DamagedError("The library is damaged.")
    ran = dvrag("ask", "My partner strangled me last night.", *extra)
    assert (ran.code, ran.err) == (0, "")
    assert "999" in ran.out
    assert "0808 2000 247" in ran.out


def test_an_unexpected_error_says_how_to_report_it(dvrag, fakes):
    fakes.fails_with = ZeroDivisionError("division by zero")
    ran = dvrag("ask", "x", "--json")
    assert ran.code == 70
    assert line(ran).startswith("dvrag: something went wrong inside dvrag (ZeroDivisionError: division by zero).")
    assert "DVRAG_DEBUG=1" in ran.err


def test_debug_lets_the_traceback_through(dvrag, fakes, monkeypatch):
    monkeypatch.setenv("DVRAG_DEBUG", "1")
    fakes.fails_with = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        dvrag("ask", "x")


def test_a_file_that_cannot_be_written_is_named(dvrag, fakes):
    fakes.fails_with = PermissionError(13, "Permission denied", "index/library.db")
    ran = dvrag("ingest", "x")
    assert (ran.code, line(ran)) == (2, "dvrag: Permission denied: index/library.db.")


def test_stopping_says_that_work_is_kept(dvrag, fakes):
    fakes.fails_with = KeyboardInterrupt()
    ran = dvrag("ingest", "x")
    assert ran.code == 130
    assert "What was finished is kept" in line(ran)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask",), "Missing argument 'QUESTION'"),
        (("ask", "x", "--jsn"), "No such option: --jsn"),
        (("aks", "x"), "Did you mean 'ask'? See `dvrag --help`."),
        (("search", "x", "-k", "many"), "Invalid value for '-k': Input should be a valid integer"),
        (("library", "shw"), "See `dvrag library --help`."),
        (("ask", "x", "--filter", "yeer=2019"), "Unknown filter 'yeer'. Did you mean 'year'?"),
        (("ask", "x", "--filter", "area=Brakenford"), "Did you mean 'Brackenford'?"),
        (("library", "show", "nothing.pdf"), "No report 'nothing.pdf' in this library."),
        (("library", "remove", "marian-overview.pdf"), "Add --yes."),
    ],
)
def test_wrong_usage_is_one_line_with_a_next_step(dvrag, arguments, said):
    ran = dvrag(*arguments)
    assert ran.code == 2
    assert said in line(ran)


def test_steering_characters_in_an_error_are_dropped(dvrag, fakes):
    fakes.fails_with = NotFoundError("No file \x1b[31mred\x07\u202e.pdf.")
    assert line(dvrag("ingest", "x")) == "dvrag: No file [31mred.pdf."


def test_a_question_may_come_without_quotation_marks(dvrag, fakes):
    assert dvrag("ask", "How", "many", "calls?").code == 0
    assert fakes.assistant.asked[0][0] == "How many calls?"


def test_all_files_good_is_0_and_some_failed_is_3(dvrag, fakes):
    fakes.results = (FileResult("a.pdf", Outcome.ADDED), FileResult("b.pdf", Outcome.UNCHANGED))
    assert dvrag("ingest", "x").code == 0
    fakes.results += (FileResult("c.pdf", Outcome.FAILED, reason="It is empty."),)
    assert dvrag("ingest", "x").code == 3


def test_removing_with_yes(dvrag, fakes):
    ran = dvrag("library", "remove", "marian-overview.pdf", "--yes")
    assert ran.code == 0
    assert len(fakes.library.removed) == 1


@pytest.mark.parametrize(("answer", "removed"), [("y", 1), ("n", 0)])
def test_removing_asks_first(dvrag, fakes, monkeypatch, answer, removed):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("dvrag.cli.commands.library.typer.confirm", lambda question, err: answer == "y")
    assert dvrag("library", "remove", "marian-overview.pdf").code == 0
    assert len(fakes.library.removed) == removed


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    path = Path(sys.executable).parent / "dvrag"
    return subprocess.run([str(path), *arguments], capture_output=True, text=True, check=False, **options)


def test_help_is_fast():
    took = []
    for _ in range(3):
        begin = time.perf_counter()
        assert command("--help").returncode == 0
        took.append(time.perf_counter() - begin)
    assert min(took) < 1.5


def test_each_command_is_listed_with_the_first_words_of_its_own_help():
    group = typer.main.get_command(app)
    for name, (_, short) in COMMANDS.items():
        command = group.get_command(None, name)
        assert command.name == name
        assert short.split()[0] in (command.help or "").split() or command.help.startswith(short)


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from dvrag.cli.main import run; run(['--help']); print([m for m in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stderr.replace("'", " ").replace(",", " ").split())
    assert "dvrag.cli.main" in loaded
    assert not loaded & {"numpy", "torch", "faiss", "apsw", "openvino", "rich.console", "dvrag.assembly"}
    assert not [name for name in loaded if name.startswith(("dvrag.model", "dvrag.evaluate"))]


def test_version():
    ran = command("--version")
    assert (ran.returncode, ran.stdout) == (0, "dvrag 0.1.0\n")


def test_a_closed_pipe_is_no_error():
    path = Path(sys.executable).parent / "dvrag"
    ran = subprocess.run(f"{path} --help | true", shell=True, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
