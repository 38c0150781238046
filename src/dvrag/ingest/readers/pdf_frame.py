"""Where things stand on a page as displayed: rotation and crop box applied, points from the top left."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium


class Frame(NamedTuple):
    """An affine map from PDF user space to the displayed page: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the displayed position of a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the displayed (left, top, right, bottom) of a rectangle."""
        if self.b == self.c == 0 and self.a > 0 > self.d:  # upright, as nearly all pages are
            return self.a * x0 + self.e, self.d * y1 + self.f, self.a * x1 + self.e, self.d * y0 + self.f
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def page_frame(page: Any, width: float, height: float) -> Frame:
    """Return the map from user space to the displayed page of `width` x `height` points."""
    scale = min(1000.0, 2e8 / max(width, height, 1.0))
    size_x, size_y = max(1, round(width * scale)), max(1, round(height * scale))
    points = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, size_x, size_y, 0, x, y, device_x, device_y)
        points.append((device_x.value * width / size_x, device_y.value * height / size_y))
    (e, f), (ax, ay), (cx, cy) = points
    return Frame((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)


def upright(
    x0: float, y0: float, x1: float, y1: float, page: tuple[float, float, int]
) -> tuple[float, float, float, float]:
    """Return a displayed box in the reader's frame; `page` is (width, height, turn)."""
    width, height, turn = page
    if turn == 1:  # runs downwards: the page's right edge is the reader's top
        return y0, width - x1, y1, width - x0
    if turn == 3:  # runs upwards: the page's left edge is the reader's top
        return height - y1, x0, height - y0, x1
    if turn == 2:
        return width - x1, height - y1, width - x0, height - y0
    return x0, y0, x1, y1


def displayed(
    x0: float, y0: float, x1: float, y1: float, page: tuple[float, float, int]
) -> tuple[float, float, float, float]:
    """Undo `upright`: return a box of the reader's frame where it stands on the displayed page."""
    width, height, turn = page
    if turn == 1:
        return width - y1, x0, width - y0, x1
    if turn == 3:
        return y0, height - x1, y1, height - x0
    return upright(x0, y0, x1, y1, page)
