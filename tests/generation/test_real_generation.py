"""A real language model writes from the sample library: what it writes may be poor, the pipeline around it holds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from dvrag.answer.write.events import Event
from dvrag.answer.write.prompt import prompt_text
from dvrag.answer.write.write_langchain import plain
from dvrag.assembly.audit import open_audit, record
from dvrag.assistant import Assistant
from dvrag.cli.main import run
from dvrag.model.answers import Answer, Claim, Status, Verdict
from dvrag.model.results import Filters
from dvrag.model.writing import Draft, Settled, Wrote
from dvrag.store.library import Library
from dvrag.store.verify import verify
from generation import server
from generation.conftest import CONTEXT, LONGEST, QUESTIONS, Served, Told

pytestmark = [pytest.mark.generation, pytest.mark.slow]

Written = dict[str, tuple[Told, ...]]


def draft(answer: Answer) -> Draft:
    assert answer.draft
    return answer.draft


def plain_words(text: str) -> str:
    return " ".join(re.sub(r"[‹›<>|]", " ", text).split())


def chosen(answer: Answer) -> list[tuple[str, int]]:
    """Return the whole sentences of a guided draft, each with the number behind it."""
    return [(text.strip(), int(n)) for text, n in re.findall(r"([^\[\]]+) \[(\d+)\]\.", draft(answer).text)]


def given(root: Path, answer: Answer) -> list[str]:
    """Return the passages that the model was given, in the order of their numbers."""
    with Library.open(root, read_only=True) as library:
        rows = library.query(
            lambda connection: [
                connection.execute("SELECT text FROM passages WHERE id = ?", (identity,)).get
                for identity in draft(answer).passages
            ]
        )
    return [plain_words(text) for text in rows]


def test_every_answer_has_its_draft_and_the_servers_own_count(written: Written, record_property: object) -> None:
    told = list(chain(*written.values()))
    for item in told:
        made = draft(item.answer)
        assert made.model.startswith(f"openai:{server.FREE}")
        assert (made.prompt, made.hosted) == (prompt_text().version, False)
        assert made.text.strip()
        usage = made.usage
        assert (usage.input_tokens, usage.output_tokens) == (item.done["prompt_tokens"], item.done["completion_tokens"])
        assert 0 < usage.output_tokens <= LONGEST
        assert usage.input_tokens + LONGEST <= CONTEXT, "passages were not fitted to the model's context"
        assert item.done["ended"] in {"stop", "length"}
    writing = sum(item.done["seconds"] - item.done["first_token_seconds"] for item in told)
    tokens = sum(item.done["completion_tokens"] - 1 for item in told)
    seconds = sum(item.answer.timings_ms["total"] for item in told) / 1000 / len(told)
    record_property("measured", f"real generation: {tokens / writing:.0f} tokens/s, {seconds:.1f} s an answer")  # type: ignore[operator]


def test_citations_are_parsed_and_every_sentence_is_accounted_for(written: Written) -> None:
    for item in chain(written[server.TRUE], written[server.LOOSE]):
        answer = item.answer
        fell_back = bool(answer.note)
        said = [claim.text.rstrip(".") for claim in ((() if fell_back else answer.claims) + answer.dropped)]
        wrote = [text for text, _ in chosen(answer)]
        assert wrote
        # A draft that reached its limit ends in a sentence that is cut off; it cites nothing and is dropped.
        assert set(map(plain_words, wrote)) <= set(map(plain_words, said))
        assert len(wrote) <= len(said) <= len(wrote) + 1
        for claim in answer.claims:
            assert claim.citations
            assert set(claim.citations) <= {source.n for source in answer.sources}


def test_verdicts_are_right(written: Written, root: Path, record_property: object) -> None:
    """The truth is known: the model chose sentences of the passages, with the passage's own number or another."""
    kept = true = false = let_through = 0
    for item in chain(written[server.TRUE], written[server.LOOSE]):
        answer, passages = item.answer, given(root, item.answer)
        stands = set() if item.answer.note else {plain_words(claim.text.rstrip(".")) for claim in answer.claims}
        first = dict.fromkeys(chosen(answer))
        for text, n in first:
            carried = plain_words(text) in passages[n - 1]
            if carried:
                true += 1
                kept += plain_words(text) in stands
            elif not any(text == other and plain_words(text) in passages[m - 1] for other, m in first):
                false += 1
                let_through += plain_words(text) in stands
    assert true >= 3
    assert kept == true, f"{true - kept} of {true} sentences that the cited passage holds verbatim were dropped"
    assert let_through == 0, f"{let_through} of {false} sentences stand although they cite another passage"
    record_property(
        "measured", f"real generation: {kept} of {true} true sentences kept, {let_through} of {false} false"
    )  # type: ignore[operator]


def test_what_stands_is_supported_and_its_quotes_are_verbatim(written: Written, by: Callable[[str], Assistant]) -> None:
    for item in chain(*written.values()):
        answer = item.answer
        assert answer.status is Status.ANSWERED
        assert all(claim.verdict is Verdict.SUPPORTED and not claim.why for claim in answer.claims)
        assert all(claim.verdict is not Verdict.SUPPORTED and claim.why for claim in answer.dropped)
        for source in answer.sources:
            text = by("").report(source.hit.report.id).text
            assert text[source.start : source.end] == source.quote
        if not answer.note:
            quotes = {source.n: plain_words(source.quote) for source in answer.sources}
            for claim in answer.claims:
                assert any(plain_words(claim.text.rstrip(".")) in quotes[n] for n in claim.citations)


def test_how_much_stands_is_measured(written: Written, record_property: object) -> None:
    shares = {}
    for name, told in written.items():
        stand = sum(0 if item.answer.note else len(item.answer.claims) for item in told)
        shares[name] = (stand, stand + sum(len(item.answer.dropped) for item in told))
    assert shares[server.FREE][0] / shares[server.FREE][1] <= shares[server.TRUE][0] / shares[server.TRUE][1]
    said = ", ".join(f"{stand} of {all_of} by {name}" for name, (stand, all_of) in shares.items())
    record_property("measured", f"real generation: sentences that stand: {said}")  # type: ignore[operator]


def test_where_nothing_is_left_the_answer_quotes_and_says_so(written: Written, by: Callable[[str], Assistant]) -> None:
    for question, item in zip(QUESTIONS, written[server.FREE], strict=False):
        answer = item.answer
        if not answer.note:
            continue
        quoted = by("").ask(question)
        assert "Nothing that the language model wrote is carried" in answer.note
        assert (answer.claims, answer.sources) == (quoted.claims, quoted.sources)
        assert all(answer.quotes(claim) for claim in answer.claims if len(claim.citations) == 1)
        assert answer.dropped
    assert any(item.answer.note for item in written[server.FREE]), "a model of this size cites nothing right by itself"


def test_events_come_in_order(by: Callable[[str], Assistant]) -> None:
    events: list[Event] = list(by(server.TRUE).stream(QUESTIONS[0]))
    *steps, answer = events
    assert isinstance(answer, Answer)
    assert not any(isinstance(step, Answer) for step in steps)
    assert any(isinstance(step, Wrote) for step in steps)
    numbers = [step.n for step in steps if isinstance(step, Settled)]
    assert numbers == list(range(len(numbers)))
    begun: set[int] = set()
    settled: dict[int, Claim] = {}
    for step in steps:
        if isinstance(step, Wrote):
            assert step.n not in settled, "what is settled is not provisional again"
            begun.add(step.n)
        elif isinstance(step, Settled):
            settled[step.n] = step.claim
    assert tuple(claim for claim in settled.values() if claim.verdict is Verdict.SUPPORTED) == answer.claims
    assert len(settled) == len(answer.claims) + len(answer.dropped)


def test_leaving_in_the_middle_stops_the_model(by: Callable[[str], Assistant], served: Served) -> None:
    before = len(served.done())
    events = by(server.TRUE).stream(QUESTIONS[2])
    assert isinstance(next(events), Wrote)
    events.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 30
    while len(served.done()) == before and time.monotonic() < deadline:
        time.sleep(0.1)
    (left,) = served.done()[before:]
    assert left["ended"] == "cancelled"
    assert left["completion_tokens"] < LONGEST
    assert draft(by(server.TRUE).ask(QUESTIONS[0])).text


def test_a_server_that_stops_is_said_and_the_answer_quotes(
    start: Callable[[], Served], root: Path, by: Callable[[str], Assistant], tmp_path: Path
) -> None:
    import shutil

    from dvrag.assembly import open_assistant

    doomed = start()
    other = Path(shutil.copytree(root, tmp_path / "library"))
    (other / "dvrag.toml").write_text(doomed.settings())
    assistant = open_assistant(other, writer=f"openai:{server.TRUE}")
    events = assistant.stream(QUESTIONS[0])
    assert isinstance(next(events), Wrote)
    doomed.process.kill()
    doomed.process.wait()
    *_, cut_off = events
    gone = assistant.ask(QUESTIONS[0])
    quoted = by("").ask(QUESTIONS[0])
    for answer in (cut_off, gone):
        assert isinstance(answer, Answer)
        assert answer.note.startswith(f"The language model openai:{server.TRUE}")
        assert "The answer quotes the reports instead." in answer.note
        assert (answer.claims, answer.sources) == (quoted.claims, quoted.sources)
    assert "cannot be reached" in gone.note
    assert cut_off.draft, "what was written until then is kept for the record"  # type: ignore[union-attr]
    assert gone.draft is None
    assert record(gone, Filters(), other) == ""
    (entry,) = open_audit(other).entries()
    assert (entry.record["writer"], entry.record["note"]) == (None, gone.note)


def test_a_model_that_the_server_does_not_know_is_said(by: Callable[[str], Assistant]) -> None:
    answer = by("another-model").ask(QUESTIONS[0])
    assert "is not known to its server" in answer.note
    assert answer.claims
    assert plain(OSError(), "x").message.startswith("The language model x failed")


def test_every_answer_is_recorded_and_the_chain_verifies(written: Written, root: Path) -> None:
    before = open_audit(root).verify().rows
    answers = [item.answer for item in chain(*written.values())]
    for answer in answers:
        assert record(answer, Filters(), root) == ""
    book = open_audit(root)
    found = book.verify()
    assert (found.faults, found.rows - before) == ((), len(answers))
    assert verify(root) == ()
    for answer, entry in zip(answers, reversed(book.entries()[: len(answers)]), strict=True):
        told = entry.record
        assert told["writer"]["usage"]["output_tokens"] == draft(answer).usage.output_tokens
        assert [item["passage"] for item in told["given"]] == list(draft(answer).passages)
        assert [item["verdict"] for item in told["dropped"]] == [claim.verdict.value for claim in answer.dropped]
        assert entry.words is not None
        assert len(entry.words["claims"]) == len(answer.claims)
        assert all(item["report"] and item["sha256"] for item in told["given"])


def test_the_command_line_writes_and_records(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = open_audit(root).verify().rows
    writer = f"openai:{server.TRUE}"
    assert (
        run(["ask", QUESTIONS[0], "--writer", writer, "--library", str(root), "--filter", "family=DHR overview"]) == 0
    )
    assert capsys.readouterr().out.strip()
    (entry,) = open_audit(root).entries()[: open_audit(root).verify().rows - before]
    assert entry.record["writer"]["model"] == writer
    assert entry.record["filters"] == {"family": ["dhr_overview"]}
    assert run(["audit", "verify", "--library", str(root)]) == 0
