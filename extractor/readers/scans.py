"""Scanned pages and pictures (扫描件): characters recognised by the `ocr` extra, laid out like a printed page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from math import atan2
from statistics import median
from typing import TYPE_CHECKING, Any

from extractor.readers.compose import compose_source
from extractor.readers.packages import BadPackage
from extractor.readers.page_flow import PageText, join_pages
from extractor.readers.page_lines import Char
from extractor.readers.ruled_tables import build_table, lay_out_page
from extractor.readers.scan_grids import find_grids, level
from extractor.source import SourceText

if TYPE_CHECKING:
    from PIL.Image import Image

MISSING = "请安装文字识别组件：pip install 'luoshi[ocr]'，或给出有文字的 .docx"
_A4 = (595.0, 842.0)  # points
_LARGEST_PICTURE = 100_000_000  # pixels
_MOST_FRAMES = 200
_LONGEST_SIDE = 2600  # pixels of the picture that is recognised: 220 dpi of A4
_SHORTEST_SIDE = 1500  # pixels: smaller pages are drawn larger, as letters of 20 pixels are read badly
_LEAST_SCORE = 0.5
_RED = 60  # by which the red of a pixel of red ink surpasses its green and blue
_LEAST_RED = 0.001  # of a page's upper part: less is no letterhead
_SHORTEST_HEAD = 4  # letters
_TALLEST = 1.3  # a letter's box against its width


@dataclass(frozen=True, slots=True)
class _Letter:
    """One recognised character, how sure it is, and its middle in pixels where that is known."""

    text: str
    score: float
    middle: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One recognised line: its corners in pixels from the top left, clockwise, and its characters."""

    corners: list[tuple[float, float]]
    chars: tuple[_Letter, ...]

    @property
    def slope(self) -> float:
        (x0, y0), (x1, y1) = self.corners[:2]
        return atan2(y1 - y0, x1 - x0)


def find_recogniser() -> str | None:
    """The recogniser that is installed, None where the `ocr` extra is missing."""
    return "rapidocr" if find_spec("rapidocr") and find_spec("onnxruntime") else None


def read_pictures(data: bytes, tell_pages: Callable[[int], None]) -> SourceText:
    """Read a .png, .jpg, .bmp or .tiff, of which each frame is a page.

    tell_pages  called with the number of pages that must be recognised, before that begins
    raises      BadPackage: broken, absurd in size, or no `ocr` extra
    """
    from PIL import Image, ImageSequence

    Image.MAX_IMAGE_PIXELS = _LARGEST_PICTURE
    try:
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
            if width * height > _LARGEST_PICTURE or frames > _MOST_FRAMES:
                raise BadPackage(f"图片过大（{width}×{height} 像素，{frames} 页）", "请缩小或拆分后再试")
            if find_recogniser() is None:
                raise BadPackage(f"{frames} 页没有文字，是图片", MISSING)
            tell_pages(frames)
            pages = [recognise_page(frame.convert("RGB")) for frame in ImageSequence.Iterator(picture)]
    except Image.DecompressionBombError as error:
        raise BadPackage("图片过大，疑似解压炸弹") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, BadPackage):
            raise
        raise BadPackage("不是有效的图片，或文件已损坏") from error
    return compose_source(join_pages(pages), "image")


def recognise_page(picture: Image) -> PageText:
    """The lines and tables of a page's picture, level again where it was skewed, read through a red seal.

    returns  items in points, as if the page were A4
    """
    picture = _resize(picture)
    plain = _without_red(picture)
    lines = [*_read_lines(plain), *_read_letterhead(picture)]
    scale = _A4[0] / picture.width if picture.width < picture.height else _A4[1] / picture.width
    turn = median([line.slope for line in lines]) if lines else 0.0
    chars = [c for line in lines for c in _place(line, turn, picture.height, scale)]
    height = picture.height * scale
    grids = find_grids(plain, turn, scale)
    tables = [t for t in (build_table(boxes, chars, height) for boxes in grids) if t is not None]
    return lay_out_page(chars, tables, height)


def _resize(picture: Image) -> Image:
    """A picture in which letters are as large as the models know them."""
    longest = max(picture.size)
    factor = 1.0 if _SHORTEST_SIDE <= longest <= _LONGEST_SIDE else (
        _LONGEST_SIDE if longest > _LONGEST_SIDE else min(_LONGEST_SIDE, 2 * longest)) / longest
    if factor == 1.0:
        return picture
    from PIL.Image import Resampling

    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Resampling.LANCZOS)


def _without_red(picture: Image) -> Image:
    """The picture without red ink: in the red channel a seal is as light as paper, and black ink stays black."""
    return picture.getchannel("R").convert("RGB")


def _read_letterhead(picture: Image) -> list[_Line]:
    """Lines in red ink in the upper part of a page (版头), as black on white; none where there is little red."""
    import numpy as np
    from PIL import Image as images

    top = np.asarray(picture.crop((0, 0, picture.width, int(picture.height * 0.4)))).astype("int16")
    red = (top[..., 0] - np.maximum(top[..., 1], top[..., 2])) > _RED
    if red.mean() < _LEAST_RED:
        return []
    ink = images.fromarray(np.where(red, 0, 255).astype("uint8")).convert("RGB")
    return [line for line in _read_lines(ink) if len(line.chars) >= _SHORTEST_HEAD]


@cache
def _load_engine() -> Any:
    """The recogniser with its models; slow to load, so once a process."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": _LONGEST_SIDE,
                            "Global.use_cls": False, "EngineConfig.onnxruntime.intra_op_num_threads": 2})


def _read_lines(picture: Image) -> list[_Line]:
    """The lines of text that the recogniser finds."""
    import numpy as np

    found = _load_engine()(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]), return_word_box=True,
                           return_single_char_box=True)
    if found.txts is None:
        return []
    return [_Line([(float(x), float(y)) for x, y in corners], _match_chars(text, chars))
            for corners, text, score, chars in zip(found.boxes, found.txts, found.scores, found.word_results,
                                                   strict=True)
            if score >= _LEAST_SCORE and text.strip()]


def _match_chars(text: str, chars: Any) -> tuple[_Letter, ...]:
    """The text's characters with their confidences and middles; blanks have none."""
    matched: list[_Letter] = []
    at = 0
    for char in text:
        if char.isspace() or at >= len(chars):
            matched.append(_Letter(char, 1.0, None))
            continue
        same, score, box = chars[at]
        at += 1
        middle = (sum(float(p[0]) for p in box) / 4, sum(float(p[1]) for p in box) / 4)
        matched.append(_Letter(char, float(score), middle) if same == char else _Letter(char, 0.0, None))
    return tuple(matched)


def _place(line: _Line, turn: float, height: int, scale: float) -> Iterator[Char]:
    """A line's characters in its box, the page turned level."""
    points = [level(p, turn) for p in line.corners]
    left, right = (points[0][0] + points[3][0]) / 2, (points[1][0] + points[2][0]) / 2
    top, bottom = (points[0][1] + points[1][1]) / 2, (points[2][1] + points[3][1]) / 2
    middle = (top + bottom) / 2
    widths = [1.0 if c.text >= "\u2e80" or c.text in "“”‘’—…" else 0.5 for c in line.chars]
    unit = (right - left) / (sum(widths) or 1.0)
    tall = min(bottom - top, _TALLEST * unit) / 2 if unit > 0 else (bottom - top) / 2
    at = left
    for letter, width in zip(line.chars, widths, strict=True):
        across = at + width * unit / 2
        if letter.middle is not None:
            across = max(level(letter.middle, turn)[0], across - unit)
        yield Char(letter.text, (across - width * unit / 2) * scale, (height - middle - tall) * scale,
                   (across + width * unit / 2) * scale, (height - middle + tall) * scale, letter.score)
        at += width * unit
