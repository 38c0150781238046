"""Recognition: what is rendered, and what becomes of the engine's boxes. The engine itself runs in test_pool."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dvrag.ingest.ocr import MOST_PIXELS, recognised_lines, render_scale


def test_a_usual_page_is_rendered_at_the_resolution_asked_for() -> None:
    assert render_scale(595, 842, 200) == pytest.approx(200 / 72)


@pytest.mark.parametrize("size", [(14400, 14400), (200_000, 3), (1e9, 1e9)])
def test_a_huge_page_stays_within_the_pixels_allowed(size: tuple[float, float]) -> None:
    scale = render_scale(*size, 200)
    assert size[0] * size[1] * scale**2 <= MOST_PIXELS * 1.001


def corners(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def test_boxes_become_lines_in_reading_order_in_points() -> None:
    left = [(f"left {n}", corners(100, 200 + 40 * n, 900, 230 + 40 * n)) for n in range(4)]
    right = [(f"right {n}", corners(1000, 200 + 40 * n, 1800, 230 + 40 * n)) for n in range(4)]
    title = ("A title across", corners(100, 100, 1800, 150))
    mixed = [pair for both in zip(right, left, strict=True) for pair in both] + [title]
    result = SimpleNamespace(
        boxes=[box for _, box in mixed], txts=[text for text, _ in mixed], scores=[0.9] * len(mixed)
    )
    lines = recognised_lines(result, scale=2.0)
    assert [line.text for line in lines] == [
        "A title across",
        *(f"left {n}" for n in range(4)),
        *(f"right {n}" for n in range(4)),
    ]
    box = lines[1].box
    assert box is not None
    assert (box.x0, box.y0, box.x1, box.y1) == (50, 100, 450, 115)
    assert lines[0].size > lines[1].size


def test_unsure_and_wordless_boxes_are_dropped() -> None:
    boxes = [corners(0, 0, 10, 10), corners(0, 20, 10, 30), corners(0, 40, 10, 50)]
    result = SimpleNamespace(boxes=boxes, txts=["kept", "doubtful", " - "], scores=[0.8, 0.3, 0.9])
    assert [line.text for line in recognised_lines(result, 1.0)] == ["kept"]
    assert recognised_lines(SimpleNamespace(boxes=None, txts=None, scores=None), 1.0) == ()
