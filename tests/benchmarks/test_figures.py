"""The benchmark's arithmetic: ratios, recall, memory, rotation, targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.speed.machine import busy_cores
from benchmarks.speed.memory import memory_of, pss_of, tree
from benchmarks.speed.questions import Question, page_recall
from benchmarks.speed.report import cell
from benchmarks.speed.summary import Spread, fastest_ratio, ratios, targets, values_of
from benchmarks.speed.systems import SYSTEMS, chosen, environment, rotated

ROLLUP = """55d0c0a00000-7ffd0e9f6000 ---p 00000000 00:00 0                          [rollup]
Rss:              123456 kB
Pss:               50000 kB
Pss_Dirty:         40000 kB
"""


def test_the_pss_is_read_from_its_own_line() -> None:
    assert pss_of(ROLLUP) == 50000 * 1024
    assert pss_of("") == 0


def test_a_process_tree_is_followed_and_its_memory_read(tmp_path: Path) -> None:
    def process(pid: int, children: str, kilobytes: int) -> None:
        task = tmp_path / str(pid) / "task" / str(pid)
        task.mkdir(parents=True)
        (task / "children").write_text(children)
        (tmp_path / str(pid) / "smaps_rollup").write_text(f"Rss: 9 kB\nPss: {kilobytes} kB\n")

    process(1, "2 3 ", 10)
    process(2, "4 ", 20)
    process(3, "", 30)
    assert sorted(tree(1, tmp_path)) == [1, 2, 3, 4]
    assert [memory_of(pid, tmp_path) for pid in (1, 2, 3, 4)] == [10240, 20480, 30720, 0]


def test_every_round_begins_with_the_next_system() -> None:
    names = [[system.name for system in rotated(SYSTEMS, number)] for number in (1, 2, 6)]
    assert names[0] == [system.name for system in SYSTEMS]
    assert names[1] == [*names[0][1:], names[0][0]]
    assert names[2] == names[0]


def test_systems_are_chosen_by_name_in_their_own_order() -> None:
    assert [system.name for system in chosen(("txtai", "dvrag"))] == ["dvrag", "txtai"]
    assert chosen(()) == SYSTEMS


def test_a_system_has_no_setting_of_the_caller() -> None:
    inherited = {"PATH": "/bin", "OMP_NUM_THREADS": "1", "DVRAG_EMBED_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    kept = environment(Path("models"), inherited)
    assert (kept["PATH"], kept["HF_HUB_OFFLINE"], kept["DVRAG_CACHE"]) == ("/bin", "1", "models")
    assert not {"OMP_NUM_THREADS", "DVRAG_EMBED_THREADS", "TOKENIZERS_PARALLELISM"} & set(kept)


def test_one_acceptable_page_is_enough() -> None:
    questions = [
        Question("a", "?", "x.pdf", frozenset({3, 4})),
        Question("b", "?", "x.pdf", frozenset({1})),
        Question("c", "?", "y.pdf", frozenset({3})),
        Question("d", "?", "y.pdf", frozenset({9})),
    ]
    found = {"a": [["x.pdf", 4]], "b": [["y.pdf", 1], ["x.pdf", 2]], "c": [["x.pdf", 3], ["y.pdf", 3]]}
    assert page_recall(questions, found) == 0.5


def test_ratios_are_those_of_the_same_round() -> None:
    values = {"dvrag": {1: {"s": 1.0}, 2: {"s": 2.0}, 3: {"s": 4.0}}, "txtai": {1: {"s": 5.0}, 2: {"s": 6.0}}}
    assert ratios(values, "s") == {"txtai": Spread(4.0, 3.0, 5.0)}
    assert ratios({"txtai": values["txtai"]}, "s") == {}


def test_the_fastest_peer_is_found_in_each_round() -> None:
    values = {
        "dvrag": {1: {"s": 1.0}, 2: {"s": 1.0}},
        "txtai": {1: {"s": 9.0}, 2: {"s": 4.0}},
        "haystack": {1: {"s": 8.0}, 2: {"s": 6.0}},
    }
    assert fastest_ratio(values, "s") == Spread(6.0, 4.0, 8.0)
    assert fastest_ratio({"dvrag": values["dvrag"]}, "s") is None


def measured(seconds: float, ms: float, memory: float, recall: float, cut: int = 0) -> dict[int, dict[str, float]]:
    figures = {"ingest_s": seconds, "query_median_ms": ms, "ingest_peak_mib": memory}
    return {1: {**figures, "page_recall_at_10": recall, "truncated": cut}}


def test_targets_are_judged_against_the_peers() -> None:
    values = {"dvrag": measured(10, 5, 100, 0.9), "langchain": measured(60, 14, 300, 0.9, 3)}
    assert [target.met for target in targets(values)] == [True, True, True, True, False, True]
    slower = {**values, "dvrag": measured(61, 4, 151, 0.8, 1)}
    assert [target.met for target in targets(slower)] == [False, False, False, False, True, False]
    alone = {"dvrag": values["dvrag"]}
    assert [target.met for target in targets(alone)] == [None, None, True, None, None, None]


def test_figures_come_from_the_events_of_a_step() -> None:
    counted = {"event": "counted", "pages": 20, "passages": 40, "tokens": 800, "truncated": 1, "limit": 256}
    saved = {"event": "ingested", "phases": {"reading": 5.0, "embedding": 3.0}, "at": 10.0, "peak_bytes": 2**20 * 7}
    answers = [{"id": str(n), "ms": float(n), "pages": [["x.pdf", n]]} for n in range(1, 22)]
    events = [
        {"event": "first answer", "at": 2.0, "peak_bytes": 1},
        {"event": "answers", "answers": answers, "at": 3.0, "peak_bytes": 2**20},
    ]
    named = {"system": "txtai", "round": 1}
    records = [
        {**named, "command": "ingest", "disk_bytes": 2**21, "events": [saved, {**counted, "kept_bytes": 2**20}]},
        {**named, "command": "query", "events": events},
    ]
    figures = values_of(records, [Question("1", "?", "x.pdf", frozenset({1}))])["txtai"][1]
    assert (figures["ingest_s"], figures["start_s"], figures["pages_per_s"], figures["tokens_per_s"]) == (10, 2, 2, 80)
    assert figures["work_s"] == 8
    assert (figures["ingest_peak_mib"], figures["disk_mib"], figures["disk_own_mib"]) == (7, 2, 1)
    assert (figures["cold_start_s"], figures["query_median_ms"], figures["query_p95_ms"]) == (2, 11, 20)
    assert (figures["query_peak_mib"], figures["page_recall_at_10"]) == (1, 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Spread(1234.5, 1000, 2000), "1,234.5 (1,000.0–2,000.0)"), (Spread(3, 3, 3.01), "3.0")],
)
def test_a_range_is_shown_where_it_can_be_seen(value: Spread, shown: str) -> None:
    assert cell(value, 1) == shown


def test_waiting_for_the_disk_is_not_work() -> None:
    before = "cpu  100 0 50 1000 10 0 0 0 0 0\ncpu0 1 2 3\n"
    after = "cpu  200 0 150 1700 110 0 0 0 0 0\n"
    assert busy_cores(before, after, seconds=2.0, ticks=100) == 1.0
