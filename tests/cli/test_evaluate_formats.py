"""`dvrag evaluate trec`, `pages` and `new` over a library in memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from cli.conftest import Fakes, Ran
from dvrag.evaluate.gold.read import parse_gold
from dvrag.model.building import FileResult, Outcome
from dvrag.model.results import Filters, Hit, SearchResult
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.evaluate.conftest import REVIEW, SUMMARY

Call = Callable[..., Ran]


class Found(MemoryCorpus):
    """A library that finds for every query the passages that share most words with it."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        asked = set(query.lower().split())
        scored = ((len(asked & set(hit.passage.text.lower().split())), hit) for hit in self.hits())
        best = sorted(scored, key=lambda pair: -pair[0])[:k]
        hits = (Hit(rank, float(score), hit.passage, hit.report) for rank, (score, hit) in enumerate(best, start=1))
        return SearchResult(query, tuple(hits), {"total": 2.0})


@pytest.fixture
def library(fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> Found:
    made = Found([REVIEW, SUMMARY])
    module = sys.modules["dvrag.assembly"]
    monkeypatch.setattr(module, "open_assistant", lambda path: made)
    monkeypatch.setattr(module, "open_library", lambda path: nullcontext(made))
    return made


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small TREC set and a table of pages; the commands run in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "topics.tsv").write_text("1\tnobody asked about abuse at the practice\n2\tcalled to the home\n")
    (tmp_path / "qrels.txt").write_text("1 0 oakfield 1\n2 0 summary.pdf 2\n")
    (tmp_path / "pages.csv").write_text(
        "question,doc,page\nAsk about abuse each time?,oakfield,2\nPolice were called to the home,oakfield.pdf,1\n"
    )
    return tmp_path


def test_trec_measures_a_library_and_writes_the_ranking(dvrag: Call, library: Found, here: Path) -> None:
    ran = dvrag("evaluate", "trec", "topics.tsv", "qrels.txt", "--run", "run.txt", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "name": "topics.tsv",
        "split": "qrels.txt",
        "queries": 2,
        "judged_documents": 2,
        "missing_documents": 0,
        "measures": {"nDCG@10": 1.0, "R@100": 1.0, "RR@10": 1.0, "Recall@100": 1.0, "MRR@10": 1.0},
        "milliseconds": 2.0,
    }
    assert (here / "run.txt").read_text().splitlines()[0] == "1 Q0 oakfield 1 7.0 dvrag"


def test_trec_says_figures_and_missing_documents_in_words(dvrag: Call, library: Found, here: Path) -> None:
    (here / "qrels.txt").write_text("1 0 oakfield 1\n1 0 gone 1\n")
    ran = dvrag("evaluate", "trec", "topics.tsv", "qrels.txt")
    assert ran.out.splitlines() == [
        "topics.tsv, qrels.txt, 1 query: nDCG@10 0.6131  Recall@100 0.5000  MRR@10 1.0000",
        "Median time of a search: 2.0 ms",
    ]
    assert "1 of 2 judged documents are not there" in ran.err


def test_trec_reads_documents_into_a_library_that_is_thrown_away(
    dvrag: Call, library: Found, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[tuple[list[Path], Path]] = []

    def build(paths: list[Path], folder: Path, bars: object) -> tuple[FileResult, ...]:
        assert folder.is_dir()
        built.append((paths, folder))
        return FileResult("a.pdf", Outcome.ADDED), FileResult("b.pdf", Outcome.FAILED, reason="It is empty.")

    monkeypatch.setattr(sys.modules["dvrag.assembly"], "build_library", build)
    ran = dvrag("evaluate", "trec", "topics.tsv", "qrels.txt", "--documents", "docs", "--json")
    assert ran.code == 0
    ((paths, folder),) = built
    assert paths == [Path("docs")]
    assert not folder.exists()
    assert "1 of 2 files could not be read, b.pdf first: It is empty." in ran.err


def test_trec_ends_where_no_document_can_be_read(
    dvrag: Call, library: Found, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = (FileResult("b.pdf", Outcome.FAILED, reason="It is empty."),)
    monkeypatch.setattr(sys.modules["dvrag.assembly"], "build_library", lambda paths, folder, bars: failed)
    ran = dvrag("evaluate", "trec", "topics.tsv", "qrels.txt", "--documents", "docs")
    assert (ran.code, ran.out) == (2, "")
    assert "b.pdf could not be read: It is empty." in ran.err


def test_pages_are_measured_over_a_library(dvrag: Call, library: Found, here: Path) -> None:
    ran = dvrag("evaluate", "pages", "pages.csv", "--json")
    assert ran.code == 0
    report = json.loads(ran.out)
    assert (report["name"], report["questions"], report["milliseconds"]) == ("pages.csv", 2, 2.0)
    # The first is found first; the second second, after page 1 of the summary.
    assert report["results"] == [
        {
            "id": "row-2",
            "question": "Ask about abuse each time?",
            "pages": [{"doc": "oakfield.pdf", "page": 2, "rank": 1}],
        },
        {
            "id": "row-3",
            "question": "Police were called to the home",
            "pages": [{"doc": "oakfield.pdf", "page": 1, "rank": 2}],
        },
    ]
    assert report["measures"] == {
        "Recall@1": 0.5, "Recall@5": 1.0, "Recall@10": 1.0, "Recall@20": 1.0, "nDCG@10": 0.8155, "MRR": 0.75,
        "Success@1": 0.5, "Success@2": 1.0, "Success@3": 1.0,
    }  # fmt: skip


def test_pages_names_questions_without_a_right_page_early(
    dvrag: Call, library: Found, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "search", lambda query, k: SearchResult(query, ()))
    lines = dvrag("evaluate", "pages", "pages.csv").out.splitlines()
    assert lines[0] == "pages.csv: 2 questions"
    assert "  MRR        0.0000" in lines
    assert lines[-5:] == [
        "No right page among the first 3:",
        "  row-2: Ask about abuse each time?",
        "    oakfield.pdf page 2: not found",
        "  row-3: Police were called to the home",
        "    oakfield.pdf page 1: not found",
    ]


@pytest.mark.parametrize("name", ["new.csv", "new.jsonl"])
def test_new_writes_drafts_to_finish(dvrag: Call, library: Found, here: Path, name: str) -> None:
    ran = dvrag("evaluate", "new", name, "--count", "1", "--seed", "3")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Written: {name}, 1 draft. Write each question in place of DRAFT.\n"
    _, mistakes = parse_gold(here / name)
    assert [m.message[:16] for m in mistakes] == ["is still a draft"]


def test_new_says_where_a_library_holds_less(dvrag: Call, library: Found, here: Path) -> None:
    assert "the library holds no more than that, not 500" in dvrag("evaluate", "new", "n.csv", "--count", "500").err


def test_new_overwrites_nothing(dvrag: Call, library: Found, here: Path) -> None:
    before = (here / "pages.csv").read_bytes()
    ran = dvrag("evaluate", "new", "pages.csv")
    assert ran.code == 2
    assert ran.err == "dvrag: pages.csv is there already. Name a new file; nothing is overwritten.\n"
    assert (here / "pages.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trec", "none.tsv", "qrels.txt"), "There is no file none.tsv."),
        (("trec", "topics.tsv", "pages.csv"), "pages.csv, line 1: not `query 0 document grade`"),
        (("trec", "topics.tsv", "qrels.txt", "--documents", "d", "--library", "l"), "--documents or --library, not"),
        (("trec", "topics.tsv", "qrels.txt", "--run", "no/run.txt"), "The folder no does not exist."),
        (("trec", "topics.tsv", "other.txt"), "The library holds none of the judged documents."),
        (("pages", "none.csv"), "There is no file none.csv."),
        (("pages", "topics.tsv"), "topics.tsv, row 1: lacks the column 'question'."),
        (("pages", "beyond.csv"), "row 2: summary.pdf ends with page 1; it has no page 4."),
        (("new", "new.txt"), "new.txt must end in .csv or .jsonl."),
        (("new", "no/new.csv"), "The folder no does not exist."),
        (("new", "new.csv", "--count", "0"), "--count"),
    ],
)
def test_what_is_wrong_is_one_line(
    dvrag: Call, library: Found, here: Path, arguments: tuple[str, ...], said: str
) -> None:
    (here / "other.txt").write_text("1 0 elsewhere 1\n")
    (here / "beyond.csv").write_text("question,doc,page\nWhy?,summary,4\n")
    ran = dvrag("evaluate", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_new_ends_where_there_is_nothing_to_ask_about(dvrag: Call, library: Found, here: Path, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules["dvrag.assembly"], "open_library", lambda path: nullcontext(MemoryCorpus([])))
    ran = dvrag("evaluate", "new", "n.csv")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "holds nothing to ask about" in ran.err
    assert not (here / "n.csv").exists()
