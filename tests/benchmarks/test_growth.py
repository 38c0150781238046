"""The libraries of `benchmarks/growth.py` are whole and the same each time, and its figures can be shown."""

from __future__ import annotations

import hashlib
import importlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dvrag.model.building import Outcome
from dvrag.store.library import Attempt, Entry, Library, Original
from dvrag.store.verify import verify
from dvrag.testing.fakes import HashingEmbedder
from dvrag.testing.memory_corpus import facts_of, passages_of, report_of

SECTIONS = {
    "Events": [
        f"In week {n} the officers of Ashbury police spoke with her and shared nothing at all" for n in range(20)
    ],
    "Findings": [f"Finding {n} is that nobody asked her and that the risk was never assessed" for n in range(15)],
}


@pytest.fixture
def growth(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that returns a module of the benchmark by the end of its name."""
    monkeypatch.syspath_prepend(str(repository / "benchmarks"))
    return lambda name: importlib.import_module(f"growth_{name}")


@pytest.fixture
def source(growth: Any, tmp_path: Path) -> Any:
    """Two real reports of 35 passages each, ready to be copied."""
    with Library.open(tmp_path / "source", create=True) as library:
        for name in ("one", "two"):
            report = report_of(f"{name}.pdf", facts_of(f"Review {name} of Ashbury", area="Ashbury"), SECTIONS)
            passages = passages_of(report)
            vectors = HashingEmbedder(64).encode([passage.text for passage in passages])
            keys = tuple(f"{name}{n}".encode() for n in range(len(passages)))
            _store(library, Entry(report, passages, vectors, keys, "test", "2026-01-01"))
        return growth("copies").read_source(library)


def _store(library: Library, entry: Entry) -> None:
    content = entry.report.source.encode()
    kept = Original(hashlib.sha256(content).hexdigest(), "pdf", len(content), entry.report.source)
    library.add(entry, kept, content, Attempt(kept.path, kept.sha256, Outcome.ADDED, "", "2026-01-01"))


@pytest.fixture
def entries(growth: Any, source: Any) -> list[Entry]:
    """A library's worth of reports: the two, and 38 copies."""
    copies = growth("copies").Copies(source, seed=1)
    return list(copies.entries(range(40), 40 * 35))


def test_a_library_of_copies_is_whole(growth: Any, source: Any, tmp_path: Path) -> None:
    copies = growth("copies").Copies(source, seed=1)
    numbers = copies.batches(200, 80)
    with Library.open(tmp_path / "made", create=True) as library:
        library.use_embedder("test", 64)
        reports = growth("library").fill(library, (growth("library").batch(copies, part, 200) for part in numbers))
        assert (library.passage_count(), reports, len(library.reports())) == (200, 6, 6)
        assert library.meta()["linked"] == library.meta()["tx"]
    assert [part for part in numbers if len(part) > 2] == []
    assert verify(tmp_path / "made") == ()
    assert growth("library").sizes_on_disk(tmp_path / "made")["library.sqlite"] > 0


def test_a_copy_follows_from_its_number_alone(growth: Any, source: Any, entries: list[Entry]) -> None:
    again = growth("copies").Copies(source, seed=1).entry(7, 35)
    assert again.report == entries[7].report
    assert np.array_equal(again.vectors, entries[7].vectors)
    assert growth("copies").Copies(source, seed=2).entry(7, 35).report != again.report


def test_the_first_copy_is_the_report_and_later_ones_differ(source: Any, entries: list[Entry]) -> None:
    real, copy = source.reports[1], entries[5]
    assert [p.text for p in entries[1].passages] == [p.text for p in real.passages]
    swapped = [
        a != b
        for before, after in zip(real.passages, copy.passages, strict=True)
        for a, b in zip(before.text.split(" "), after.text.split(" "), strict=True)
    ]
    assert 0.1 < np.mean(swapped) < 0.4
    assert "Ashbury" not in copy.report.text
    assert str(copy.report.facts.area.value) in copy.report.text
    assert copy.report.facts.title.value not in {entry.report.facts.title.value for entry in entries[:5]}


def test_vectors_of_copies_are_near_the_real_ones(source: Any, entries: list[Entry]) -> None:
    vectors = entries[5].vectors
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = (vectors * source.reports[1].vectors).sum(axis=1)
    assert cosines.min() > 0.9
    assert cosines.max() < 1


def test_common_words_stay_common_and_new_ones_come(source: Any, entries: list[Entry]) -> None:
    def words(some: list[Entry]) -> Counter[str]:
        return Counter(word for entry in some for passage in entry.passages for word in passage.text.split())

    first, all_words = words(entries[:2]), words(entries)
    common = {word for word, _ in first.most_common(8)}
    assert common <= {word for word, _ in all_words.most_common(12)}
    assert len(words(entries[:20])) < len(all_words)


def test_invented_words_are_all_different(growth: Any) -> None:
    made = [growth("copies").invented_word(n) for n in range(30_000)]
    assert len(set(made)) == len(made)


def test_questions_are_different_and_the_same_for_a_seed(growth: Any) -> None:
    questions = growth("questions").questions
    asked = questions(1000, 3, ["Ashbury", "Denford"])
    assert len(set(asked)) == 1000
    assert asked == questions(1000, 3, ["Ashbury", "Denford"])
    assert any("Denford" in text for text in asked)
    assert not any("{" in text for text in questions(500, 3))
    with pytest.raises(ValueError, match="not 5000"):
        questions(5000, 3)
    assert all(growth("questions").misspelled(text, 1) != text for text in asked)


def test_steps_of_one_more_report_add_up(growth: Any) -> None:
    watch = growth("measure").Stopwatch()
    watch.events = [("Reading reports", 1.0), ("one.txt: added", 3.0), ("end", 3.0), ("search index", 3.5)]
    assert growth("measure").steps(watch.events) == {
        "Reading reports": 1.0,
        "read, embed, store": 2.0,
        "search index": 0.5,
    }


def test_figures_become_a_table_and_a_chart(growth: Any, tmp_path: Path) -> None:
    def size(passages: int) -> dict[str, Any]:
        times = [{"embed": 2.0, "total": 4.0, "wall": float(n), "hits": 10} for n in range(1, 101)]
        memory = {"pss": passages / 10, "peak": passages / 5}
        measured = {
            **dict.fromkeys(growth("report").WAYS, times),
            "memory": dict.fromkeys(("opened", "first result", "queries", "all"), memory),
            **{"ready_s": 0.5, "first_result_s": 1.5, "load": 0.1},
        }
        made = {"passages": passages, "reports": 2, "stems": 9, "passages_per_s": 5e3, "publish_s": 1.0}
        return growth("report").summed_up(made, {"library.sqlite": 2**20, "index": 2**19}, [measured] * 3, {})

    sizes = [size(1000), size(10_000)]
    text = growth("report").markdown({"cores": "2"}, sizes)
    assert "| 10,000 | 300 | 50.5 | 9" in text
    assert sizes[1]["search_ms"]["plain"]["p99"] == pytest.approx(99, abs=0.1)
    assert "not measured" in text
    growth("report").draw(sizes, tmp_path)
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")
    assert "Memory of the process" in (tmp_path / "growth.svg").read_text("utf-8")
