"""Words of a PDF page with their boxes, from pdfium's characters, in the order of the content stream.

All coordinates are points from the top left of the page as displayed: rotation and crop box are applied.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from dvrag.ingest.readers.pdf_frame import Frame, upright

ASCENT, DESCENT = 0.78, 0.22
"""Share of the font size above and below the baseline: the usual em box of text fonts."""

GARBAGE_SHARE = 0.2
"""A page whose characters are unreadable to this share or more has no usable text layer."""

LEAST_VOWELS = 0.25
"""Share of a, e, i, o, u among Latin letters below which text is scrambled: about 0.38 in English, 0.35 to 0.50 in
other European languages, about 0.16 where a missing map shifts each code by 29."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
BULLET_CODES = frozenset({0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06C, 0xF06E, 0xF0A8, 0xF0B2, 0xF02D, 0xF0F0})
ZERO_WIDTH = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF})
TOKEN = re.compile(r"[^\s\xa0\u2000-\u200a\u202f\u3000]+")
BOLD_NAME = re.compile(r"bold|black|heavy|demi|semibold|extrabold", re.IGNORECASE)
PLAIN_NAME = re.compile(r"regular|roman|light|medium|book|thin|italic", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space. `base` is the baseline; `spaced` says that a space stood before it.

    `turn` is the direction of writing in quarter turns clockwise, -1 for a slant (a watermark).
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    spaced: bool
    turn: int = 0

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in stream order; `garbage` where the text layer cannot be read."""

    words: tuple[Word, ...]
    garbage: bool


class Style(NamedTuple):
    """What characters of one text object share; `base` is the baseline of its first character."""

    size: float
    bold: bool
    turn: int
    base: float


def page_words(textpage: Any, frame: Frame, size: tuple[float, float]) -> PageWords:
    """Return the words of a page; characters outside the displayed page are left out."""
    return _Collector(textpage, frame, size).run()


class _Collector:
    """One pass over the characters of a page."""

    def __init__(self, textpage: Any, frame: Frame, size: tuple[float, float]) -> None:
        self.page, self.frame, self.size = textpage, frame, size
        self.words: list[Word] = []
        self.rect = pdfium.FS_RECTF()
        self.styles: dict[int, Style] = {}
        self.fonts: dict[int, bool] = {}
        self.text = ""
        self.box = (0.0, 0.0, 0.0, 0.0)
        self.style = Style(0.0, False, 0, 0.0)
        self.spaced = False
        self.seen = self.bad = 0

    def run(self) -> PageWords:
        count = max(0, pdfium.FPDFText_CountChars(self.page))
        text, end = self._page_text(count), 0
        for token in TOKEN.finditer(text):
            self.spaced = self.spaced or token.start() > end
            end = token.end()
            if not self._whole(token.group(), token.start()):
                self._piecewise(token.group(), token.start())
            self._flush()
        garbage = self.seen > 0 and self.bad >= GARBAGE_SHARE * self.seen
        return PageWords(tuple(self.words), garbage or _scrambled("".join([word.text for word in self.words])))

    def _page_text(self, count: int) -> str:
        """Return one character for each index of the text page."""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = max(0, pdfium.FPDFText_GetText(self.page, 0, count, pointer) - 1) if count else 0
        text = buffer.raw[: 2 * written].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self.page, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\x01" for code in codes)

    def _whole(self, token: str, start: int) -> bool:
        """Add a token as one word if its first and last character show that it stands in one piece."""
        first, last = self._box(start), self._box(start + len(token) - 1)
        item = pdfium.FPDFText_GetTextObject(self.page, start)
        key = _address(item)
        if not first or not last or not key:
            return False
        if len(token) > 1 and key != _address(pdfium.FPDFText_GetTextObject(self.page, start + len(token) - 1)):
            return False
        style = self._style(item, key, start)
        if style.turn != 0 or not -0.1 <= last[0] - first[0] <= 1.1 * len(token) * style.size:
            return False
        text = self._clean(token, start)
        box = (first[0], min(first[1], last[1]), last[2], max(first[3], last[3]))
        if text and not self._outside(box):
            self.text, self.box, self.style = text, box, style
        return True

    def _piecewise(self, token: str, start: int) -> None:
        for index, character in enumerate(token, start):
            text = self._readable(character, index)
            box = self._box(index) if text else None
            if box and not self._outside(box):
                item = pdfium.FPDFText_GetTextObject(self.page, index)
                self._add(text, box, self._style(item, _address(item), index))

    def _box(self, index: int) -> tuple[float, float, float, float] | None:
        rect = self.rect
        if not pdfium.FPDFText_GetLooseCharBox(self.page, index, rect):
            return None
        return self.frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def _clean(self, token: str, start: int) -> str:
        if token.isascii() and token.isprintable():
            self.seen += len(token)
            self.bad += len(token) * (pdfium.FPDFText_HasUnicodeMapError(self.page, start) == 1)
            return token
        return "".join([self._readable(character, start + place) for place, character in enumerate(token)])

    def _readable(self, character: str, index: int) -> str:
        """Return the character as printed, "" for one that cannot be shown; count what cannot be read."""
        code = ord(character)
        if code in (0xAD, 0x02, 0x2010, 0x2011, 0xFFFE):  # pdfium marks a hyphen at a line's end with 2 or FFFE
            hyphen = code not in (0x02, 0xFFFE) or pdfium.FPDFText_IsHyphen(self.page, index) == 1
            self.seen, self.bad = self.seen + 1, self.bad + (not hyphen)
            return "-" if hyphen else ""
        if code in ZERO_WIDTH:
            return ""
        self.seen += 1
        if 0x21 <= code < 0x7F:
            return character
        if code in BULLET_CODES:
            return "•"
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or code == 0xFFFD:
            self.bad += 1
            return "" if code < 0xA0 else "\ufffd"
        return LIGATURES.get(character, character)

    def _outside(self, box: tuple[float, float, float, float]) -> bool:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return not (-1 <= x <= self.size[0] + 1 and -1 <= y <= self.size[1] + 1)

    def _style(self, item: Any, key: int, index: int) -> Style:
        found = self.styles.get(key)
        if found is None or not key:
            found = self.styles[key] = self._measure(item, index)
        return found

    def _measure(self, item: Any, index: int) -> Style:
        matrix, x, y = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(self.page, index, matrix)
        pdfium.FPDFText_GetCharOrigin(self.page, index, x, y)
        frame = self.frame
        across_x, across_y = frame.a * matrix.a + frame.c * matrix.b, frame.b * matrix.a + frame.d * matrix.b
        up = math.hypot(frame.a * matrix.c + frame.c * matrix.d, frame.b * matrix.c + frame.d * matrix.d)
        size = abs(pdfium.FPDFText_GetFontSize(self.page, index)) * (up or 1.0)
        angle = math.degrees(math.atan2(across_y, across_x))
        turn = round(angle / 90) % 4
        if abs(angle - 90 * round(angle / 90)) > 4:
            turn = -1
        bold = self._bold(item, index)
        return Style(size, bold, turn, frame.point(x.value, y.value)[1])

    def _bold(self, item: Any, index: int) -> bool:
        font = pdfium.FPDFTextObj_GetFont(item) if item else None
        key = _address(font)
        if key not in self.fonts:
            self.fonts[key] = self._bold_font(index)
        if self.fonts[key]:
            return True
        return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE

    def _bold_font(self, index: int) -> bool:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = pdfium.FPDFText_GetFontInfo(self.page, index, buffer, 256, flags)
        name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        if BOLD_NAME.search(name) or flags.value & 0x40000:
            return True
        return not PLAIN_NAME.search(name) and pdfium.FPDFText_GetFontWeight(self.page, index) >= 700

    def _add(self, text: str, box: tuple[float, float, float, float], style: Style) -> None:
        if self.text and self._breaks(box, style):
            self._flush()
        if not self.text:
            self.text, self.box, self.style = text, box, style
            return
        old = self.box
        self.text += text
        self.box = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))

    def _breaks(self, box: tuple[float, float, float, float], style: Style) -> bool:
        old, size = self.style, max(self.style.size, 1.0)
        if style.turn != old.turn or abs(style.size - old.size) > 0.18 * size:
            return True
        if style.turn != 0:
            return False
        gap = box[0] - self.box[2]
        backwards = box[2] - self.box[0] if _right_to_left(self.text) else gap
        return abs(style.base - old.base) > 0.3 * size or gap > 0.6 * size or backwards < -0.8 * size

    def _flush(self) -> None:
        if self.text:
            x0, y0, x1, y1 = self.box
            style = self.style
            if style.turn == 0 and style.size > 0:
                y0, y1 = style.base - ASCENT * style.size, style.base + DESCENT * style.size
            base = style.base if style.turn == 0 else y1
            size = round(style.size or y1 - y0, 2)
            self.words.append(Word(self.text, x0, y0, x1, y1, base, size, style.bold, self.spaced, style.turn))
            self.spaced = False
        self.text = ""


def _scrambled(text: str) -> bool:
    """Say whether Latin letters stand for others, as in a font without a character map: hardly a vowel."""
    letters = [letter for letter in text.lower() if "a" <= letter <= "z"]
    vowels = sum(letter in "aeiou" for letter in letters)
    return len(letters) >= 300 and vowels < LEAST_VOWELS * len(letters)


def _address(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _right_to_left(text: str) -> bool:
    return unicodedata.bidirectional(text[-1]) in ("R", "AL")


def turn_back(word: Word, width: float, height: float, turn: int) -> Word:
    """Return a word of a page whose text runs `turn` quarter turns clockwise, in the frame of an upright reader.

    `width` and `height` are those of the displayed page. A whole page of sideways text is laid out this way.
    """
    x0, y0, x1, y1 = upright(word.x0, word.y0, word.x1, word.y1, (width, height, turn))
    return replace(word, x0=x0, y0=y0, x1=x1, y1=y1, base=y1 - DESCENT * (y1 - y0), turn=(word.turn - turn) % 4)
