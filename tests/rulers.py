"""A ruler for rendered pages (尺): lines of text, ruled lines and ink, in mm from the paper's top left corner."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

ROOT = Path(__file__).parents[1]
MM = 25.4 / 72
_SCALE = 12  # pixels a millimetre
_DARK = 140

needs_office = pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftotext"),
                                  reason="missing: LibreOffice and poppler (scripts/apt.sh)")
needs_typst = pytest.mark.skipif(
    not find_spec("typst") or not (ROOT / "fonts" / "FandolFang-Regular.otf").is_file(),
    reason="missing: the `pdf` extra (typst), or fonts/ (scripts/apt.sh)")


def render(paths: list[Path], folder: Path) -> dict[str, Path]:
    """The .pdf that LibreOffice makes of each file, by its stem, with the fonts of previews."""
    return {path.stem: path for path in office_convert(paths, folder, "pdf")}


def office_convert(paths: list[Path], folder: Path, ending: str) -> list[Path]:
    """The files that LibreOffice saves of others, in another form or again in the same."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", ending,
                    "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True,
                   env=os.environ | {"FONTCONFIG_FILE": str(ROOT / "scripts" / "fonts.conf")})
    return [folder / f"{path.stem}.{ending}" for path in paths]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its middle, left and right, its words, font and size of its first character, colour."""

    y: float
    left: float
    right: float
    text: str
    font: str
    size: float
    color: object


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line that lies flat."""

    y: float
    left: float
    right: float
    width: float
    color: object


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows; `number` is the line that gives its number, kept out of `lines`."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    number: Line | None
    turned: tuple[str, ...]

    def find(self, words: str) -> Line:
        """The first line with these words; blanks in it do not count."""
        return next(line for line in self.lines if words in line.text.replace(" ", ""))


@lru_cache(maxsize=32)
def read_pages(path: Path) -> tuple[Page, ...]:
    """Every page of a .pdf."""
    with pdfplumber.open(path) as file:
        return tuple(_page(page) for page in file.pages)


def _page(page: pdfplumber.page.Page) -> Page:
    rows: dict[float, list[dict[str, object]]] = {}
    # Left of a landscape page's type area stands its number alone, turned; not every .pdf says that it is.
    lies = page.width > page.height
    side = [char for char in page.chars if char["text"].strip() and (
        not char["upright"] or (lies and char["x1"] * MM < 32))]
    upright = [char for char in page.chars if char["text"].strip() and char not in side]
    for char in upright:
        middle = (char["top"] + char["bottom"]) / 2
        rows.setdefault(next((key for key in rows if abs(key - middle) < 4), middle), []).append(char)
    lines = []
    for _, chars in sorted(rows.items()):
        chars.sort(key=lambda char: char["x0"])
        first = chars[0]
        lines.append(Line((first["top"] + first["bottom"]) / 2 * MM, first["x0"] * MM, chars[-1]["x1"] * MM,
                          "".join(str(char["text"]) for char in chars), str(first["fontname"]), float(first["size"]),
                          first["non_stroking_color"]))
    number = next((line for line in lines[::-1] if line.y > 264 and line.text.strip("— ").isdigit()), None)
    rules = {Rule(round(found["top"] * MM, 2), round(found["x0"] * MM, 2), round(found["x1"] * MM, 2),
                  round(float(found["linewidth"] or 1) * MM, 2), found["stroking_color"])
             for found in page.lines if abs(found["top"] - found["bottom"]) < 0.5}
    turned = tuple(str(char["text"]) for char in side)
    return Page(page.width * MM, page.height * MM, tuple(line for line in lines if line is not number),
                tuple(sorted(rules, key=lambda rule: rule.y)), number, turned)


def find_ink(path: Path, page: int, box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """Bands of ink from top to bottom of a box (left, top, right, bottom), mm; page from 1."""
    left, top, right, bottom = (round(side * _SCALE) for side in box)
    bitmap = pypdfium2.PdfDocument(path)[page - 1].render(scale=_SCALE * MM, grayscale=True)
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    bands: list[tuple[float, float]] = []
    start: int | None = None
    for row in range(top, bottom + 1):
        dark = row < bottom and min(pixels[row * stride + left:row * stride + right]) < _DARK
        if dark and start is None:
            start = row
        if not dark and start is not None:
            bands.append((start / _SCALE, row / _SCALE))
            start = None
    return bands
