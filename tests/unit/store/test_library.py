"""What a library gives back, and how it opens."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dvrag.builder import Builder
from dvrag.errors import DamagedError, LockedError, MismatchError, NotFoundError, UnreadableError, UsageError
from dvrag.model.building import Outcome
from dvrag.model.documents import Fact, Facts, Family, Line, Passage
from dvrag.model.ids import Row, passage_id, report_id
from dvrag.model.raw import RawDocument, RawLine, RawPage
from dvrag.model.results import Filters
from dvrag.store.connection import connect
from dvrag.store.library import Attempt, Entry, Library, Original
from dvrag.store.tables import insert
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts, small_passages, small_report

UNKNOWN = Facts()
FACTS = {
    "kent.txt": (Facts(force=Fact("Kent Police"), published=Fact("2019-03-01")), Family.INSPECTION),
    "west-kent.txt": (
        Facts(area=Fact("West Kent"), publisher=Fact("Home Office"), published=Fact("2021")),
        Family.NEWS,
    ),
    "devon.txt": (Facts(partnership=Fact("Devon & Cornwall CSP")), Family.DHR_OVERVIEW),
    "kentish.txt": (Facts(area=Fact("Kentish Town")), Family.OTHER),
}


def entry(text: str, name: str, facts: Facts = UNKNOWN, family: Family = Family.OTHER) -> tuple[Entry, Original, bytes]:
    content = text.encode()
    identity = report_id(content)
    raw = RawDocument(name, "text", (RawPage(1, tuple(RawLine(line) for line in text.splitlines())),))
    report = replace(small_report(raw, identity), facts=facts, family=family)
    passages = small_passages(report)
    vectors = np.eye(8, dtype=np.float32)[: len(passages)]
    keys = tuple(passage.text.encode() for passage in passages)
    made = Entry(report, passages, vectors, keys, "small-1", "2024-01-01T00:00:00+00:00")
    return made, Original(identity, "txt", len(content), f"/reports/{name}"), content


def add(library: Library, found: Entry, original: Original, content: bytes) -> None:
    library.add(found, original, content, Attempt(original.path, original.sha256, Outcome.ADDED, "", "2024"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def filled(root: Path) -> Path:
    with Library.open(root, create=True) as library:
        library.use_embedder("identity", 8)
        for name, (facts, family) in FACTS.items():
            add(library, *entry(f"Report {name}\nThe MARAC met.\nNothing else.", name, facts, family))
    return root


def sources(root: Path, filters: Filters) -> set[str]:
    with Library.open(root, read_only=True) as library:
        rows = library.rows_matching(filters)
        assert rows is not None
        reports = {passage.report_id for passage in library.passages(rows).values()}
        return {summary.source for summary in library.reports() if summary.id in reports}


def test_a_report_comes_back_as_it_was(root: Path) -> None:
    found, original, content = entry("Report\nÅngström – “naïve” 🙂\nEnd", "names.txt", FACTS["devon.txt"][0])
    with Library.open(root, create=True) as library:
        library.use_embedder("identity", 8)
        add(library, found, original, content)
        assert library.report(found.report.id) == found.report
        rows = library.rows_of([found.report.id])
        assert tuple(library.passages(rows).values()) == found.passages
        assert library.vectors()[1].tolist() == found.vectors.tolist()
        assert library.original(found.report.id) == content
        (summary,) = library.reports()
        assert (summary.pages, summary.passages, summary.characters) == (1, 3, len(found.report.text))


def test_rows_come_in_the_order_asked_for(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library:
        assert list(library.passages([Row(5), Row(2), Row(9)])) == [5, 2, 9]
        assert library.passages([]) == {}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(area=("kent",)), {"kent.txt", "west-kent.txt"}),
        (Filters(area=("Cornwall",)), {"devon.txt"}),
        (Filters(area=("Kent Police",)), {"kent.txt"}),
        (Filters(area=("kent", "cornwall")), {"kent.txt", "west-kent.txt", "devon.txt"}),
        (Filters(area=("kent",), year=(2019,)), {"kent.txt"}),
        (Filters(year=(2019, 2021)), {"kent.txt", "west-kent.txt"}),
        (Filters(publisher=("home office",)), {"west-kent.txt"}),
        (Filters(family=("dhr_overview",)), {"devon.txt"}),
        (Filters(family=("DHR overview",)), {"devon.txt"}),
        (Filters(report=("DEVON.txt",)), {"devon.txt"}),
        (Filters(area=("Atlantis",)), set()),
        (Filters(area=("kent",), family=("news",), year=(2019,)), set()),
    ],
)
def test_filters(filled: Path, filters: Filters, expected: set[str]) -> None:
    assert sources(filled, filters) == expected


def test_a_filter_that_matches_nothing_is_not_the_same_as_none(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library:
        assert library.rows_matching(Filters()) is None
        nothing = library.rows_matching(Filters(area=("Atlantis",)))
        assert nothing is not None
        assert nothing.tolist() == []
        assert library.search_text(["marac"], 5, nothing) == []


def test_words_that_name_a_report_find_its_passages(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library:
        found = library.search_text(["cornwall"], 10)
        assert {passage.report_id for passage in library.passages(r.row for r in found).values()} == {
            library.find("devon.txt").id
        }
        assert library.mentions(["MARAC", "met"]) == {summary.id: 1 for summary in library.reports()}
        assert library.mentions(["cornwall"]) == {}
        assert library.passage_count() == 12


def test_a_report_is_found_by_id_prefix_or_name(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library:
        identity = library.find("kent.txt").id
        assert library.find(identity[:8]).source == "kent.txt"
        with pytest.raises(NotFoundError):
            library.find(identity[:7])
        with pytest.raises(NotFoundError, match="dvrag library list"):
            library.find("nowhere.txt")


def test_many_terms_are_no_trouble(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library:
        terms = [f"word{i}" for i in range(3000)] + ["marac"]
        assert len(library.search_text(terms, 10)) == 4


def test_two_writers_do_not_meet(filled: Path) -> None:
    with Library.open(filled):
        with pytest.raises(LockedError, match="Wait for it to finish"):
            Library.open(filled)
        with Library.open(filled, read_only=True) as reader:
            assert len(reader.reports()) == 4
    Library.open(filled).close()


def test_a_reader_does_not_write(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library, pytest.raises(UsageError), library.writing():
        pass


def test_readers_in_threads_see_whole_reports_while_another_writes(tmp_path: Path, root: Path) -> None:
    for i in range(12):
        (tmp_path / f"r{i:02}.txt").write_text("\n".join([f"Report {i}", *(f"Line {j} of {i}" for j in range(30))]))
    paths = sorted(tmp_path.glob("r*.txt"))
    Builder(root, small_parts()).build(paths[:1], Listener())
    problems: list[str] = []
    done = threading.Event()
    with Library.open(root, read_only=True) as library:

        def watch() -> None:
            while not done.is_set():
                for summary in library.reports():
                    if len(library.rows_of([summary.id])) not in {31}:
                        problems.append(summary.source)
                library.search_text(["line"], 5)

        threads = [threading.Thread(target=watch) for _ in range(3)]
        for thread in threads:
            thread.start()
        Builder(root, small_parts()).build(paths, Listener())
        done.set()
        for thread in threads:
            thread.join()
        assert problems == []
        assert len(library.reports()) == 12


def test_no_library_is_said_plainly(root: Path) -> None:
    with pytest.raises(NotFoundError, match=r"No library in .*Make one"):
        Library.open(root)
    with pytest.raises(NotFoundError):
        Library.open(root, create=True, read_only=True)
    assert not root.exists()


def test_a_lost_sqlite_file_is_not_a_new_library(filled: Path) -> None:
    (filled / "library.sqlite").unlink()
    with pytest.raises(DamagedError, match="dvrag library rebuild"):
        Library.open(filled, create=True)


def test_a_lost_log_is_noticed(filled: Path, tmp_path: Path) -> None:
    made = entry("Report\nOne more.", "more.txt")
    with Library.open(filled) as library:
        add(library, *made)
        (tmp_path / "copy").mkdir()
        for name in ("library.sqlite", "HEAD"):
            (tmp_path / "copy" / name).write_bytes((filled / name).read_bytes())
    with pytest.raises(DamagedError, match="lost its last changes"):
        Library.open(tmp_path / "copy", read_only=True)


def test_another_format_is_refused(filled: Path) -> None:
    with connect(filled / "library.sqlite", read_only=False) as connection:
        insert(connection, "meta", ("format", "99"))
    with pytest.raises(MismatchError, match="has format 99"):
        Library.open(filled)


def test_another_model_is_refused(filled: Path) -> None:
    with Library.open(filled) as library, pytest.raises(MismatchError, match="made with the model identity"):
        library.use_embedder("other", 8)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE passages SET text = 'Changed' WHERE row = 2", lambda library: library.passages([Row(2)])),
        ("UPDATE vectors SET vector = zeroblob(32) WHERE row = 2", lambda library: library.vectors()),
        ("UPDATE bodies SET text = text || '.'", lambda library: library.report(library.reports()[0].id)),
        ("UPDATE reports SET family = 'news'", lambda library: library.reports()),
        ("UPDATE meta SET value = '1' WHERE key = 'tx'", lambda library: library.transaction()),
        ("DELETE FROM passages WHERE row = 2", lambda library: library.passages([Row(2)])),
    ],
)
def test_a_row_that_was_changed_by_other_means_is_not_returned(filled: Path, statement: str, what: object) -> None:
    with Library.open(filled, read_only=True) as library:
        connection = connect(filled / "library.sqlite", read_only=False)
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute(statement)
        connection.close()
        library._summaries = None
        with pytest.raises(DamagedError, match="dvrag library rebuild"):
            what(library)  # type: ignore[operator]


def test_text_that_is_no_text_is_refused(root: Path) -> None:
    found, original, content = entry("Report\nEnd", "half.txt")
    broken: Passage = replace(found.passages[1], text="\ud800")
    with Library.open(root, create=True) as library:
        library.use_embedder("identity", 8)
        with pytest.raises(UnreadableError, match="cannot be stored"):
            add(library, replace(found, passages=(found.passages[0], broken)), original, content)
        assert library.reports() == ()
        assert library.verify() == ()


def test_the_fingerprint_follows_the_content(filled: Path) -> None:
    with Library.open(filled) as library:
        before = library.fingerprint()
        add(library, *entry("Report\nOne more.", "more.txt"))
        after = library.fingerprint()
        library.remove([library.find("more.txt").id])
        assert after != before
        assert library.fingerprint() == before


def test_passage_ids_and_lines_survive(filled: Path) -> None:
    with Library.open(filled, read_only=True) as library:
        report = library.report(library.find("kent.txt").id)
        assert all(isinstance(line, Line) for line in report.lines)
        (passage, *_) = library.passages(library.rows_of([report.id])).values()
        assert passage.id == passage_id(report.id, passage.start, passage.end, "small-1")
        assert report.text[passage.start : passage.end] == passage.text
