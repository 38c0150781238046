"""What readers say about answers: what is kept, what is only counted, what outlives damage and what does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import pytest

from dvrag.answer.decline import decline
from dvrag.builder import Builder
from dvrag.errors import LockedError, NotFoundError, UsageError
from dvrag.feedback import LONGEST, FeedbackBook
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.model.feedback import Feedback, FeedbackCounts
from dvrag.model.results import Filters, Hit
from dvrag.store.library import Library
from dvrag.store.verify import verify
from dvrag.testing.fakes import FixedClock, Listener
from dvrag.testing.small import small_parts

QUOTE = "Nobody would ask about the purple ledger."
QUESTION = "What did Mr Smith of LS1 4AP say?"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "review.txt").write_text(f"The death of Marian\nThe flat was cold.\n{QUOTE}\n")
    (folder / "other.txt").write_text("Another review\nRecommend that staff ask.\n")
    Builder(tmp_path / "library", small_parts()).build([folder], Listener())
    return tmp_path / "library"


def book(root: Path, **options: object) -> FeedbackBook:
    return FeedbackBook(root, FixedClock(), "9.9", **options)  # type: ignore[arg-type]


def answer(root: Path, question: str = QUESTION) -> Answer:
    with Library.open(root, read_only=True) as library:
        report = library.find("review.txt")
        (passage,) = [p for p in library.passages_of(report.id) if p.text == QUOTE]
        source = Source(1, Hit(1, 1.0, passage, report), QUOTE, passage.start, passage.end, 1, "i", "3", 3)
        claims = (Claim(QUOTE, (1,), Verdict.SUPPORTED),)
        made = Answer(question, Status.ANSWERED, claims, (source,), confidence=0.8, library=library.fingerprint())
    return replace(made, models={"embedder": "small", "writer": "quotes"})


def give(root: Path, *, useful: bool = True, comment: str = "", question: str = QUESTION) -> Feedback | None:
    return book(root).give(answer(root, question), Filters(), useful=useful, comment=comment)


def stored(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())


def test_what_is_given_is_read_again_with_the_answers_record(root: Path) -> None:
    filters = Filters(area=("Brackenford",), year=(2019,), report=("review.txt",), theme=("housing",))
    given = book(root).give(answer(root), filters, useful=False, comment="Ask jane@example.org\x1b[31m")
    (entry,) = book(root).entries()
    assert entry == given
    assert (entry.n, entry.useful, entry.version) == (1, False, "9.9")
    assert entry.at == FixedClock().now().isoformat(timespec="seconds")
    assert entry.question == "What did Mr [name] of [postcode] say?"
    assert entry.comment == "Ask [e-mail][31m"
    record = entry.record
    with Library.open(root, read_only=True) as library:
        report = library.find("review.txt")
    assert (record.status, record.confidence, record.models["writer"]) == (Status.ANSWERED, 0.8, "quotes")
    assert record.library == book(root).library_now()
    assert record.filters == {
        "area": ("Brackenford",),
        "year": ("2019",),
        "report": (report.id,),
        "theme": ("housing",),
    }
    (cited,) = record.cited
    assert (cited.report, cited.end - cited.start) == (report.id, len(QUOTE))
    assert cited.quote == sha256(QUOTE.encode()).hexdigest()


def test_every_restriction_is_recorded(root: Path) -> None:
    filled = {f.name: ((2019,) if f.name == "year" else ("review.txt",)) for f in fields(Filters)}
    given = book(root).give(answer(root), Filters(**filled), useful=True)  # type: ignore[arg-type]
    assert given is not None
    assert set(given.record.filters) == set(filled)


def test_published_names_stay_and_others_go(root: Path) -> None:
    given = give(root, question="Was the victim called Marian told, or the victim called Sarah?")
    assert given is not None
    assert given.question == "Was the victim called Marian told, or the victim called [name]?"


def test_the_newest_comes_first_and_all_are_counted(root: Path) -> None:
    for useful in (True, False, True):
        give(root, useful=useful)
    assert [entry.n for entry in book(root).entries()] == [3, 2, 1]
    assert book(root).counts() == FeedbackCounts(2, 1, {})


@pytest.mark.parametrize(
    "question",
    ["My husband is hitting me right now", "I am at the scene, should I arrest him?", "Who is Marian really?"],
)
def test_of_a_declined_question_only_a_count_is_kept(root: Path, question: str) -> None:
    declined = decline(question)
    assert declined is not None
    for _ in range(2):
        assert book(root).give(declined, Filters(), useful=False, comment="zebra") is None
    assert book(root).entries() == ()
    assert book(root).counts() == FeedbackCounts(0, 0, {declined.reason: 2})
    assert b"zebra" not in stored(root)
    assert question.encode() not in stored(root)


def test_of_a_comment_about_a_person_at_risk_only_a_count_is_kept(root: Path) -> None:
    assert give(root, comment="He is going to kill me, zebra") is None
    assert book(root).counts() == FeedbackCounts(0, 0, {"person_at_risk": 1})
    assert b"zebra" not in stored(root)


def test_an_overlong_comment_is_refused(root: Path) -> None:
    with pytest.raises(UsageError, match="2000 characters"):
        give(root, comment="x" * (LONGEST + 1))
    assert book(root).entries() == ()


def test_nothing_that_is_open_is_read_anew_for_it(root: Path) -> None:
    with Library.open(root, read_only=True) as library:
        before = (library.transaction(), library.fingerprint())
        give(root)
        assert (library.transaction(), library.fingerprint()) == before
    assert verify(root) == ()


def test_it_waits_for_another_writer_and_says_when_it_was_not_stored(root: Path) -> None:
    waited: list[float] = []
    with Library.open(root), pytest.raises(LockedError, match="Your feedback was not stored"):
        book(root, pause=waited.append).give(answer(root), Filters(), useful=True)
    assert 1 <= sum(waited) <= 3
    writer = Library.open(root)
    book(root, pause=lambda _: writer.close()).give(answer(root), Filters(), useful=True)
    assert len(book(root).entries()) == 1


def test_there_is_none_without_a_library(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        book(tmp_path / "none").entries()


def test_of_a_removed_report_nothing_stays(root: Path) -> None:
    book(root).give(answer(root), Filters(report=("review.txt",)), useful=True)
    assert b"purple ledger" in stored(root)
    Builder(root, small_parts()).remove("review.txt")
    left = stored(root)
    assert b"purple ledger" not in left
    assert b"review.txt" not in left
    (entry,) = book(root).entries()
    assert entry.record.library != book(root).library_now()


def test_it_outlives_a_damaged_library_file(root: Path) -> None:
    give(root, useful=False, comment="Not what I meant")
    give(root, question="My husband is hitting me right now")
    before = book(root).entries(), book(root).counts()
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE passages SET text = 'Something else'")
    builder = Builder(root, small_parts())
    builder.rebuild(Listener())
    assert any("2 changes and themes of people were brought over" in notice for notice in builder.notices)
    assert (book(root).entries(), book(root).counts()) == before
    give(root)
    assert [entry.n for entry in book(root).entries()] == [2, 1]


def test_a_changed_row_is_damage(root: Path) -> None:
    give(root)
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE feedback SET comment = 'forged'")
    assert any("feedback" in damage.where for damage in verify(root))


GIVING = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from unit.test_feedback import answer, book
from dvrag.model.results import Filters
root = Path(sys.argv[1])
made = answer(root)
for _ in range(int(sys.stdin.readline())):
    print("given", book(root, patience=60.0).give(made, Filters(), useful=True).n, flush=True)
"""


@pytest.fixture
def giver(root: Path) -> Callable[[int], subprocess.Popen[str]]:
    """Return a function that starts a process which gives so much feedback."""

    def started(number: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", GIVING, str(root), str(Path(__file__).parents[1])]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
        return process

    return started


@pytest.mark.slow
def test_two_processes_write_and_none_is_lost(root: Path, giver: Callable[[int], subprocess.Popen[str]]) -> None:
    processes = [giver(8), giver(8)]
    said = [process.communicate(timeout=120)[0].splitlines() for process in processes]
    numbers = sorted(int(line.split()[1]) for lines in said for line in lines)
    assert numbers == list(range(1, 17))
    assert sorted(entry.n for entry in book(root).entries()) == numbers


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 4, 9])
def test_what_was_acknowledged_before_a_kill_is_there(
    root: Path, giver: Callable[[int], subprocess.Popen[str]], after: int
) -> None:
    with giver(10_000) as process:
        assert process.stdout
        for _ in range(after):
            process.stdout.readline()
        process.kill()
        given = after + len(process.stdout.read().splitlines())
    assert verify(root) == ()
    kept = book(root).entries()
    assert given <= len(kept) <= given + 1
    assert all(entry.question == "What did Mr [name] of [postcode] say?" for entry in kept)
    give(root)
    assert len(book(root).entries()) == len(kept) + 1
