"""Scanned pages and pictures (扫描件): characters recognised by the `ocr` extra, laid out like a printed page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import mean, median
from typing import TYPE_CHECKING

from extractor.readers.compose import compose_source
from extractor.readers.packages import BadPackage
from extractor.readers.page_flow import PageText, join_pages
from extractor.readers.page_lines import Char
from extractor.readers.recogniser import LONGEST_SIDE, MISSING, RecognisedLine, find_recogniser, read_lines
from extractor.readers.ruled_tables import build_table, lay_out_page
from extractor.readers.scan_grids import find_grids, level
from extractor.source import SourceText

if TYPE_CHECKING:
    from PIL.Image import Image

_A4 = (595.0, 842.0)  # points
_LARGEST_PICTURE = 100_000_000  # pixels
_MOST_FRAMES = 200
_SHORTEST_SIDE = 1500  # pixels: smaller pages are drawn larger, as letters of 20 pixels are read badly
_UPRIGHT = 0.8  # mean sureness of a page: upright ones have 0.97 and more, those upside down 0.7
_RED = 60  # by which the red of a pixel of red ink surpasses its green and blue
_LEAST_RED = 0.001  # of a page's upper part: less is no letterhead
_SHORTEST_HEAD = 4  # letters
_TALLEST = 1.3  # a letter's box against its width


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
    """The lines and tables of a page's picture, upright and level whatever way it was scanned, read through a red seal.

    returns  items in points, as if the page were A4
    """
    picture, lines = _read_upright(_resize(picture))
    plain = _without_red(picture)
    lines += _read_letterhead(picture)
    scale = _A4[0] / picture.width if picture.width < picture.height else _A4[1] / picture.width
    turn = median([line.slope for line in lines]) if lines else 0.0
    chars = [c for line in lines for c in _place(line, turn, picture.height, scale)]
    height = picture.height * scale
    grids = find_grids(plain, turn, scale)
    tables = [t for t in (build_table(boxes, chars, height) for boxes in grids) if t is not None]
    return lay_out_page(chars, tables, height)


def _read_upright(picture: Image) -> tuple[Image, list[RecognisedLine]]:
    """A picture turned so that its text stands upright, and its lines; of the ways to turn it the surest."""
    lines = read_lines(_without_red(picture))
    sideways = 2 * sum(line.is_tall for line in lines) > len(lines)
    sure = mean([c.score for line in lines for c in line.chars] or [1.0])
    if not sideways and sure >= _UPRIGHT:
        return picture, lines
    tried = [] if sideways else [(picture, lines)]
    for turn in (90, 270) if sideways else (180,):
        other = picture.rotate(turn, expand=True)
        tried.append((other, read_lines(_without_red(other))))
    return max(tried, key=lambda found: sum(c.score for line in found[1] for c in line.chars))


def _resize(picture: Image) -> Image:
    """A picture in which letters are as large as the models know them."""
    longest = max(picture.size)
    factor = 1.0 if _SHORTEST_SIDE <= longest <= LONGEST_SIDE else (
        LONGEST_SIDE if longest > LONGEST_SIDE else min(LONGEST_SIDE, 2 * longest)) / longest
    if factor == 1.0:
        return picture
    from PIL.Image import Resampling

    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Resampling.LANCZOS)


def _without_red(picture: Image) -> Image:
    """The picture without red ink: in the red channel a seal is as light as paper, and black ink stays black."""
    return picture.getchannel("R").convert("RGB")


def _read_letterhead(picture: Image) -> list[RecognisedLine]:
    """Lines in red ink in the upper part of a page (版头), as black on white; none where there is little red."""
    import numpy as np
    from PIL import Image as images

    top = np.asarray(picture.crop((0, 0, picture.width, int(picture.height * 0.4)))).astype("int16")
    red = (top[..., 0] - np.maximum(top[..., 1], top[..., 2])) > _RED
    if red.mean() < _LEAST_RED:
        return []
    ink = images.fromarray(np.where(red, 0, 255).astype("uint8")).convert("RGB")
    return [line for line in read_lines(ink) if len(line.chars) >= _SHORTEST_HEAD]


def _place(line: RecognisedLine, turn: float, height: int, scale: float) -> Iterator[Char]:
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
