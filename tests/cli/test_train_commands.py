"""`dvrag train` on the sample reports: contracts, restrictions, files, review, practice."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dvrag.assembly import training
from dvrag.cli.main import run
from dvrag.trainer import Trainer

pytestmark = pytest.mark.slow

ITEM = (
    "id kind pattern stem prompts options answer rationale difficulty roles themes agencies note citations decision"
).split()
CITED = "report_id source title page page_label paragraph section start end quote".split()


@pytest.fixture(scope="module")
def trained(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the sample library that these tests share, whose questions are made once."""
    copy = shutil.copytree(sample_library, tmp_path_factory.mktemp("trained") / "library")
    made: dict[str, Trainer] = {}
    open_trainer = training.open_trainer

    def opened(library: Path) -> Trainer:
        return made.setdefault(str(library), made.get(str(library)) or open_trainer(library))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "open_trainer", opened)
        yield copy


@pytest.fixture
def train(trained: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs `dvrag train …` and returns what it prints; `code` is how it should end."""

    def ran(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["train", *arguments, "--library", str(trained)]) == code
        found = capsys.readouterr()
        return found.err if code else found.out

    return ran


Train = Callable[..., str]


def quiz(train: Train, *arguments: str) -> list[dict[str, Any]]:
    return json.loads(train("quiz", "--json", *arguments))["items"]  # type: ignore[no-any-return]


def test_a_quiz_has_the_keys_of_its_contract_and_verbatim_quotes(train: Train, trained: Path) -> None:
    from dvrag.assembly import open_library

    document = json.loads(train("quiz", "--json", "--count", "30"))
    assert list(document) == ["items", "seed", "available", "library"]
    assert len(document["items"]) == 30 <= document["available"]
    with open_library(trained) as library:
        for row in document["items"]:
            assert list(row) == ITEM
            assert row["citations"]
            assert all(0 <= place < len(row["options"]) for place in row["answer"])
            for cited in row["citations"]:
                assert list(cited) == CITED
                assert library.report(cited["report_id"]).text[cited["start"] : cited["end"]] == cited["quote"]


def test_the_same_seed_gives_the_same_quiz_and_another_seed_another(train: Train) -> None:
    first = train("quiz", "--json", "--seed", "4")
    assert train("quiz", "--json", "--seed", "4") == first
    assert train("quiz", "--json", "--seed", "5") != first


def test_restrictions_hold(train: Train) -> None:
    found = quiz(train, "--theme", "Risk assessment", "--role", "Response officer", "--kind", "choice")
    assert found
    for row in found:
        assert "risk_assessment" in row["themes"]
        assert "response_officer" in row["roles"]
        assert row["kind"] == "choice"


def test_a_part_of_the_name_of_an_agency_is_enough(train: Train) -> None:
    found = quiz(train, "--agency", "marlshire pol")
    assert found
    assert all(any(name.startswith("Marlshire Pol") for name in row["agencies"]) for row in found)


@pytest.mark.parametrize("typed", ["police", "health", "councils"])
def test_a_sector_or_a_word_for_many_agencies_is_understood(train: Train, typed: str) -> None:
    found = json.loads(train("review", "list", "--agency", typed, "--json"))["items"]
    assert 0 < len(found) < len(json.loads(train("review", "list", "--json"))["items"])


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--theme", "rsk assessment", "Did you mean 'risk assessment'?"),
        ("--role", "call handlr", "Did you mean 'call_handler'?"),
        ("--kind", "choise", "Did you mean 'choice'?"),
        ("--difficulty", "hrd", "Did you mean 'hard'?"),
        ("--decision", "acepted", "Did you mean 'accepted'?"),
        ("--agency", "Marlshire Polce", "Did you mean 'Marlshire Police'?"),
        ("--area", "Tarnlegh", "Did you mean"),
        ("--year", "soon", "Write 2019 or 2015..2020."),
    ],
)
def test_a_mistyped_restriction_is_one_line_that_names_the_nearest(
    train: Train, option: str, value: str, near: str
) -> None:
    said = train("quiz", option, value, code=2)
    assert said.startswith("dvrag: ")
    assert near in said
    assert said.count("\n") == 1


def test_a_printed_quiz_keeps_its_answers_at_the_end_unless_asked(train: Train) -> None:
    row = quiz(train, "--count", "1")[0]
    flat = " ".join(train("quiz", "--count", "1").split())
    quote = " ".join(row["citations"][0]["quote"].split())
    assert flat.index(" ".join(row["stem"].split())) < flat.index("Answers") < flat.index(quote)
    below = " ".join(train("quiz", "--count", "1", "--answers").split())
    assert "Answers" not in below
    assert quote in below


def test_fewer_questions_than_wanted_are_said(train: Train, trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = quiz(train, "--count", "1")[0]["citations"][0]["source"]
    arguments = ["train", "quiz", "--report", report, "--count", "200", "--json", "--library", str(trained)]
    assert run(arguments) == 0
    found = capsys.readouterr()
    assert f"Only {len(json.loads(found.out)['items'])} questions can be drawn" in found.err


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("q.csv", b"\xef\xbb\xbf"),
        ("q.txt", b"$CATEGORY"),
        ("q.apkg", b"PK"),
        ("q.zip", b"PK"),
        ("q.docx", b"PK"),
        ("q.md", b"#"),
    ],
)
def test_each_ending_writes_its_kind_and_keeps_what_is_there(
    train: Train, tmp_path: Path, name: str, begins: bytes
) -> None:
    path = tmp_path / name
    train("export", str(path), "--count", "5")
    assert path.read_bytes().startswith(begins)
    before = path.read_bytes()
    assert "exists" in train("export", str(path), "--count", "4", code=2)
    assert path.read_bytes() == before
    train("export", str(path), "--count", "5", "--replace")


def test_a_scorm_package_and_a_word_file_differ_though_both_are_archives(train: Train, tmp_path: Path) -> None:
    for name, inside in (("q.zip", "imsmanifest.xml"), ("q.docx", "word/document.xml")):
        train("quiz", "--out", str(tmp_path / name), "--count", "3")
        assert inside in zipfile.ZipFile(io.BytesIO((tmp_path / name).read_bytes())).namelist()


def test_an_unknown_ending_is_refused_before_anything_is_made(train: Train, tmp_path: Path) -> None:
    assert "Give a name that ends in" in train("export", str(tmp_path / "q.exe"), code=2)
    assert "Give a name that ends in" in train("briefing", "--out", str(tmp_path / "b.txt"), code=2)
    assert list(tmp_path.iterdir()) == []


def test_a_briefing_as_json_as_text_and_as_files(train: Train, tmp_path: Path) -> None:
    arguments = ("briefing", "--theme", "risk assessment", "--length", "page")
    document = json.loads(train(*arguments, "--json"))
    assert document["request"]["theme"] == ["risk_assessment"]
    assert {part["key"] for part in document["parts"]} <= {
        "again_and_again",
        "recommended",
        "good",
        "discuss",
        "further",
    }
    quotes = [cited["quote"] for part in document["parts"] for point in part["points"] for cited in point["citations"]]
    printed = " ".join(train(*arguments).split())
    assert all(" ".join(quote.split()) in printed for quote in quotes)
    for ending in ("docx", "pdf", "md", "pptx"):
        path = tmp_path / f"b.{ending}"
        train(*arguments, "--out", str(path))
        assert path.stat().st_size > 500


def test_questions_are_accepted_edited_rejected_and_taken_back(train: Train) -> None:
    one, two, three = (row["id"] for row in quiz(train, "--count", "3", "--kind", "choice"))
    train("review", "accept", one, two[:10], "--by", "Kim")
    train("review", "reject", three, "--by", "Kim", "--note", "Wooden.")
    listed = {row["id"]: row for row in json.loads(train("review", "list", "--json"))["items"]}
    assert [listed[each]["decision"] for each in (one, two)] == ["accepted", "accepted"]
    assert three not in listed
    rejected = json.loads(train("review", "list", "--decision", "rejected", "--json"))["items"]
    assert [(row["id"], row["decided_by"], row["decision_note"]) for row in rejected] == [(three, "Kim", "Wooden.")]
    assert three not in {row["id"] for row in quiz(train, "--count", "200")}
    shown = train("review", "edit", one, "--rationale", "The review says this in its recommendations.", "--by", "Kim")
    assert "edited by Kim" in shown
    row = json.loads(train("review", "show", one, "--json"))
    assert (row["decision"], row["rationale"]) == ("edited", "The review says this in its recommendations.")
    train("review", "take-back", one, two, three, "--by", "Kim")
    assert json.loads(train("review", "show", one, "--json"))["rationale"] == listed[one]["rationale"]


def test_an_edit_is_refused_where_it_names_nothing_or_fails(train: Train) -> None:
    row = quiz(train, "--count", "1", "--kind", "choice")[0]
    assert "Add --stem, --option or --rationale." in train("review", "edit", row["id"], "--by", "Kim", code=2)
    said = train("review", "edit", row["id"], "--option", "Z=Nobody", "--by", "Kim", code=2)
    assert "There is no option 'Z'." in said
    right = row["options"][row["answer"][0]]
    wrong = next(place for place in range(len(row["options"])) if place != row["answer"][0])
    said = train("review", "edit", row["id"], "--option", f"{chr(65 + wrong)}={right}", "--by", "Kim", code=2)
    assert said.startswith("dvrag: ")
    assert json.loads(train("review", "show", row["id"], "--json"))["decision"] == "unseen"


def test_practice_from_a_profile_to_its_removal(
    train: Train, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    train("learners", "add", "Robin")
    (learner,) = json.loads(train("learners", "list", "--json"))["learners"]
    assert learner["name"] == "Robin"
    monkeypatch.setattr("sys.stdin", io.StringIO("nonsense\na\nskip\nB\nstop\n"))
    printed = train("practise", "--kind", "choice", "--minutes", "10")
    assert "That is no answer to this question." in printed
    assert "Robin: 2 answers" in printed
    progress = json.loads(train("progress", "--learner", "robin", "--json"))
    assert progress["answered"] == 2
    assert [member["learner"]["name"] for member in json.loads(train("progress", "--json"))["members"]] == ["Robin"]
    train("learners", "rename", "Robin", "Sam")
    assert "See `dvrag train learners list`." in train("progress", "--learner", "Robin", code=2)
    train("learners", "remove", "Sam", "--yes")
    assert json.loads(train("learners", "list", "--json"))["learners"] == []
