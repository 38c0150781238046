"""A typeset PDF → a PDF like one from an office scanner: grey page images, a little crooked, no text layer."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 150
SEED = 20190905
TILT_DEGREES = (0.35, -0.25)
NOISE = 5.0
JPEG_QUALITY = 45
STAMP = time.struct_time((2019, 9, 5, 10, 0, 0, 3, 248, 0))


def write_scan(pdf: bytes, made: Path) -> None:
    """Write the pages of `pdf` to `made` as grey JPEG images at 150 dots per inch; same bytes for the same input."""
    noise = np.random.default_rng(SEED)
    pages = [_scanned(page, number, noise) for number, page in enumerate(_rendered(pdf))]
    pages[0].save(
        made,
        format="PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DPI,
        quality=JPEG_QUALITY,
        producer="Office scanner",
        creationDate=STAMP,
        modDate=STAMP,
    )


def _rendered(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def _scanned(page: Image.Image, number: int, noise: np.random.Generator) -> Image.Image:
    tilt = TILT_DEGREES[number % len(TILT_DEGREES)]
    crooked = page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = crooked.filter(ImageFilter.GaussianBlur(0.4))
    grey = np.asarray(soft, dtype=np.float64) * 0.96 + 4.0
    grain = noise.normal(0.0, NOISE, size=grey.shape)
    return Image.fromarray(np.clip(grey + grain, 0, 255).astype(np.uint8), mode="L")
