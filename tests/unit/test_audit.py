"""The record of answers: what is kept, what is only counted, what goes by age, what goes with a report."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from dvrag.answer.decline import decline
from dvrag.assembly.audit import policy_of, record
from dvrag.audit import AuditBook
from dvrag.builder import Builder
from dvrag.errors import LockedError, NotFoundError, SettingsError, UsageError
from dvrag.model.answers import Answer, Status
from dvrag.model.audit import AuditKind, AuditPolicy, Recording
from dvrag.model.results import Filters
from dvrag.store.library import Library
from dvrag.store.register.kept import Patience
from dvrag.store.verify import verify
from dvrag.testing.fakes import FixedClock, Listener
from dvrag.testing.small import small_parts
from unit.audited import NOON, QUOTE, book, build, fill, written

ALL = AuditPolicy(Recording.ALL)
AT_RISK = "My husband is hitting me right now"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


def stored(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())


def faults(root: Path, noted: str = "") -> list[str]:
    return [fault.what for fault in book(root).verify(noted).faults]


def test_what_is_recorded_is_read_again_redacted(root: Path) -> None:
    answer = written(root)
    added = book(root).append(answer, Filters(report=("review.txt",), year=(2019,)))
    (entry,) = book(root).entries()
    assert entry == added == book(root).show(1)
    with Library.open(root, read_only=True) as library:
        report = library.find("review.txt")
    told = entry.record
    assert (entry.n, entry.kind, entry.at, told["version"]) == (1, "answer", "2026-01-31T12:00:00+00:00", "9.9")
    assert told["question"] == "What did Mr [name] of [postcode] say?"
    assert told["filters"] == {"report": [report.id], "year": ["2019"]}
    assert told["library"] == answer.library
    assert told["writer"] == {
        "model": "ollama:small",
        "prompt": "1",
        "hosted": False,
        "usage": {"input_tokens": 120, "output_tokens": 17, "cost": None},
    }
    (given,) = told["given"]
    assert given == {
        "passage": answer.sources[0].hit.passage.id,
        "report": report.id,
        "sha256": sha256(QUOTE.encode()).hexdigest(),
    }
    assert told["claims"] == [{"citations": [1], "verdict": "supported"}]
    assert told["dropped"] == [{"citations": [1], "verdict": "unsupported"}]
    assert told["timings_ms"] == {"write": 12.3}
    assert told["cited"][0]["quote"] == sha256(QUOTE.encode()).hexdigest()
    assert entry.words is not None
    assert entry.words["raw"] == "Nobody asked about the purple ledger [1]. Ring [phone] [1]."
    assert entry.words["claims"] == [{"text": "Nobody asked about the purple ledger.", "why": ""}]
    assert entry.words["dropped"] == [{"text": "Ring [phone].", "why": "The number [phone] is not there."}]
    assert faults(root) == []
    assert verify(root) == ()


def test_every_restriction_is_recorded(root: Path) -> None:
    filled = {f.name: ((2019,) if f.name == "year" else ("review.txt",)) for f in fields(Filters)}
    added = book(root).append(written(root), Filters(**filled))  # type: ignore[arg-type]
    assert added is not None
    assert set(added.record["filters"]) == set(filled)


@pytest.mark.parametrize(
    ("recording", "quoted", "fell_back", "by_model"),
    [(Recording.WRITTEN, False, True, True), (Recording.ALL, True, True, True), (Recording.NONE, False, False, False)],
)
def test_the_setting_says_which_answers_are_recorded(
    root: Path, recording: Recording, quoted: bool, fell_back: bool, by_model: bool
) -> None:
    plain = replace(written(root), draft=None, dropped=())
    answers = (plain, replace(plain, note="The model did not answer."), written(root))
    done = [book(root, policy=AuditPolicy(recording)).append(answer, Filters()) is not None for answer in answers]
    assert done == [quoted, fell_back, by_model]
    assert len(book(root).entries()) == sum(done)


@pytest.mark.parametrize("question", [AT_RISK, "Who is Marian really?", "I am at the scene, should I arrest him?"])
def test_of_a_declined_question_only_a_count_is_kept(root: Path, question: str) -> None:
    declined = decline(question)
    assert declined is not None
    for answer in (declined, written(root, question)):
        assert book(root).append(answer, Filters()) is None
    assert book(root).entries() == ()
    assert book(root).verify().unrecorded == {declined.reason: 2}
    assert question.encode() not in stored(root)
    for policy in (AuditPolicy(Recording.NONE), AuditPolicy(declined=False)):
        book(root, policy=policy).append(declined, Filters())
    assert book(root).verify().unrecorded == {declined.reason: 2}


def test_nothing_that_is_open_is_read_anew_for_it(root: Path) -> None:
    with Library.open(root, read_only=True) as library:
        before = (library.transaction(), library.fingerprint())
        fill(root)
        assert (library.transaction(), library.fingerprint()) == before


def test_a_locked_library_loses_no_answer_and_says_so(root: Path) -> None:
    waited: list[float] = []
    with Library.open(root), pytest.raises(LockedError, match="was not recorded"):
        AuditBook(root, FixedClock(), "9.9", None, Patience(pause=waited.append)).append(written(root), Filters())
    assert 1 <= sum(waited) <= 3
    with Library.open(root):
        assert "This answer was not recorded." in record(written(root), Filters(), root)
        assert record(decline(AT_RISK) or written(root), Filters(), root) == ""
    assert record(written(root), Filters(), root) == ""
    assert len(book(root).entries()) == 1


def test_quotes_are_not_recorded_by_default_and_need_no_lock(root: Path) -> None:
    with Library.open(root):
        assert record(Answer("Who asked?", Status.NOT_FOUND), Filters(), root) == ""
    assert book(root).entries() == ()
    assert record(Answer("Who asked?", Status.NOT_FOUND), Filters(), root / "none") == ""
    assert "was not recorded" in record(written(root), Filters(), root / "none")


def test_settings_say_what_is_recorded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert policy_of(root).recording is Recording.WRITTEN
    (root / "dvrag.toml").write_text('[audit]\nrecord = "all"\nkeep_days = 30\n')
    assert policy_of(root) == AuditPolicy(Recording.ALL, 30, declined=True)
    for key, value in (("RECORD", "some"), ("KEEP_DAYS", "-1")):
        monkeypatch.setenv(f"DVRAG_AUDIT_{key}", value)
        with pytest.raises(SettingsError, match=key.lower()):
            policy_of(root)
        assert f"{key.lower()} in [audit]" in record(written(root), Filters(), root)
        monkeypatch.delenv(f"DVRAG_AUDIT_{key}")


def test_rows_go_by_age_and_the_cut_is_seen(root: Path) -> None:
    fill(root, 2, at=NOON - timedelta(days=40))
    fill(root, 2)
    noted = book(root).entries()[0].digest
    assert book(root).prune(30) == 2
    cut, *left = book(root).entries()
    assert [entry.n for entry in left] == [4, 3]
    assert (cut.kind, cut.record["through"], cut.record["rows"], cut.record["faults"]) == (AuditKind.CUT, 2, 2, [])
    found = book(root).verify(noted)
    assert (found.faults, found.first, found.last, found.cut, found.rows) == ((), 3, 5, 2, 3)
    assert book(root).prune(30) == 0
    fill(root, 1)
    assert book(root, at=NOON + timedelta(days=60)).prune(30) == 4
    assert [entry.n for entry in book(root).entries()] == [7]
    assert faults(root) == []
    with pytest.raises(UsageError, match="at least 1 day"):
        book(root).prune(0)


def test_old_rows_go_with_the_next_answer_once_a_day(root: Path) -> None:
    def ask(at: datetime) -> None:
        book(root, at=at, policy=AuditPolicy(keep_days=10)).append(written(root), Filters())

    for hours in (0, 1, 2):
        ask(NOON + timedelta(hours=hours))
    assert len(book(root).entries()) == 3
    ask(NOON + timedelta(days=10, minutes=90))
    assert [(e.n, e.kind) for e in book(root).entries()] == [(5, "cut"), (4, "answer"), (3, "answer")]
    ask(NOON + timedelta(days=10, hours=3))
    assert [e.n for e in book(root).entries()] == [6, 5, 4, 3]
    ask(NOON + timedelta(days=11, hours=3))
    assert [e.n for e in book(root).entries()] == [8, 7, 6, 5, 4]
    assert faults(root) == []


def test_of_a_removed_report_no_words_stay_and_the_rest_still_verifies(root: Path) -> None:
    fill(root, 2)
    other = replace(written(root), claims=(), dropped=(), sources=(), draft=None, note="The model was too slow.")
    book(root).append(other, Filters())
    assert b"purple ledger" in stored(root)
    Builder(root, small_parts()).remove("review.txt")
    left = stored(root)
    assert b"purple ledger" not in left
    assert b"review.txt" not in left
    erased, third, second, first = book(root).entries()
    assert (erased.kind, erased.record["erased"]) == (AuditKind.ERASED, [1, 2])
    assert (first.erased, second.erased, third.erased) == (True, True, False)
    found = book(root).verify()
    assert (found.faults, found.erased) == ((), 2)
    assert verify(root) == ()


def test_words_of_an_older_version_of_a_removed_report_go_too(root: Path, tmp_path: Path) -> None:
    fill(root, 1)
    (tmp_path / "reports" / "review.txt").write_text("The death of Marian\nThe flat was warm.\n")
    Builder(root, small_parts()).build([tmp_path / "reports"], Listener())
    assert b"purple ledger" in stored(root)
    Builder(root, small_parts()).remove("review.txt")
    assert b"purple ledger" not in stored(root)


def test_it_outlives_a_damaged_library_file(root: Path) -> None:
    fill(root, 4, at=NOON - timedelta(days=40))
    fill(root, 2)
    book(root).prune(30)
    declined = decline(AT_RISK)
    assert declined is not None
    book(root).append(declined, Filters())
    before = book(root).entries(), book(root).verify()
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE passages SET text = 'Something else'")
    Builder(root, small_parts()).rebuild(Listener())
    assert (book(root).entries(), book(root).verify()) == before
    fill(root, 1)
    assert book(root).entries()[0].n == 8
    assert faults(root) == []


def test_there_is_none_without_a_library(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        book(tmp_path / "none").entries()


def test_a_row_that_is_not_there_is_said(root: Path) -> None:
    with pytest.raises(NotFoundError, match="no row 7"):
        book(root).show(7)


RECORDING = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from unit.audited import book, written
from dvrag.audit import AuditBook
from dvrag.model.results import Filters
from dvrag.store.register.kept import Patience
from dvrag.testing.fakes import FixedClock
root = Path(sys.argv[1])
made = written(root)
kept = AuditBook(root, FixedClock(), "9.9", None, Patience(60.0))
for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 and sys.argv[3].isdigit() else 8):
    print(kept.append(made, Filters()).n, flush=True)
"""


def recording(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RECORDING, str(root), str(Path(__file__).parents[1])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_two_processes_make_one_chain(root: Path) -> None:
    said = [process.communicate(timeout=120)[0].split() for process in (recording(root), recording(root))]
    assert sorted(int(n) for numbers in said for n in numbers) == list(range(1, 17))
    assert faults(root) == []
    assert book(root).verify().last == 16


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 3, 5])
def test_what_was_acknowledged_before_a_kill_is_there(root: Path, after: int) -> None:
    with recording(root) as process:
        assert process.stdout
        for _ in range(after):
            process.stdout.readline()
        process.kill()
        done = after + len(process.stdout.read().split())
    assert verify(root) == ()
    found = book(root).verify()
    assert done <= found.last <= done + 1
    fill(root, 1)
    assert faults(root) == []


def test_what_is_hashed_is_what_is_documented(root: Path) -> None:
    fill(root, 2)
    second, first = book(root).entries()
    for entry in (first, second):
        row = {"before": entry.before, "n": entry.n, "record": entry.record}
        text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert sha256(text.encode()).hexdigest() == entry.digest
    assert second.before == first.digest
    assert first.before == sha256(b"dvrag audit 1").hexdigest()
