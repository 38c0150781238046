"""Ruling lines and shaded areas of a PDF page, from pdfium's path objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from dvrag.ingest.readers.pdf_frame import Frame

THIN = 2.5
"""A filled rectangle this thin, in points, is a line."""

SHORTEST = 6.0
"""Lines shorter than this, in points, are no ruling."""

MOST_OBJECTS = 60_000
MOST_PATHS = 4_000
"""A page with more paths is a drawing or a map: its lines are not taken for ruling."""

DEPTH = 3
Color = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: at `place` (y if `across`, else x) from `start` to `end`."""

    across: bool
    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Shade:
    """A filled rectangle and its colour."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: Color


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page holds beside its text. `objects` counts all page objects, text included."""

    rules: tuple[Rule, ...]
    shades: tuple[Shade, ...]
    objects: int
    images: int


def page_drawing(page: Any, frame: Frame, size: tuple[float, float]) -> Drawing:
    """Return the rules and shades of a page; none if it holds more paths than a ruled page has."""
    rules: list[Rule] = []
    shades: list[Shade] = []
    paths = images = objects = 0
    for item, kind, matrix in _objects(page):
        objects += 1
        images += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > MOST_PATHS:
            return Drawing((), (), objects, images)
        _path(item, _composed(frame, matrix), (rules, shades))
    kept = tuple(shade for shade in shades if (shade.x1 - shade.x0) * (shade.y1 - shade.y0) < 0.8 * size[0] * size[1])
    return Drawing(tuple(rules), kept, objects, images)


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(max(count, 0), MOST_OBJECTS)):
        yield from _nested(pdfium.FPDFPage_GetObject(page, index), IDENTITY, DEPTH)


def _nested(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    yield item, kind, outer
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        matrix = _times(_matrix(item), outer)
        for index in range(min(max(pdfium.FPDFFormObj_CountObjects(item), 0), MOST_OBJECTS)):
            yield from _nested(pdfium.FPDFFormObj_GetObject(item, index), matrix, depth - 1)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX(*IDENTITY)
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the map that applies `inner`, then `outer` (PDF 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _composed(frame: Frame, matrix: Matrix) -> Frame:
    return Frame(*_times(matrix, (frame.a, frame.b, frame.c, frame.d, frame.e, frame.f)))


def _path(item: Any, frame: Frame, found: tuple[list[Rule], list[Shade]]) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return
    count = pdfium.FPDFPath_CountSegments(item)
    if count > 200:  # a curve, a logo or a map
        return
    matrix = _matrix(item)
    frame = _composed(frame, matrix)
    for points in _subpaths(item, frame, count):
        box = _rectangle(points)
        if box and fill.value:
            _filled(item, box, found)
        if box and stroke.value:
            found[0].extend(_edges(box))
        if not box and stroke.value:
            found[0].extend(_lines(points))


def _subpaths(item: Any, frame: Frame, count: int) -> Iterator[list[tuple[float, float]]]:
    """Yield the corner points of each subpath without curves."""
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(frame.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _rectangle(points: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    if len(points) not in (4, 5, 6) or (len(points) == 4 and points[0] == points[-1]):
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if all(min(x - x0, x1 - x) < 0.5 and min(y - y0, y1 - y) < 0.5 for x, y in points):
        return x0, y0, x1, y1
    return None


def _filled(item: Any, box: tuple[float, float, float, float], found: tuple[list[Rule], list[Shade]]) -> None:
    x0, y0, x1, y1 = box
    color = _color(item)
    if color is None:
        return
    if y1 - y0 <= THIN or x1 - x0 <= THIN:
        if color != (255, 255, 255) or min(y1 - y0, x1 - x0) > 0.2:
            found[0].extend(_thin(box))
        return
    found[1].append(Shade(x0, y0, x1, y1, color))


def _color(item: Any) -> Color | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or alpha.value == 0:
        return None
    return red.value, green.value, blue.value


def _thin(box: tuple[float, float, float, float]) -> Iterator[Rule]:
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0 and x1 - x0 >= SHORTEST:
        yield Rule(True, (y0 + y1) / 2, x0, x1)
    elif y1 - y0 >= SHORTEST:
        yield Rule(False, (x0 + x1) / 2, y0, y1)


def _edges(box: tuple[float, float, float, float]) -> Iterator[Rule]:
    x0, y0, x1, y1 = box
    if x1 - x0 >= SHORTEST:
        yield Rule(True, y0, x0, x1)
        yield Rule(True, y1, x0, x1)
    if y1 - y0 >= SHORTEST:
        yield Rule(False, x0, y0, y1)
        yield Rule(False, x1, y0, y1)


def _lines(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) < 0.5 and abs(ax - bx) >= SHORTEST:
            yield Rule(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
        elif abs(ax - bx) < 0.5 and abs(ay - by) >= SHORTEST:
            yield Rule(False, (ax + bx) / 2, min(ay, by), max(ay, by))
