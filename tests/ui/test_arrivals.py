"""Files that were dropped on the page: their names, their number, their size, and where they stand meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import dvrag
from dvrag.assembly import rebuild_library
from dvrag.errors import MissingPartError
from dvrag.model.building import Outcome
from dvrag.store.library import Library
from dvrag.ui.jobs import JOBS, Ended
from dvrag.ui.library import acts, arrivals
from dvrag.ui.library.arrivals import arrive, clear, safe_name, sorted_out


@dataclass(frozen=True)
class Sent:
    name: str
    content: bytes = b"A report."
    length: int | None = None

    @property
    def size(self) -> int:
        return len(self.content) if self.length is None else self.length

    def getvalue(self) -> bytes:
        return self.content


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Review of 2019 (final) v1.2.PDF", "Review of 2019 (final) v1.2.PDF"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\reports\\a.docx", "a.docx"),
        ("/absolute/a.pdf", "a.pdf"),
        ("..", "report"),
        ("", "report"),
        (".pdf", "report.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("a\x00b\u202ec\n.pdf", "a b c.pdf"),
        ('a"b<c>|d?.pdf', "a_b_c__d_.pdf"),
        ("half a pair \ud800.txt", "half a pair.txt"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_names_become_fit_for_a_file(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@pytest.mark.parametrize("name", ["a" * 400 + ".pdf", "é" * 300 + ".docx", "x." + "y" * 400])
def test_long_names_are_cut_and_keep_their_ending(name: str) -> None:
    short = safe_name(name)
    assert len(short.encode()) <= arrivals.LONGEST_NAME
    assert short.endswith((".pdf", ".docx", "x"))


def test_files_that_cannot_be_read_are_refused_with_a_reason() -> None:
    found = sorted_out([Sent("a.pdf"), Sent("A.pdf"), Sent("b.exe"), Sent("c.pdf", length=(100 << 20) + 1)])
    assert list(found.accepted) == ["a.pdf"]
    assert [result.reason.split(".")[0] for result in found.refused] == [
        "Another file of this upload has the same name",
        "dvrag reads PDF, HTML, Word (",
        "It is larger than 100 MB",
    ]
    assert {result.outcome for result in found.refused} == {Outcome.FAILED}


def test_too_many_files_are_refused() -> None:
    found = sorted_out([Sent(f"{number}.pdf") for number in range(arrivals.MOST_FILES + 2)])
    assert len(found.accepted) == arrivals.MOST_FILES
    assert [result.path for result in found.refused] == ["50.pdf", "51.pdf"]


def test_they_stand_in_the_library_and_are_wiped(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "arrivals").mkdir(parents=True)
    (library / "arrivals" / "left.pdf").write_bytes(b"of a server that was killed")
    (path,) = arrive({"a.pdf": Sent("a.pdf", b"content")}, library)
    assert path == library / "arrivals" / "a.pdf"
    assert path.read_bytes() == b"content"
    assert [found.name for found in path.parent.iterdir()] == ["a.pdf"]
    clear(library)
    assert list(library.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file, not a folder")
    with pytest.raises(MissingPartError, match="Check the disk's space and permissions"):
        arrive({"a.pdf": Sent("a.pdf")}, tmp_path / "library")


def add(library: Path, *sent: Sent) -> list[tuple[str, str, str]]:
    acts.add(sent, library)
    assert JOBS.wait(300)
    seen = JOBS.seen()
    assert seen is not None
    assert seen.ended is Ended.DONE, seen.problem
    JOBS.dismiss()
    return [(Path(r.path).name, r.outcome.value, r.reason) for r in seen.value]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_uploads_become_reports_and_versions_and_outlive_a_rebuild(tmp_path: Path, corpus: tuple[Path, ...]) -> None:
    """The whole way with the product's own parts: no fake anywhere."""
    library = tmp_path / "library"
    pdf = next(path for path in corpus if path.suffix == ".pdf").read_bytes()
    first = b"Review of Aquaria\n\nThe panel said that zebrafish were kept in three tanks.\n"
    ended = add(
        library,
        Sent("aquaria.txt", first),
        Sent("empty.txt", b""),
        Sent("text.pdf", b"Only text."),
        Sent("cut.pdf", pdf[:3000]),
        Sent("locked.pdf", locked(pdf)),
        Sent("scan.pdf", blank()),
        Sent("same.txt", first),
    )
    reasons = {name: (outcome, reason) for name, outcome, reason in ended}
    assert reasons["aquaria.txt"] == ("added", "")
    assert reasons["same.txt"] == ("unchanged", "Same bytes as aquaria.txt.")
    for name, word in (("empty", "empty"), ("text", "not a PDF"), ("cut", "damaged"), ("locked", "password")):
        outcome, reason = next(value for key, value in reasons.items() if key.startswith(name))
        assert outcome == "failed"
        assert word in reason, reason
    assert reasons["scan.pdf"][0] == "failed"
    assert "blank" in reasons["scan.pdf"][1]
    (again,) = add(library, Sent("aquaria.txt", first.replace(b"zebrafish", b"sticklebacks")))
    assert again[1] == "replaced"
    assert not (library / "arrivals").exists()
    for _ in range(2):  # before a rebuild and after it
        with Library.open(library, read_only=True) as opened:
            assert "aquaria.txt" in {report.source for report in opened.reports()}
            assert opened.verify() == ()
            assert {Path(file.path).name for file in opened.records().failed} >= {"empty.txt", "scan.pdf"}
        rebuild_library(library)
    answer = dvrag.open(library).ask("What did the panel say about sticklebacks?")
    assert [source.hit.report.source for source in answer.sources] == ["aquaria.txt"]


def locked(pdf: bytes) -> bytes:
    """Return a PDF that needs a password."""
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def blank() -> bytes:
    """Return a PDF of one empty page."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue()
