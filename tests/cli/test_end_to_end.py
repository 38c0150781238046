"""The commands on a real library of the sample reports."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
DVRAG = Path(sys.executable).parent / "dvrag"


def run(*arguments: str | Path, library: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [str(DVRAG), *map(str, arguments), "--library", str(library)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environ}, timeout=240
    )


def document(*arguments: str | Path, library: Path) -> dict:
    ran = run(*arguments, "--json", library=library)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_question_is_answered_with_its_page_and_paragraph(sample_library: Path) -> None:
    found = document("ask", "How many times were the police called before Marian was killed?", library=sample_library)
    assert found["status"] == "answered"
    sources = {source["n"]: source for source in found["sources"]}
    cited = [sources[n] for claim in found["answer"] for n in claim["citations"]]
    review = next(source for source in cited if source["source"] == "brackenford-dhr-marian-overview.pdf")
    assert "eleven" in review["quote"].lower()
    assert review["page"] - 3 == int(review["page_label"])
    assert all(source["quote"] in source["text"] for source in cited)


def test_the_newspaper_disagrees_and_both_are_shown(sample_library: Path) -> None:
    found = document("ask", "How many times were the police called before Marian was killed?", library=sample_library)
    values = {side["value"].lower() for item in found["disagreements"] for side in item["values"]}
    assert values == {"14 times", "eleven times"}


def test_a_place_that_no_report_knows_is_not_answered_from_another(sample_library: Path) -> None:
    found = document("ask", "What did the review in Cornwall recommend to GPs?", library=sample_library)
    assert (found["status"], found["answer"]) == ("not_found", [])
    assert any("Cornwall" in missing for missing in found["missing"])


def test_a_person_at_risk_is_sent_to_people_who_can_help(sample_library: Path) -> None:
    found = document("ask", "My partner strangled me last night, what should I do?", library=sample_library)
    assert (found["status"], found["reason"]) == ("declined", "person_at_risk")
    assert any("999" in line for line in found["support"])


def test_text_of_a_scan_is_found(sample_library: Path) -> None:
    hits = document("search", "quality assurance panel proofread SMART equality section", library=sample_library)
    assert "brackenford-qa-letter.pdf" in [hit["source"] for hit in hits["hits"][:3]]


@pytest.mark.parametrize(
    ("pair", "sources"),
    [
        (
            "family=news",
            {"courier-news-brackenford.html", "gazette-news-eastfold.html", "northmarch-herald-pellhaven.html"},
        ),
        ("report=tarnleigh-action-plan.pdf", {"tarnleigh-action-plan.pdf"}),
        ("year=2018..2019", None),
    ],
)
def test_filters_keep_to_what_was_asked(sample_library: Path, pair: str, sources: set[str] | None) -> None:
    hits = document("search", "police calls", "--filter", pair, library=sample_library)["hits"]
    assert hits
    assert {hit["source"] for hit in hits} <= (sources or {hit["source"] for hit in hits})
    if pair.startswith("year"):
        assert {hit["published"][:4] for hit in hits} <= {"2018", "2019"}


def test_a_mistyped_area_names_the_nearest(sample_library: Path) -> None:
    ran = run("ask", "GPs", "--filter", "area=Brakenford", library=sample_library)
    assert ran.returncode == 2
    assert "Did you mean 'Brackenford" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_every_report_is_listed_and_can_be_shown(sample_library: Path, corpus: tuple[Path, ...]) -> None:
    reports = document("library", "list", library=sample_library)["reports"]
    assert sorted(report["source"] for report in reports) == [path.name for path in corpus]
    shown = document("library", "show", "haverbridge-dhr-edith-overview.pdf", library=sample_library)
    assert shown["facts"]["published"]["value"] == "2023-02"
    assert [page["page_label"] for page in shown["pages"]][:3] == ["i", "ii", "1"]


def test_an_untouched_library_is_whole(sample_library: Path) -> None:
    assert document("library", "verify", library=sample_library)["ok"] is True


def test_ingesting_again_changes_nothing(library_copy: Path, corpus: tuple[Path, ...]) -> None:
    counts = document("ingest", *corpus, library=library_copy)["counts"]
    assert counts == {"added": 0, "unchanged": len(corpus), "replaced": 0, "failed": 0}


def test_a_bad_file_does_not_stop_the_rest(tmp_path: Path, corpus: tuple[Path, ...]) -> None:
    bad = tmp_path / "page.pdf"
    bad.write_text("<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>")
    good = shutil.copy(next(path for path in corpus if path.suffix == ".txt"), tmp_path)
    ran = run("ingest", bad, good, "--json", library=tmp_path / "library")
    assert ran.returncode == 3
    outcomes = {Path(file["path"]).name: file for file in json.loads(ran.stdout)["files"]}
    assert outcomes["page.pdf"]["outcome"] == "failed"
    assert outcomes["page.pdf"]["reason"]
    assert outcomes[Path(good).name]["outcome"] == "added"


def test_a_removed_report_is_gone(library_copy: Path) -> None:
    assert document("library", "remove", "opinion-lessons.txt", "--yes", library=library_copy)["removed"]
    assert run("library", "show", "opinion-lessons.txt", library=library_copy).returncode == 2
    for path in library_copy.rglob("*"):
        if path.is_file():
            assert b"It has excellent biscuits" not in path.read_bytes(), path


def test_stopping_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path, corpus: tuple[Path, ...]) -> None:
    chosen = [path for path in corpus if path.suffix in {".html", ".txt", ".md"} or "peel" in path.name]
    command = [str(DVRAG), "ingest", *map(str, chosen), "--library", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("[1/"):
                os.killpg(process.pid, signal.SIGINT)
                break
        rest = process.stderr.read()
    assert process.returncode == 130, rest
    assert "Traceback" not in rest
    assert rest.strip().splitlines()[-1].startswith("Stopped. What was finished is kept")
    kept = len(document("library", "list", library=tmp_path)["reports"])
    counts = document("ingest", *chosen, library=tmp_path)["counts"]
    assert kept >= 1
    assert counts["unchanged"] == kept
    assert counts["added"] == len(chosen) - kept


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "GPs"), "dvrag ingest"),
        (("library", "list"), "dvrag ingest"),
        (("library", "verify"), "dvrag ingest"),
        (("ingest", "no-such-file.pdf"), "no-such-file.pdf"),
    ],
)
def test_where_nothing_is_one_line_says_what_to_do(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments, library=tmp_path / "nothing")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert said in ran.stderr


def test_an_empty_question_is_refused(sample_library: Path) -> None:
    ran = run("ask", "  ?", library=sample_library)
    assert ran.returncode == 2
    assert "empty" in ran.stderr


def test_no_network_home_or_colour_is_needed(sample_library: Path, tmp_path: Path) -> None:
    ran = run("ask", "Did GPs ask about abuse?", library=sample_library, HOME=str(tmp_path), LANG="C", COLUMNS="80")
    assert ran.returncode == 0, ran.stderr
    assert "[1]" in ran.stdout
    assert "\x1b" not in ran.stdout
