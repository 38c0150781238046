"""How files end, and what a second run does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.errors import MismatchError, NotFoundError
from dvrag.model.building import FileResult, Outcome
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.raw import RawDocument
from dvrag.ports import Vectors
from dvrag.store.library import Library
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import SmallParser, small_parts


def outcomes(results: tuple[FileResult, ...]) -> dict[str, str]:
    return {Path(result.path).name: result.outcome.value for result in results}


def texts(root: Path) -> set[str]:
    with Library.open(root, read_only=True) as library:
        return {passage.text for passage in library.passages(library.vectors()[0]).values()}


def test_new_files_are_added_and_searchable(builder: Builder, folder: Path, root: Path) -> None:
    results = builder.build([folder], Listener())
    assert outcomes(results) == {"alder.txt": "added", "birch.txt": "added", "cedar.txt": "added"}
    assert [(result.pages, result.passages) for result in results] == [(1, 7)] * 3
    with Library.open(root, read_only=True) as library:
        (hit, *_) = library.search_text(["birch"], 1)
        assert "birch" in library.passages([hit.row])[hit.row].text
        assert library.verify() == ()


def test_the_same_bytes_do_nothing(folder: Path, root: Path) -> None:
    embedder = HashingEmbedder()
    Builder(root, small_parts(embedder)).build([folder], Listener())
    encoded, before = embedder.encoded, {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    results = Builder(root, small_parts(embedder)).build([folder], Listener())
    assert set(outcomes(results).values()) == {"unchanged"}
    assert embedder.encoded == encoded
    unwritten = {"library.sqlite"} | {path.name for path in before if "gen-" in str(path) or "files" in str(path)}
    assert {p: t for p, t in before.items() if p.name in unwritten} == {
        p: p.stat().st_mtime_ns for p in before if p.name in unwritten
    }


def test_a_changed_file_replaces_its_old_version(builder: Builder, folder: Path, root: Path) -> None:
    builder.build([folder], Listener())
    changed = folder / "birch.txt"
    changed.write_text(changed.read_text().replace("Finding 3 about birch", "Finding three"))
    assert outcomes(builder.build([folder], Listener()))["birch.txt"] == "replaced"
    found = texts(root)
    assert "Finding three: agencies met 21 times." in found
    assert not any(text.startswith("Finding 3 about birch") for text in found)
    with Library.open(root, read_only=True) as library:
        assert len(library.reports()) == 3
        assert library.verify() == ()


def test_unchanged_passages_of_a_changed_file_are_not_embedded_again(folder: Path, root: Path) -> None:
    embedder = HashingEmbedder()
    builder = Builder(root, small_parts(embedder))
    builder.build([folder], Listener())
    before = embedder.encoded
    changed = folder / "birch.txt"
    changed.write_text(changed.read_text() + "\nOne more line.")
    builder.build([folder], Listener())
    assert embedder.encoded == before + 1


def test_the_same_bytes_under_two_names_are_one_report(builder: Builder, folder: Path, root: Path) -> None:
    (folder / "zelkova.txt").write_bytes((folder / "alder.txt").read_bytes())
    result = builder.build([folder], Listener())[-1]
    assert (result.outcome, result.reason) == (Outcome.UNCHANGED, "Same bytes as alder.txt.")
    (folder / "alder.txt").write_text("Now different")
    assert outcomes(builder.build([folder], Listener()))["alder.txt"] in {"added", "replaced"}
    assert "Review of alder" in texts(root)


def test_a_bad_file_fails_with_its_reason_and_the_rest_goes_on(builder: Builder, folder: Path, root: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\0\0")
    (folder / "empty.txt").write_text("\n\n")
    results = {Path(result.path).name: result for result in builder.build([folder], Listener())}
    assert results["bad.txt"].reason == "It is not a text file."
    assert results["empty.txt"].reason.startswith("No text was found in it.")
    assert results["cedar.txt"].outcome is Outcome.ADDED
    with Library.open(root, read_only=True) as library:
        failed = {Path(a.path).name: a.reason for a in library.attempts() if a.outcome is Outcome.FAILED}
    assert set(failed) == {"bad.txt", "empty.txt"}


def test_a_file_that_became_bad_keeps_its_earlier_version(builder: Builder, folder: Path, root: Path) -> None:
    builder.build([folder], Listener())
    good = (folder / "birch.txt").read_bytes()
    (folder / "birch.txt").write_bytes(b"\0")
    result = builder.build([folder], Listener())[1]
    assert result.outcome is Outcome.FAILED
    assert result.reason.endswith("The version ingested before stays in the library.")
    assert "Review of birch" in texts(root)
    (folder / "birch.txt").write_bytes(good)
    assert outcomes(builder.build([folder], Listener()))["birch.txt"] == "unchanged"
    with Library.open(root, read_only=True) as library:
        assert all(attempt.outcome is not Outcome.FAILED for attempt in library.attempts())


def test_a_malformed_document_becomes_a_reason(folder: Path, root: Path) -> None:
    def broken(raw: RawDocument, identity: object) -> object:
        raise IndexError("list index out of range")

    builder = Builder(root, replace(small_parts(), build_report=broken))  # type: ignore[arg-type]
    reasons = {result.reason for result in builder.build([folder], Listener())}
    assert reasons == {"Its structure could not be made out (IndexError: list index out of range)."}


def test_another_chunker_cuts_everything_anew(builder: Builder, folder: Path, root: Path) -> None:
    builder.build([folder], Listener())
    other = Builder(root, small_parts(chunker="small-2"))
    assert set(outcomes(other.build([folder], Listener())).values()) == {"replaced"}
    assert set(outcomes(other.build([folder], Listener())).values()) == {"unchanged"}


def test_another_model_is_refused_until_a_rebuild(builder: Builder, folder: Path, root: Path) -> None:
    builder.build([folder], Listener())
    other = Builder(root, small_parts(HashingEmbedder(dimension=16)))
    with pytest.raises(MismatchError, match="dvrag library rebuild"):
        other.build([folder], Listener())
    other.rebuild(Listener())
    assert set(outcomes(other.build([folder], Listener())).values()) == {"unchanged"}
    with Library.open(root, read_only=True) as library:
        assert library.vectors()[1].shape == (21, 16)
        assert library.verify() == ()


def test_documents_in_one_file_share_its_original(builder: Builder, tmp_path: Path, root: Path) -> None:
    path = tmp_path / "docs.jsonl"
    lines = [json.dumps({"_id": f"d{i}", "text": f"Document {i}\nIts only line {i}."}) for i in range(5)]
    path.write_text("\n".join(lines))
    (result,) = builder.build([path], Listener())
    assert (result.outcome, result.report_id, result.passages) == (Outcome.ADDED, None, 10)
    assert len(list((root / "files").glob("*.jsonl"))) == 1
    path.write_text("\n".join(lines[1:]))
    (result,) = builder.build([path], Listener())
    assert result.outcome is Outcome.REPLACED
    assert "Document 0" not in texts(root)
    assert "Document 4" in texts(root)
    with Library.open(root, read_only=True) as library:
        assert [summary.source for summary in library.reports()] == ["d1", "d2", "d3", "d4"]
        assert library.verify() == ()
    assert len(list((root / "files").glob("*.jsonl"))) == 1


def test_an_interrupted_file_of_many_documents_is_resumed(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text("\n".join(json.dumps({"_id": f"d{i}", "text": f"Document {i}"}) for i in range(400)))

    def interrupt(note: str) -> None:
        if note == "d255":
            raise KeyboardInterrupt

    embedder = HashingEmbedder()
    with pytest.raises(KeyboardInterrupt):
        Builder(root, small_parts(embedder)).build([path], Listener(interrupt))
    with Library.open(root, read_only=True) as library:
        assert len(library.reports()) == 256
    (result,) = Builder(root, small_parts(embedder)).build([path], Listener())
    assert (result.outcome, result.passages) == (Outcome.ADDED, 400)
    assert embedder.encoded == 400


def many(path: Path, count: int) -> Path:
    path.write_text("\n".join(json.dumps({"_id": f"d{i}", "text": f"Document {i}"}) for i in range(count)))
    return path


def test_documents_of_one_file_are_stored_while_the_rest_waits(tmp_path: Path, root: Path) -> None:
    """Memory does not grow with their number: the first are in the library before the last are looked at."""
    made: list[str] = []
    parts = small_parts()

    def build_report(raw: RawDocument, identity: ReportId) -> Report:
        made.append(raw.source)
        return parts.build_report(raw, identity)

    stored_after: list[int] = []
    watched = Listener(lambda note: stored_after.append(len(made)) if note == "d0" else None)
    Builder(root, replace(parts, build_report=build_report)).build([many(tmp_path / "docs.jsonl", 1000)], watched)
    assert stored_after[0] == 256  # its findings are read when all are stored
    assert len(made) == 1000


def test_a_fault_in_a_late_document_keeps_all_of_the_file_out(tmp_path: Path, root: Path) -> None:
    parts = small_parts()

    def build_report(raw: RawDocument, identity: ReportId) -> Report:
        if raw.source == "d390":
            raise ValueError("no such shape")
        return parts.build_report(raw, identity)

    path = many(tmp_path / "docs.jsonl", 400)
    (result,) = Builder(root, replace(parts, build_report=build_report)).build([path], Listener())
    assert result.outcome is Outcome.FAILED
    assert result.reason == "d390: Its structure could not be made out (ValueError: no such shape)."
    with Library.open(root, read_only=True) as library:
        assert library.reports() == ()
        assert library.verify() == ()
    (result,) = Builder(root, parts).build([path], Listener())
    assert (result.outcome, result.passages) == (Outcome.ADDED, 400)


def test_reports_that_are_parsed_already_are_embedded_together(folder: Path, root: Path) -> None:
    calls: list[int] = []

    class Counting(HashingEmbedder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            calls.append(len(texts))
            return super().encode(texts)

    Builder(root, small_parts(Counting())).build([folder], Listener())
    assert sum(calls) == 21
    assert len(calls) <= 3


def test_an_interruption_keeps_what_is_done(folder: Path, root: Path) -> None:
    def interrupt(note: str) -> None:
        if note.startswith("birch"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Builder(root, small_parts()).build([folder], Listener(interrupt))
    results = Builder(root, small_parts()).build([folder], Listener())
    assert outcomes(results) == {"alder.txt": "unchanged", "birch.txt": "unchanged", "cedar.txt": "added"}


def test_near_duplicates_are_linked(builder: Builder, folder: Path, root: Path) -> None:
    overview = [f"Sentence number {i} tells what the {i * 13} agencies did about case {i * 31}." for i in range(60)]
    (folder / "overview.txt").write_text("\n".join(["Overview", *overview]))
    (folder / "summary.txt").write_text("\n".join(["Summary", *overview[10:25]]))
    builder.build([folder], Listener())
    with Library.open(root, read_only=True) as library:
        linked = {summary.source: summary.near_duplicates for summary in library.reports()}
        assert linked["summary.txt"] == (library.find("overview.txt").id,)
        assert linked["overview.txt"] == (library.find("summary.txt").id,)
        assert linked["alder.txt"] == ()


def test_a_path_that_does_not_exist_is_named(builder: Builder, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"nowhere\.pdf does not exist"):
        builder.build([tmp_path / "nowhere.pdf"], Listener())


def test_a_damaged_pointer_is_reported_and_the_index_built_anew(builder: Builder, folder: Path, root: Path) -> None:
    builder.build([folder], Listener())
    (root / "CURRENT").write_bytes(b"garbage")
    builder.build([folder], Listener())
    assert builder.notices == ("The file CURRENT of the library differs from what was written. It was built anew.",)
    with Library.open(root, read_only=True) as library:
        assert library.verify() == ()
        assert library.published() is not None


def test_the_parser_is_stopped_when_interrupted(folder: Path, root: Path) -> None:
    closed = []

    class Stoppable(SmallParser):
        __slots__ = ()

        def close(self) -> None:
            closed.append(True)

    def interrupt(note: str) -> None:
        raise KeyboardInterrupt

    builder = Builder(root, replace(small_parts(), parser=Stoppable()))
    with pytest.raises(KeyboardInterrupt):
        builder.build([folder], Listener(interrupt))
    assert closed == [True]
