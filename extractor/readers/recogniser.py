"""The recogniser of the `ocr` extra (文字识别): lines of text in a picture, and how sure it is of each character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import atan2, dist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MISSING = "请安装文字识别组件：pip install 'luoshi[ocr]'，或给出有文字的 .docx"
LONGEST_SIDE = 2600  # pixels of the picture that is recognised: 220 dpi of A4
_LEAST_SCORE = 0.5
_ON_END = 1.5  # a line's height against its width
_PERMILLE = re.compile(r"(?<=\d)[%％][oO0](?![\d.])")


@dataclass(frozen=True, slots=True)
class Letter:
    """One recognised character, how sure it is, and its middle in pixels where that is known."""

    text: str
    score: float
    middle: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """One recognised line: its corners in pixels from the top left, clockwise, and its characters."""

    corners: list[tuple[float, float]]
    chars: tuple[Letter, ...]

    @property
    def is_tall(self) -> bool:
        """Whether its box stands on end, as text does that was scanned sideways."""
        first, second, third = self.corners[:3]
        return dist(second, third) > _ON_END * dist(first, second)

    @property
    def slope(self) -> float:
        (x0, y0), (x1, y1) = self.corners[:2]
        return atan2(y1 - y0, x1 - x0)


def find_recogniser() -> str | None:
    """The recogniser that is installed, None where the `ocr` extra is missing."""
    return "rapidocr" if find_spec("rapidocr") and find_spec("onnxruntime") else None


@cache
def _load_engine() -> Any:
    """The recogniser with its models; slow to load, so once a process."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": LONGEST_SIDE,
                            "Global.use_cls": False, "EngineConfig.onnxruntime.intra_op_num_threads": 2})


def read_lines(picture: Image) -> list[RecognisedLine]:
    """The lines of text that the recogniser finds."""
    import numpy as np

    found = _load_engine()(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]), return_word_box=True,
                           return_single_char_box=True)
    if found.txts is None:
        return []
    return [RecognisedLine([(float(x), float(y)) for x, y in corners], _match_chars(text, chars))
            for corners, text, score, chars in zip(found.boxes, found.txts, found.scores, found.word_results,
                                                   strict=True)
            if score >= _LEAST_SCORE and text.strip()]


def mend_permille(text: str, letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """A ‰ again where the recogniser took it for a % with a ring behind it; never sure of it."""
    mended, at = list[Letter](), 0
    for found in _PERMILLE.finditer(text):
        mended += [*letters[at:found.start()], Letter("‰", 0.0, letters[found.start()].middle)]
        at = found.end()
    return (*mended, *letters[at:])


def _match_chars(text: str, chars: Any) -> tuple[Letter, ...]:
    """The text's characters with their confidences and middles; blanks have none."""
    matched: list[Letter] = []
    at = 0
    for char in text:
        if char.isspace() or at >= len(chars):
            matched.append(Letter(char, 1.0, None))
            continue
        same, score, box = chars[at]
        at += 1
        middle = (sum(float(p[0]) for p in box) / 4, sum(float(p[1]) for p in box) / 4)
        matched.append(Letter(char, float(score), middle) if same == char else Letter(char, 0.0, None))
    return mend_permille(text, matched)
